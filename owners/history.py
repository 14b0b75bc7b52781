"""The log of a listing, in words that its managers read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from accounts.models import Event, User
from clinics.models import Clinic
from owners.enums import ChangeReason, ChangeStatus
from owners.forms.sections import change_in_words
from owners.models import Change
from owners.sections import SECTIONS, Section

WHAT = {
    "clinic.added": "The listing was added",
    "clinic.listed": "The listing was made public",
    "clinic.temporarily_closed": "Marked as temporarily closed",
    "clinic.closed": "Marked as closed",
    "clinic.moved": "Marked as moved to another listing",
    "clinic.merged_with": "A second listing of the clinic was merged into this one",
    "clinic.withdrawn": "Taken off the directory at the clinic's wish",
    "clinic.suspended": "Suspended by a moderator",
    "clinic.suspension_lifted": "The suspension was lifted",
    "clinic.confirmed": "Everything confirmed as still correct",
    "clinic.imported_status": "Its status was brought up to date from a public source",
    "practitioner.looked_up": "A named person was looked up in the federal NPI register",
    "check.ended": "What we had checked does not count any more",
    "check.slip": "A newer answer was taken back as a slip; what we had checked counts again",
    "check.rests": "A check that ran out was not renewed",
    "member.joined": "A colleague joined",
    "member.ended": "Somebody left the team",
    "member.left": "Somebody deleted their account and left the team",
    "invitation.sent": "A colleague was invited",
    "member.role_changed": "The role of a colleague changed",
}

DECIDED = {
    "change.approved": "a change was approved",
    "change.refused": "a change was refused",
    "change.withdrawn": "a change that waited was taken back",
}
"""What became of an edit that waited."""


@dataclass(frozen=True, slots=True)
class Entry:
    """who: a colleague's name, "A moderator", "The directory". lines: what changed, value by value."""

    number: int
    at: dt.datetime
    who: str
    what: str
    lines: list[str] = field(default_factory=list)
    can_be_reverted: bool = False


def events_of(clinic: Clinic) -> QuerySet[Event]:
    """The log of the listing, and what became of the edits that waited; the newest first."""
    decided = Change.objects.filter(clinic=clinic).exclude(status=ChangeStatus.WAITING)
    subjects = [f"change:{number}" for number in decided.values_list("pk", flat=True)]
    told = Q(subject__in=subjects, what__in=DECIDED)
    return Event.objects.filter(Q(subject=f"clinic:{clinic.pk}") | told).order_by("-pk")


def entries(events: Iterable[Event], clinic: Clinic) -> list[Entry]:
    events = list(events)
    names = _names(events, clinic)
    return [_entry(event, clinic, names) for event in events]


def _entry(event: Event, clinic: Clinic, names: dict[str, str]) -> Entry:
    section = SECTIONS.get(str(event.after.get("section")))
    who = names.get(event.actor, "A moderator" if event.actor.startswith("user:") else "The directory")
    if section is not None and event.what in DECIDED:
        return _decided(event, clinic, section, who)
    if section is None:
        what = WHAT.get(event.what, "The listing was edited" if event.what == "clinic.edited" else event.what)
        return Entry(event.pk, event.at, who, what)
    what = f"{section.label}: {'one change taken back' if event.after.get('reverts') else 'changed'}"
    if "values" not in event.after:
        return Entry(event.pk, event.at, who, what)
    lines = change_in_words(clinic, section, event.before["values"], event.after["values"])
    return Entry(event.pk, event.at, who, what, lines, can_be_reverted=True)


def _decided(event: Event, clinic: Clinic, section: Section, who: str) -> Entry:
    """With what was asked for, where no other entry says it: wording that was refused stands in no log."""
    what = f"{section.label}: {DECIDED[event.what]}"
    if event.reason:
        what += f". The reason: {ChangeReason(event.reason).label}"
    change = Change.objects.filter(pk=event.subject.partition(":")[2], clinic=clinic).first()
    if change is None or section.people or change.status == ChangeStatus.APPROVED:
        return Entry(event.pk, event.at, who, what)
    return Entry(event.pk, event.at, who, what, change_in_words(clinic, section, change.before, change.after))


def _names(events: list[Event], clinic: Clinic) -> dict[str, str]:
    """Names of those who answer for the listing now; whoever left, and every moderator, stays unnamed."""
    numbers = {int(event.actor[5:]) for event in events if event.actor.startswith("user:")}
    team = User.objects.filter(pk__in=numbers, memberships__clinic=clinic)
    found = {f"user:{user.pk}": user.name or user.email for user in team}
    gone = numbers - {user.pk for user in team}
    staff = set(User.objects.filter(pk__in=gone, is_staff=True).values_list("pk", flat=True))
    return found | {f"user:{number}": "Somebody who managed it then" for number in gone - staff}
