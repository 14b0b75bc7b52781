from django.urls import path

from clinics import api
from clinics.views import places, stub
from clinics.views.search import search

app_name = "clinics"
urlpatterns = [
    path("clinics/", search, name="search"),
    path("api/v1/clinics/", api.clinics, name="api-clinics"),  # api
    path("api/v1/clinics/<int:pk>/", api.clinic, name="api-clinic"),  # api
    path("clinics/<slug:state>/", places.state, name="state"),
    path("clinics/<slug:state>/<slug:city>/", places.city, name="city"),
    path("clinics/<slug:state>/<slug:city>/<slug:slug>/", stub, name="clinic"),
]
