"""Who is kept out, and who may do that to whom."""

from django.db import transaction

from accounts import emails
from accounts.actions.sessions import end_sessions
from accounts.enums import BanReason
from accounts.exceptions import Refused
from accounts.models import Event, User
from accounts.policies import check_decides_on


@transaction.atomic
def ban(*, user: User, by: User, reason: str) -> User:
    """Keep somebody out from their next click on. Their sessions go, so that none comes back when the ban is lifted."""
    _check_listed(reason, BanReason.banning)
    now = _set_active(user, False, by, "user.banned", reason)
    end_sessions(user=now, by=by)
    emails.banned(now, BanReason(reason))
    return now


@transaction.atomic
def unban(*, user: User, by: User, reason: str) -> User:
    _check_listed(reason, BanReason.lifting)
    now = _set_active(user, True, by, "user.unbanned", reason)
    emails.unbanned(now, BanReason(reason))
    return now


def _check_listed(reason: str, reasons: tuple[str, ...]) -> None:
    if reason not in reasons:
        raise Refused("Choose a reason from the list.")


def _set_active(user: User, active: bool, by: User, what: str, reason: str) -> User:
    now = User.objects.select_for_update().get(pk=user.pk)
    check_decides_on(by, now)
    if now.is_active == active:
        raise Refused(f"This account is {'active' if active else 'banned'} already.")
    now.is_active = active
    now.save(update_fields=["is_active"])
    before, after = {"is_active": not active}, {"is_active": active}
    Event.record(by=by, what=what, subject=now, before=before, after=after, reason=reason)
    return now
