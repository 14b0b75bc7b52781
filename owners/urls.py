from django.urls import path

from owners.views import closing, confirming, desk, editing, team

app_name = "owners"
urlpatterns = [
    path("", desk.listings, name="listings"),
    path("<int:clinic>/", desk.clinic_desk, name="desk"),
    path("<int:clinic>/edit/<slug:section>/", editing.edit, name="edit"),
    path("<int:clinic>/changes/<int:change>/withdraw/", editing.withdraw, name="withdraw_change"),
    path("<int:clinic>/history/", editing.history, name="history"),
    path("<int:clinic>/history/<int:event>/", editing.take_back, name="revert"),
    path("confirm/", confirming.by_link, name="confirm_by_link"),
    path("<int:clinic>/confirm/", confirming.still_correct, name="confirm"),
    path("invitation/", team.invitation, name="invitation"),
    path("<int:clinic>/team/", team.team, name="team"),
    path("<int:clinic>/team/invite/", team.invite, name="invite"),
    path("<int:clinic>/team/leave/", team.leave, name="leave"),
    path("<int:clinic>/team/leave/unmanaged/", team.leave_unmanaged, name="leave_unmanaged"),
    path("<int:clinic>/team/<int:number>/", team.member, name="member"),
    path("<int:clinic>/team/invitations/<int:number>/", team.take_back, name="take_back"),
    path("<int:clinic>/closing/", closing.closing, name="closing"),
    path("<int:clinic>/closing/<slug:verb>/", closing.step, name="step"),
]
