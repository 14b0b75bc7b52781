from django.urls import path

from owners.views import claims, closing, confirming, desk, documents, editing, team

app_name = "owners"
urlpatterns = [
    path("", desk.listings, name="listings"),
    path("claim/", claims.find, name="find"),
    path("claim/<int:clinic>/", claims.ask, name="ask"),
    path("claims/<int:claim>/", claims.claim, name="claim"),
    path("claims/<int:claim>/mail/", claims.mail, name="claim_mail"),
    path("claims/<int:claim>/code/", claims.code, name="claim_code"),
    path("claims/<int:claim>/document/", claims.document, name="claim_document"),
    path("claims/<int:claim>/withdraw/", claims.withdraw, name="claim_withdraw"),
    path("new/", claims.new, name="new"),
    path("documents/<int:document>/withdraw/", documents.withdraw, name="document_withdraw"),
    path("<int:clinic>/documents/<slug:fact>/", documents.fact_document, name="fact_document"),
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
