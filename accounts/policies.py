"""Who may enter where."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from accounts.models import User


def may_moderate(request: HttpRequest) -> bool:
    """An active moderator whose session gave a second factor; a password alone never enters."""
    user = request.user
    return bool(user.is_active and getattr(user, "is_staff", False) and gave_second_factor(request))


def gave_second_factor(request: HttpRequest) -> bool:
    """This session answered with an authenticator that its user still has.

    Setting one up is no answer: who has just done so gives a code of it once more.
    """
    if not hasattr(request, "gave_second_factor"):
        request.gave_second_factor = _gave(request)  # type: ignore[attr-defined]
    return bool(request.gave_second_factor)  # type: ignore[attr-defined]


def has_second_factor(user: User) -> bool:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def _gave(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, User) and not user.is_authenticated:
        return False
    records = get_authentication_records(request, user)
    used = [record.get("id") for record in records if record.get("method") == "mfa"]
    return bool(used) and bool(Authenticator.objects.filter(user_id=user.pk, pk__in=used).exists())
