"""Who may enter where."""

from collections.abc import Callable
from typing import TypeVar

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from accounts.exceptions import Refused
from accounts.models import User

Row = TypeVar("Row")

PARTIES: list[Callable[[User, User], str]] = []
"""Each says why the first decides nothing on the account of the second, or "". A room above adds what it knows of."""
JUDGES: list[Callable[[User], str]] = []
"""Each says why somebody does not choose who moderates, or ""; superusers are not asked."""


def may_moderate(request: HttpRequest) -> bool:
    """An active moderator whose session gave a second factor; a password alone never enters."""
    user = request.user
    return bool(user.is_active and getattr(user, "is_staff", False) and gave_second_factor(request))


def check_decides_on(by: User, user: User) -> None:
    """On the account of somebody else: a senior moderator, no party; on a superuser's, a superuser. Raises Refused."""
    if not (by.is_active and by.is_staff and by.has_perm("accounts.change_user")):
        raise Refused("Only a senior moderator decides on accounts. Ask one to look at it.")
    if user.pk == by.pk:
        raise Refused("Nobody decides on their own account. Ask another senior moderator.")
    if user.is_superuser and not by.is_superuser:
        raise Refused("Only a superuser decides on the account of a superuser.")
    for party in PARTIES:
        if sentence := party(by, user):
            raise Refused(sentence)


def check_may_appoint(by: User, user: User) -> None:
    """To a part, or out of it."""
    check_decides_on(by, user)
    if user.is_superuser:
        raise Refused("A superuser may do everything already: a part adds nothing, and takes nothing away.")
    for judge in [] if by.is_superuser else JUDGES:
        if sentence := judge(by):
            raise Refused(sentence)


def gave_second_factor(request: HttpRequest) -> bool:
    """This session answered with an authenticator that its user still has.

    Setting one up is no answer: who has just done so gives it once more. A passkey is an answer by itself, since
    every one of ours was asked to make sure of its owner (MFA_WEBAUTHN_USER_VERIFICATION).
    """
    if not hasattr(request, "gave_second_factor"):
        request.gave_second_factor = _gave(request)  # type: ignore[attr-defined]
    return bool(request.gave_second_factor)  # type: ignore[attr-defined]


def has_second_factor(user: User, *, besides: Authenticator | None = None) -> bool:
    """besides: one that is about to go."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    left = Authenticator.objects.filter(user=user, type__in=kinds).exclude(pk=besides.pk if besides else None)
    return bool(left.exists())


def has_passkey(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists())


def _gave(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, User) and not user.is_authenticated:
        return False
    records = get_authentication_records(request, user)
    used = [record.get("id") for record in records if record.get("method") == "mfa"]
    return bool(used) and bool(Authenticator.objects.filter(user_id=user.pk, pk__in=used).exists())


def why_not(check: Callable[[User, Row], None], by: User, about: Row) -> str:
    """The sentence of a refusal, or ""."""
    try:
        check(by, about)
    except Refused as refusal:
        return str(refusal)
    return ""
