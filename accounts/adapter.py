"""How allauth behaves here."""

import hmac
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts import emails, post
from accounts.actions import set_password
from accounts.addresses import holders, taken_back_by
from accounts.models import User
from accounts.policies import has_second_factor

WAYS = {
    "reauthenticate": "With your password",
    "mfa_reauthenticate": "With a code",
    "mfa_reauthenticate:webauthn": "With a passkey",
}


class AccountAdapter(DefaultAccountAdapter):
    """Clinic staff sign up; moderators are made by moderators."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index") if getattr(request.user, "is_staff", False) else settings.LOGIN_REDIRECT_URL

    def set_password(self, user: User, password: str) -> None:
        set_password(user, password)

    def is_safe_url(self, url: str) -> bool:
        """ "http://[" is no address at all, and no reason to fail."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": WAYS.get(method["id"], method["description"])} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put down like every letter; the page says the same to strangers and to account holders, and as soon.

        Links lead to the site by its own name, whichever of its names the page was asked for by.
        """
        words = {"email": email, "request": self.request, "contact": settings.CONTACT_EMAIL, **context}
        if url := context.get("password_reset_url"):
            words["password_reset_url"] = settings.SITE_URL + urlsplit(url).path
        mail = self.render_mail(template_prefix, email, words)
        post.put_down(email, mail.subject, mail.body)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Who signs up with an address that was taken from them gets the way back once more."""
        before = taken_back_by(email)
        if before is None or holders(email).exists():
            super().send_account_already_exists_mail(email)
        else:
            emails.address_changed(email, key=before[1])

    def get_client_ip(self, request: HttpRequest) -> str:
        """For rate limits alone: a keyed hash that changes every day, so that no address is kept."""
        address = truncate_ip(super().get_client_ip(request))
        message = f"sign-in|{timezone.localdate().isoformat()}|{address}".encode()
        return hmac.new(settings.SECRET_KEY.encode(), message, "sha256").hexdigest()


class FactorAdapter(DefaultMFAAdapter):
    """Who moderates keeps a factor: a colleague, or the operator, takes away the last one if it is lost."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That is not right. Wait for the next code in your app, or use your passkey, then try again.",
        "cannot_delete_authenticator": (
            "Moderators keep a second factor. If you have lost yours, or have a new phone, "
            "ask a senior moderator to take it away: you then set up the new one."
        ),
        "unverified_email": "Your email address must be confirmed first.",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not authenticator.user.is_staff or has_second_factor(authenticator.user, besides=authenticator)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 -- allauth's name
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bound to the site's own name, whichever of its names the page was asked for by."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "localhost", "name": settings.SITE_NAME}

    def build_totp_svg(self, url: str) -> Any:
        """Asked for by every page with the code; ours fetches it from its own address."""
        return ""

    def qr(self, url: str) -> str:
        return str(super().build_totp_svg(url))
