"""The log of a listing, in words that its managers read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import Event, User
from clinics.models import Clinic
from owners.forms.sections import FORMS
from owners.sections import SECTIONS

WHAT = {
    "clinic.added": "The listing was added",
    "clinic.listed": "The listing was made public",
    "clinic.temporarily_closed": "Marked as temporarily closed",
    "clinic.closed": "Marked as closed",
    "clinic.moved": "Marked as moved to another listing",
    "clinic.withdrawn": "Taken off the directory at the clinic's wish",
    "clinic.suspended": "Suspended by a moderator",
    "clinic.suspension_lifted": "The suspension was lifted",
    "clinic.confirmed": "Everything confirmed as still correct",
    "clinic.imported_status": "Its status was brought up to date from a public source",
    "member.joined": "A colleague joined",
    "member.ended": "Somebody left the team",
    "member.left": "Somebody deleted their account and left the team",
    "invitation.sent": "A colleague was invited",
    "member.role_changed": "The role of a colleague changed",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """who: a colleague's name, "A moderator", "The directory". lines: what changed, value by value."""

    number: int
    at: dt.datetime
    who: str
    what: str
    lines: list[str] = field(default_factory=list)
    can_be_reverted: bool = False


def entries(events: Iterable[Event], clinic: Clinic) -> list[Entry]:
    events = list(events)
    names = _names(events, clinic)
    return [_entry(event, clinic, names) for event in events]


def _entry(event: Event, clinic: Clinic, names: dict[str, str]) -> Entry:
    section = SECTIONS.get(str(event.after.get("section")))
    who = names.get(event.actor, "A moderator" if event.actor.startswith("user:") else "The directory")
    if section is None:
        what = WHAT.get(event.what, "The listing was edited" if event.what == "clinic.edited" else event.what)
        return Entry(event.pk, event.at, who, what)
    what = f"{section.label}: {'one change taken back' if event.after.get('reverts') else 'changed'}"
    if "values" not in event.after:
        return Entry(event.pk, event.at, who, what)
    before, after = event.before["values"], event.after["values"]
    form = FORMS[section.key](clinic=clinic, section=section, values=section.read(clinic) | before)
    return Entry(event.pk, event.at, who, what, form.in_words(before, after), can_be_reverted=True)


def _names(events: list[Event], clinic: Clinic) -> dict[str, str]:
    """Names of those who answer for the listing now; whoever left, and every moderator, stays unnamed."""
    numbers = {int(event.actor[5:]) for event in events if event.actor.startswith("user:")}
    team = User.objects.filter(pk__in=numbers, memberships__clinic=clinic)
    found = {f"user:{user.pk}": user.name or user.email for user in team}
    gone = numbers - {user.pk for user in team}
    staff = set(User.objects.filter(pk__in=gone, is_staff=True).values_list("pk", flat=True))
    return found | {f"user:{number}": "Somebody who managed it then" for number in gone - staff}
