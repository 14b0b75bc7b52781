"""The pages of an account. Where one stands here, allauth's own of the same address is never reached."""

from allauth.urls import urlpatterns as theirs
from django.urls import path
from django.views.generic import RedirectView

from accounts import views

urlpatterns = [
    path("email/", RedirectView.as_view(pattern_name="mfa_index"), name="account_email"),
    path("2fa/start/", views.enrol, name="enrol"),
    path("2fa/start/opened/", views.enrol_opened, name="enrol_opened"),
    path("2fa/totp/qr.svg", views.totp_qr, name="totp_qr"),
    path("2fa/totp/activate/", views.activate_totp),
    path("2fa/totp/deactivate/", views.deactivate_totp),
    path("2fa/recovery-codes/", views.view_codes),
    path("2fa/recovery-codes/generate/", views.generate_codes),
    path("2fa/recovery-codes/download/", views.download_codes),
    *theirs,
]
