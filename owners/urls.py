from django.urls import path

from owners.views import desk

app_name = "owners"
urlpatterns = [
    path("", desk.listings, name="listings"),
    path("<int:clinic>/", desk.clinic_desk, name="desk"),
]
