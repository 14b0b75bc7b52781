"""One door for every edit that those who answer for a listing make."""

from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Event, User
from clinics.actions.editing import Address, Said, edited
from clinics.domain.wording import claims
from clinics.models import Clinic
from clinics.policies import Authority, check_can_manage
from owners.actions.changes import hold
from owners.emails import changes as letters
from owners.enums import Held
from owners.exceptions import Overtaken, Refused
from owners.sections import SECTIONS, Section, Values, differing, digest, only


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: paths that are public now, paths that wait, facts that nobody states any more."""

    public: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)


def save_section(*, clinic: Clinic, section: Section, values: Values, base: str, by: User, reverts: int = 0) -> Saved:
    """Write what differs from the section as it stands; name, address, phone, website and held wording wait.

    base: `digest` of the values that `values` were made from. reverts: the Event that this takes back.
    Raises Overtaken where the section was changed since, NotAllowed, or Refused where two rows would say the same.
    """
    try:
        with transaction.atomic():
            return _save(clinic, section, values, base, by, reverts)
    except IntegrityError as collision:
        raise Refused("Two rows would say the same thing. Save one change at a time.") from collision


def _save(clinic: Clinic, section: Section, values: Values, base: str, by: User, reverts: int) -> Saved:
    now, before = _locked(clinic, section)
    check_can_manage(by, now)
    changed = differing(before, values)
    if not changed:
        return Saved()  # a second press of the same button, or two who wrote the same
    if digest(before) != base:
        raise Overtaken(before)
    held, why = _held(now, section, changed, values)
    at_once, ended = [path for path in changed if path not in held], []
    if at_once:
        stated = _stated(now)
        write = section.undo if reverts and section.undo else section.write
        write(now, before, before | only(values, at_once), by)
        tell(now, section, before, section.read(now), by, reverts)
        ended = sorted(stated - _stated(now)) if section.people else []
    if held:
        hold(clinic=now, section=section, before=before, after=only(values, held), held=why, by=by)
        letters.change_waits(now, by)
    return Saved(at_once, held, ended)


def _stated(clinic: Clinic) -> set[str]:
    """Facts that have an answer today."""
    return set(clinic.answers.on(timezone.localdate()).values_list("fact", flat=True))


def _locked(clinic: Clinic, section: Section) -> tuple[Clinic, Values]:
    """The listing, kept from every other writer, and what its section says under that lock."""
    now = Clinic.objects.locked([clinic.pk])[0]
    return now, section.read(now)


def _held(clinic: Clinic, section: Section, changed: list[str], values: Values) -> tuple[list[str], Held]:
    sensitive = [path for path in changed if path in section.sensitive]
    if sensitive:
        return sensitive, Held.SENSITIVE
    own = (clinic.name, clinic.city, clinic.phone)  # what its page says anyway is no claim
    worded = [path for path in changed if path in section.worded]
    return [path for path in worded if claims(values[path], listed=own)], Held.WORDING


def tell(clinic: Clinic, section: Section, before: Values, after: Values, by: Authority, reverts: int = 0) -> None:
    """Count the edit, keep an old address, derive, and keep the history in words; nothing of people.

    after: as it reads once it is written, so that the history holds what really changed.
    """
    paths = differing(before, after)
    said: dict[str, Any] = {"section": section.key}
    if reverts:
        said["reverts"] = reverts
    old: dict[str, Any] = {}
    if not section.people:
        said["values"], old = only(after, paths), {"values": only(before, paths)}
    at = Address(before["state"], _city_slug(clinic, before), clinic.slug) if "state" in before else None
    edited(clinic, by=by, fields=[section.key], before=at, said=Said(old, said))


def _city_slug(clinic: Clinic, before: Values) -> str:
    was = Clinic(name=clinic.name, city=before["city"], slug=clinic.slug)
    was.derive()
    return was.city_slug


def reverted(clinic: Clinic, event: Event) -> Values:
    """The section as it would read without that change. Raises Refused where that cannot be said any more."""
    section = SECTIONS.get(str(event.after.get("section")))
    if event.subject != f"clinic:{clinic.pk}" or section is None or "values" not in event.after:
        raise Refused("This change cannot be taken back here. Edit the section instead.")
    now = section.read(clinic)
    if any(now.get(path) != value for path, value in event.after["values"].items()):
        raise Refused("This was changed again since. Edit the section instead.")
    return now | {path: value for path, value in event.before["values"].items() if path in now}
