from django.urls import path

from clinics.views import stub

app_name = "clinics"
urlpatterns = [
    path("clinics/", stub, name="search"),
    path("clinics/<slug:state>/<slug:city>/<slug:slug>/", stub, name="clinic"),
]
