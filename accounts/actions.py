"""Every change of an account that has a consequence."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import emails
from accounts.exceptions import Refused
from accounts.models import Event, User

ADDED = "A second factor was set up for your account."
REMOVED = "The second factor of your account was taken away."
RENEWED = "New recovery codes were made for your account; the old ones no longer work."


def ban(user: User, *, by: User) -> User:
    """Ends every session of theirs at once: an inactive user is nobody."""
    if user.pk == by.pk:
        raise Refused("Nobody bans themself.")
    _check_above(user, by, "Only a superuser may ban a superuser.")
    return _set_active(user, False, "user.banned", by)


def unban(user: User, *, by: User) -> User:
    _check_above(user, by, "Only a superuser may unban a superuser.")
    return _set_active(user, True, "user.unbanned", by)


@transaction.atomic
def reset_factors(user: User, *, by: User | str) -> None:
    """For a lost phone: the account is without a factor until its owner opens a new link from their mailbox.

    by: a user, or "operator" for the shell.
    """
    if isinstance(by, User):
        if user.pk == by.pk:
            raise Refused("Nobody resets their own second factor. Ask another senior moderator.")
        _check_above(user, by, "Only a superuser may reset the second factor of a superuser.")
    gone = Authenticator.objects.filter(user=user)
    kinds = sorted(gone.values_list("type", flat=True))
    if not kinds:
        raise Refused("This account has no second factor.")
    gone.delete()
    Event.record(by=by, what="factor.reset", subject=user, before={"types": kinds})
    emails.factors_changed(user, what=REMOVED)


@transaction.atomic
def factor_added(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    Event.record(by=user, what="factor.added", subject=user, after={"type": authenticator.type})
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:  # they come with the first factor
        emails.factors_changed(user, what=ADDED)


@transaction.atomic
def set_password(user: User, password: str) -> None:
    """The password alone: the whole row, read before the long hashing, would undo a ban that came meanwhile."""
    user.set_password(password)
    user.save(update_fields=["password"])
    Event.record(by=user, what="password.changed", subject=user)
    emails.password_changed(user)


@transaction.atomic
def factor_removed(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    Event.record(by=user, what="factor.removed", subject=user, before={"type": authenticator.type})
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        emails.factors_changed(user, what=REMOVED)


@transaction.atomic
def factor_renewed(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    Event.record(by=user, what="factor.renewed", subject=user, after={"type": authenticator.type})
    emails.factors_changed(user, what=RENEWED)


def _check_above(user: User, by: User, refusal: str) -> None:
    if user.is_superuser and not by.is_superuser:
        raise Refused(refusal)


@transaction.atomic
def _set_active(user: User, active: bool, what: str, by: User) -> User:
    now = User.objects.select_for_update().get(pk=user.pk)
    if now.is_active == active:
        raise Refused(f"This account is {'active' if active else 'banned'} already.")
    now.is_active = active
    now.save(update_fields=["is_active"])
    Event.record(by=by, what=what, subject=now, before={"is_active": not active}, after={"is_active": active})
    return now
