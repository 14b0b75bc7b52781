"""Who treats patients. Names are of people, so no log keeps them; who is taken off leaves no trace."""

import re
from typing import Any

from django.utils import timezone

from clinics.actions.editing import IDENTITY, LOOKED_UP, person_changed, take_off
from clinics.models import Clinic, Practitioner
from clinics.policies import Authority
from owners.sections.base import Section, Values, differing

FIELDS = ("name", "credentials", "role", "npi", "is_medical_director", "board_certification")
NEW = 3
"""Blank rows on the page."""
_ROW = re.compile(r"(p|new)([0-9]+)-")


def read(clinic: Clinic) -> Values:
    values: Values = {}
    for person in Practitioner.objects.filter(clinic=clinic).order_by("-is_medical_director", "pk"):
        values |= {f"p{person.pk}-{name}": getattr(person, name) for name in FIELDS}
        values[f"p{person.pk}-gone"] = False
    return values


def write(clinic: Clinic, before: Values, after: Values, by: Authority) -> None:
    """Who leaves goes first; a director steps back, and a number is free, before another one takes it."""
    held = {person.pk: person for person in Practitioner.objects.filter(clinic=clinic)}
    rows = _rows(before, after)
    for number, row in rows.items():
        if row.get("gone") and number in held:
            take_off(held.pop(number), by=by)
    for person in held.values():
        row = rows.get(person.pk, {})
        if person.is_medical_director and row.get("is_medical_director") is False:
            person.is_medical_director = False
            person.save()
    _free_numbers(held, rows)
    for person in held.values():
        _change(person, rows.get(person.pk, {}), by)
    for row in added(after):
        Practitioner.objects.create(clinic=clinic, as_of=timezone.localdate(), **row)


def _free_numbers(held: dict[int, Practitioner], rows: dict[int, dict[str, Any]]) -> None:
    """Blank, in the database alone, what is about to change: two may swap, and a number stands once at any time.

    Each of them is saved with its new number right after, so no history needs the blank.
    """
    changing = [number for number in held if "npi" in rows.get(number, {})]
    Practitioner.objects.filter(pk__in=changing).update(npi="", looked_up_on=None)


def added(after: Values) -> list[dict[str, Any]]:
    """New people: rows of the form that name somebody."""
    rows = [{name: after.get(f"new{n}-{name}") for name in FIELDS} for n in range(NEW)]
    return [row for row in rows if row["name"]]


def _rows(before: Values, after: Values) -> dict[int, dict[str, Any]]:
    """What changed, by the number of the person."""
    found: dict[int, dict[str, Any]] = {}
    for path in differing(before, after):
        match = _ROW.match(path)
        if match and match[1] == "p":
            found.setdefault(int(match[2]), {})[path.partition("-")[2]] = after[path]
    return found


def _change(person: Practitioner, row: dict[str, Any], by: Authority) -> None:
    changed = {name: value for name, value in row.items() if getattr(person, name) != value and name != "gone"}
    if not changed:
        return
    for name, value in changed.items():
        setattr(person, name, value)
    for name, blank in LOOKED_UP.items() if IDENTITY & changed.keys() else ():
        setattr(person, name, blank)
    person.as_of = timezone.localdate()
    person.save()
    person_changed(person, changed, by=by)


PEOPLE = Section(
    "people", "People", "Name whom patients will meet. Anyone named may ask to be taken off.", read, write,
    people=True, group=lambda path: path.partition("-")[0],
)  # fmt: skip
