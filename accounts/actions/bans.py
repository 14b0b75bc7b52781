"""Who is kept out, and who may do that to whom."""

from django.db import transaction

from accounts.exceptions import Refused
from accounts.models import Event, User


def ban(user: User, *, by: User) -> User:
    """Ends every session of theirs at once: an inactive user is nobody."""
    if user.pk == by.pk:
        raise Refused("Nobody bans themself.")
    check_above(user, by, "Only a superuser may ban a superuser.")
    return _set_active(user, False, "user.banned", by)


def unban(user: User, *, by: User) -> User:
    check_above(user, by, "Only a superuser may unban a superuser.")
    return _set_active(user, True, "user.unbanned", by)


def check_above(user: User, by: User, refusal: str) -> None:
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
