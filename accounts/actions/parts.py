"""Who is a moderator, a senior, an editor: put into a group and out of it, and told so."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts import emails
from accounts.addresses import unsettled_until
from accounts.enums import Part, PartReason
from accounts.exceptions import Refused
from accounts.models import Event, User
from accounts.policies import check_may_appoint


@transaction.atomic
def appoint(*, user: User, by: User, part: str, reason: str) -> User:
    """Give them a part beside those they have. They enter with a second factor, as everybody does."""
    now, group = _locked(user, by, part, reason, PartReason.appointing)
    if now.groups.filter(pk=group.pk).exists():
        raise Refused("They have this part already.")
    _check_theirs(now)
    return _turn(now, group, Part(part), True, by, PartReason(reason))


@transaction.atomic
def dismiss(*, user: User, by: User, part: str, reason: str) -> User:
    """End a part. Who has none left does not enter the admin any more, from the next click on."""
    now, group = _locked(user, by, part, reason, PartReason.ending)
    if not now.groups.filter(pk=group.pk).exists():
        raise Refused("They do not have this part.")
    return _turn(now, group, Part(part), False, by, PartReason(reason))


def _locked(user: User, by: User, part: str, reason: str, reasons: tuple[str, ...]) -> tuple[User, Group]:
    now = User.objects.select_for_update().get(pk=user.pk)
    check_may_appoint(by, now)
    if reason not in reasons:
        raise Refused("Choose a reason from the list.")
    group = Group.objects.filter(name=part).first() if part in Part.values else None
    if group is None:
        raise Refused("Choose a part from the list.")
    return now, group


def _check_theirs(user: User) -> None:
    """No power for an account whose holder may just have been pushed out of it."""
    if not user.is_active:
        raise Refused("This account is banned. Lift the ban first.")
    if until := unsettled_until(user):
        day = f"{timezone.localdate(until):%B %-d}"
        raise Refused(
            f"The address of this account was changed lately, which can be undone until {day}. Wait for that."
        )


def _turn(user: User, group: Group, part: Part, given: bool, by: User, reason: PartReason) -> User:
    before = _powers(user)
    (user.groups.add if given else user.groups.remove)(group)
    user.is_staff = user.groups.exists()
    user.save(update_fields=["is_staff"])
    what = "user.appointed" if given else "user.dismissed"
    Event.record(by=by, what=what, subject=user, before=before, after=_powers(user), reason=reason)
    emails.part_changed(user, part, reason, given=given)
    return user


def _powers(user: User) -> dict[str, Any]:
    groups = user.groups.order_by("name").values_list("name", flat=True)
    return {"is_staff": user.is_staff, "groups": list(groups)}
