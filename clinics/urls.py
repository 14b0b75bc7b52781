from django.urls import path

from clinics import api
from clinics.views import clinic, compare, costs, places, report
from clinics.views.search import search

app_name = "clinics"
urlpatterns = [
    path("clinics/", search, name="search"),
    path("api/v1/clinics/", api.clinics, name="api-clinics"),  # api
    path("api/v1/clinics/<int:pk>/", api.clinic, name="api-clinic"),  # api
    path("clinics/<slug:state>/", places.state, name="state"),
    path("clinics/<slug:state>/<slug:city>/", places.city, name="city"),
    path("clinics/<slug:state>/<slug:city>/<slug:slug>/", clinic.clinic, name="clinic"),
    path("clinics/<slug:state>/<slug:city>/<slug:slug>/report/", report.report, name="report"),
    path("clinics/<slug:state>/<slug:city>/<slug:slug>/report/thanks/", report.thanks, name="report_thanks"),
    path("costs/", costs.costs, name="costs"),
    path("costs/prices.csv", costs.country_csv, name="costs_csv"),
    path("costs/<slug:state>/", costs.state, name="costs_state"),
    path("costs/<slug:state>/prices.csv", costs.state_csv, name="costs_state_csv"),
    path("compare/", compare.compare, name="compare"),
]
