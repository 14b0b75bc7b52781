from django.urls import path

from owners.views import desk, editing

app_name = "owners"
urlpatterns = [
    path("", desk.listings, name="listings"),
    path("<int:clinic>/", desk.clinic_desk, name="desk"),
    path("<int:clinic>/edit/<slug:section>/", editing.edit, name="edit"),
    path("<int:clinic>/changes/<int:change>/withdraw/", editing.withdraw, name="withdraw_change"),
    path("<int:clinic>/history/", editing.history, name="history"),
    path("<int:clinic>/history/<int:event>/", editing.take_back, name="revert"),
]
