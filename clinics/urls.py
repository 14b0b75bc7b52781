from django.urls import path

from clinics import api
from clinics.views import clinic, compare, places, report
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
    path("compare/", compare.compare, name="compare"),
]
