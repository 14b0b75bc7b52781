"""How allauth behaves here."""

import hmac
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by moderators; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """For rate limits alone: a keyed hash that changes every day, so that no address is kept."""
        address = truncate_ip(super().get_client_ip(request))
        message = f"sign-in|{timezone.localdate().isoformat()}|{address}".encode()
        return hmac.new(settings.SECRET_KEY.encode(), message, "sha256").hexdigest()


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Wait for the next one in your app, then try again.",
        "unverified_email": "Your email address must be confirmed first.",
    }

    def build_totp_svg(self, url: str) -> Any:
        """Asked for by every page with the code; ours fetches it from its own address."""
        return ""

    def qr(self, url: str) -> str:
        return str(super().build_totp_svg(url))
