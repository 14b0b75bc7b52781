"""The pages of an account. Where one stands here, allauth's own of the same address is never reached."""

from allauth.urls import urlpatterns as theirs
from django.urls import path

from accounts.views import address, factors, passkeys, sessions

urlpatterns = [
    path("email/", address.change, name="account_email"),
    path("email/agree/", address.agree, name="email_agree"),
    path("email/confirm/", address.confirm, name="email_confirm"),
    path("email/undo/", address.undo, name="email_undo"),
    path("sessions/", sessions.sessions, name="account_sessions"),
    path("2fa/start/", factors.enrol, name="enrol"),
    path("2fa/start/opened/", factors.enrol_opened, name="enrol_opened"),
    path("2fa/totp/qr.svg", factors.totp_qr, name="totp_qr"),
    path("2fa/totp/activate/", factors.activate_totp),
    path("2fa/totp/deactivate/", factors.deactivate_totp),
    path("2fa/recovery-codes/", factors.view_codes),
    path("2fa/recovery-codes/generate/", factors.generate_codes),
    path("2fa/recovery-codes/download/", factors.download_codes),
    path("2fa/reauthenticate/", passkeys.give_factor),
    path("2fa/webauthn/login/", passkeys.sign_in),
    path("2fa/webauthn/add/", passkeys.add),
    path("2fa/webauthn/reauthenticate/", passkeys.give),
    path("2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove),
    path("2fa/webauthn/keys/<int:pk>/edit/", passkeys.rename),
    *theirs,
]
