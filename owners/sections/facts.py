"""The clinic's own answers. A new answer is a new row, and taking back ends the old ones: nothing is written over."""

from django.utils import timezone

from clinics.domain.catalog import FACTS
from clinics.enums import Evidence
from clinics.models import Clinic, Statement
from clinics.policies import Authority
from owners.sections.base import TRI, Section, Values, differing


def read(clinic: Clinic) -> Values:
    """What the clinic itself says today; a document or a register stands beside it and is not its to change."""
    said = {row.fact: TRI[row.answer] for row in _standing(clinic)}
    return {key: said.get(key, "") for key in FACTS}


def write(clinic: Clinic, before: Values, after: Values, by: Authority) -> None:
    for key in differing(before, after):
        if after[key]:
            yes, today = after[key] == "yes", timezone.localdate()
            Statement.objects.create(clinic=clinic, fact=key, answer=yes, evidence=Evidence.STATED, as_of=today)
        else:
            _take_back(clinic, key)


def _standing(clinic: Clinic) -> list[Statement]:
    """Its own answers that count today, the newest of a fact last."""
    today = timezone.localdate()
    rows = Statement.objects.filter(
        clinic=clinic, evidence=Evidence.STATED, ended_on__isnull=True, as_of__lte=today, expires_on__gte=today
    )
    return list(rows.order_by("as_of", "pk"))


def _take_back(clinic: Clinic, key: str) -> None:
    """All of its answers that count: a worse one among them, left standing, would hold down what a document shows.

    One by one, since whatever writes in bulk leaves no history.
    """
    for row in _standing(clinic):
        if row.fact == key:
            row.end(timezone.localdate())


ANSWERS = Section(
    "facts", "Facts",
    "What patients ask every clinic. Leave open what you cannot answer: a blank is never shown as a no.",
    read, write,
)  # fmt: skip
