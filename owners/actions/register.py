"""A named person looked up in the federal NPI register by a moderator, who pastes what it showed."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from clinics.actions.editing import Said, edited
from clinics.domain.evidence import Person, problem
from clinics.domain.facts import Evidence as Rank
from clinics.domain.taxonomies import PROFESSIONS
from clinics.enums import Evidence
from clinics.models import Clinic, Practitioner, Statement
from owners.domain.register import Shown, Unreadable, read_page
from owners.emails.checks import looked_up
from owners.enums import WorksHere
from owners.exceptions import InvalidStep, Refused
from owners.models import LookUp
from owners.policies.rows import check_may_look_up
from owners.policies.workplace import workplace_problem


@transaction.atomic
def look_up(
    *, person: LookUp | Practitioner, by: User, pasted: str, works_here: str, works_here_on: dt.date | None = None
) -> Shown:
    """Keep what the register shows today, and state what follows from it; the pasted text is forgotten.

    works_here: a `WorksHere`. The register alone shows a credential: only with the person's own word that they work
    here does a fact rest on it, for 90 days. Raises Refused where the text is not of this person.
    """
    now = _locked(person, by)
    shown = _read(pasted, now)
    today = timezone.localdate()
    if wrong := workplace_problem(now, works_here, works_here_on, today):
        raise Refused(wrong)
    gone = not shown.active or works_here == WorksHere.GONE
    confirmed = now.works_here_on if works_here == WorksHere.AS_BEFORE else works_here_on
    now.looked_up_on, now.register_says, now.works_here_on = today, shown.listed_as, None if gone else confirmed
    now.save()
    ended = _end(now, () if gone else shown.facts, today)
    stated = _state(now, shown.facts if now.works_here_on else (), by)
    after = {"practitioner": now.pk, "codes": list(shown.codes), "works_here": works_here, "ended": ended}
    edited(
        now.clinic, by=by, fields=["practitioners", "statements"], what="practitioner.looked_up",
        said=Said({}, after | {"active": shown.active, "stated": stated}),
    )  # fmt: skip
    looked_up(now.clinic, stated=stated, ended=ended)
    return shown


def _locked(person: LookUp | Practitioner, by: User) -> Practitioner:
    """As they are named now. The listing first."""
    Clinic.objects.locked([person.clinic_id])
    check_may_look_up(by, person)
    rows = Practitioner.objects.select_related("clinic").select_for_update(of=("self",))
    now = rows.filter(pk=person.pk, clinic=person.clinic_id).first()
    if now is None:
        raise InvalidStep("This person was taken off the listing in the meantime.")
    return now


def _read(pasted: str, person: Practitioner) -> Shown:
    try:
        return read_page(pasted, npi=person.npi, name=person.name)
    except Unreadable as sentence:
        raise Refused(str(sentence)) from sentence


def _end(person: Practitioner, still: tuple[str, ...], today: dt.date) -> list[str]:
    """What rested on an earlier look and is not shown by this one ends. What a board's register showed is another's."""
    resting = Statement.objects.filter(practitioner=person, evidence=Evidence.REGISTER, ended_on__isnull=True)
    ending = list(resting.filter(fact__in=PROFESSIONS).exclude(fact__in=still))
    for statement in ending:
        statement.end(today)
    return sorted({statement.fact for statement in ending if statement.expires_on >= today})


def _state(person: Practitioner, facts: tuple[str, ...], by: User) -> list[str]:
    """One answer a fact and day: a second look on the same day shows nothing new. Returns what is new."""
    today, known, stated = timezone.localdate(), Person(person.looked_up_on, person.works_here_on), []
    for fact in facts:
        wrong = problem(fact=fact, answer=True, evidence=Rank.REGISTER, as_of=today, today=today, person=known)
        if wrong:
            raise Refused(wrong)
        row = {"clinic": person.clinic, "fact": fact, "evidence": Evidence.REGISTER, "as_of": today, "answer": True}
        if not Statement.objects.filter(practitioner=person, ended_on__isnull=True, **row).exists():
            Statement.objects.create(practitioner=person, seen_by=by, **row)
            stated.append(fact)
    return stated
