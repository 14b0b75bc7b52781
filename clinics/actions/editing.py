"""What follows from an edit of a listing, whichever page it was made on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Event
from clinics.actions.indexing import reindex
from clinics.enums import Evidence, Status
from clinics.models import Clinic, OldAddress, Practitioner, Statement
from clinics.policies import Authority, check_can_edit


@dataclass(frozen=True, slots=True)
class Address:
    """Where a clinic's page is: the three parts of its path."""

    state: str
    city_slug: str
    slug: str

    @classmethod
    def of(cls, clinic: Clinic) -> "Address":
        return cls(clinic.state, clinic.city_slug, clinic.slug)

    def where(self) -> dict[str, Any]:
        return {"state": self.state, "city_slug": self.city_slug, "slug": self.slug}


@dataclass(frozen=True, slots=True)
class Said:
    """What the log keeps of an edit besides the names of the fields."""

    before: dict[str, Any]
    after: dict[str, Any]


@transaction.atomic
def edited(
    clinic: Clinic, *, by: Authority, fields: Iterable[str], before: Address | None = None, added: bool = False,
    said: Said | None = None, what: str = "clinic.edited", reason: str = "",
) -> None:  # fmt: skip
    """Count the edit, keep the old address, write the log and what is derived.

    fields: names of what changed. before: the address of the page until now. said: public values before and after,
    for the listing's history in words; never those of people. what, reason: codes of an act that the log names.
    """
    check_can_edit(by, clinic)
    if not added:
        Clinic.objects.filter(pk=clinic.pk).update(version=F("version") + 1, updated_at=timezone.now())
    if before is not None and before != Address.of(clinic):
        _keep(before, clinic)
    after = {"fields": sorted(fields)} | (said.after if said else {})
    Event.record(
        by=by, what="clinic.added" if added else what, subject=clinic, before=said.before if said else {}, after=after,
        reason=reason,
    )  # fmt: skip
    reindex([clinic.pk])


def end_answers_of(person: Practitioner, *, by: Authority, checked_only: bool = False) -> bool:
    """Who is taken off a listing takes along what rested on them: it is not stated any more, never "no".

    Call it before the person is deleted; the caller then calls `edited`, which makes the answers afresh.
    checked_only: only what a register check of them stands behind. Returns whether any answer ended.
    """
    check_can_edit(by, person.clinic)
    today = timezone.localdate()
    resting = Statement.objects.filter(practitioner=person, ended_on__isnull=True)
    ending = list(resting.filter(evidence=Evidence.REGISTER) if checked_only else resting)
    for statement in ending:
        statement.end(today)
    return bool(ending)


_PERSONAL = ("name", "npi", "credentials", "register_says", "board_certification")


def take_off(person: Practitioner, *, by: Authority) -> bool:
    """Delete a person from a listing, perhaps at their own wish; returns whether an answer ended by that.

    No name, number or register line of theirs stays in any history. What the listing's own description
    says of them is for whoever takes them off to edit. The caller then calls `edited`.
    """
    ended = end_answers_of(person, by=by)
    delete_person(person)
    return ended


def delete_person(person: Practitioner) -> None:
    """Without a trace of their name in histories and answers; what rests on them is for the caller to end."""
    number = person.pk
    _blank_details(number)
    person.delete()
    Practitioner.history.filter(id=number).update(**dict.fromkeys(_PERSONAL, ""))


def _blank_details(person: int) -> None:
    for rows in (Statement.objects, Statement.history):
        rows.filter(practitioner=person).exclude(detail="").update(detail="")


def _forget_another(person: Practitioner) -> None:
    """Whoever was written over. A number added, or a name mended beside the same number, is the same person still."""
    same = Q(name=person.name) & (Q(npi=person.npi) | Q(npi="")) | Q(npi=person.npi, npi__gt="")
    if not person.npi:
        same |= Q(name=person.name)
    another = Practitioner.history.filter(id=person.pk).exclude(same)
    if another.update(**dict.fromkeys(_PERSONAL, "")):
        _blank_details(person.pk)


IDENTITY = frozenset({"name", "npi", "role"})
LOOKED_UP: dict[str, Any] = {"looked_up_on": None, "works_here_on": None, "register_says": ""}
"""What a look-up in the register wrote of a person, blank. Whoever changes who they are writes this, too."""


def person_changed(person: Practitioner, fields: Iterable[str], *, by: Authority) -> bool:
    """A register check is of one person in one role at one place: it does not pass to whoever is written over them.

    Who was written over is not kept in the history either. Returns whether an answer ended.
    """
    fields = set(fields)
    if {"name", "npi"} & fields:
        _forget_another(person)
    return end_answers_of(person, by=by, checked_only=True) if IDENTITY & fields else False


def _keep(before: Address, clinic: Clinic) -> None:
    """The old address redirects, unless another clinic has its page there; the new one no longer does."""
    OldAddress.objects.filter(**Address.of(clinic).where()).delete()
    if clinic.status != Status.DRAFT and not Clinic.objects.filter(**before.where()).exists():
        OldAddress.objects.update_or_create(defaults={"clinic": clinic}, **before.where())
