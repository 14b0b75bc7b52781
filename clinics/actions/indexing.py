"""The one writer of everything that is derived from a clinic's other rows."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from clinics.domain.catalog import FACTS
from clinics.domain.facts import Said, spans
from clinics.domain.text import fold
from clinics.models import Answer, Clinic, Practitioner, SiteState, Statement


@transaction.atomic
def reindex(clinic_ids: Iterable[int]) -> None:
    """Make answers and search words of these clinics afresh, and date every ETag.

    Every writer of clinics, statements, practitioners or organizations calls it in the
    transaction of its change. Right however often it runs.
    """
    ids = [clinic.pk for clinic in Clinic.objects.only("pk").locked(clinic_ids)]
    Answer.objects.filter(clinic__in=ids).delete()
    Answer.objects.bulk_create(answers_of(Statement.objects.filter(clinic__in=ids)), batch_size=1000)
    _write_search_text(ids)
    SiteState.touch()


def answers_of(statements: Iterable[Statement]) -> list[Answer]:
    """The derived rows of some statements; the statements of a clinic must be all there."""
    by_question: dict[tuple[int, str], list[Said]] = defaultdict(list)
    for order, statement in enumerate(sorted(statements, key=lambda s: s.pk)):
        if said := statement.said(order):
            by_question[statement.clinic_id, statement.fact].append(said)
    return [
        Answer(
            clinic_id=clinic_id, fact=key, answer=span.said.answer, evidence=span.said.evidence,
            as_of=span.said.on, starts=span.starts, ends=span.ends,
        )
        for (clinic_id, key), said in by_question.items()
        for span in spans(FACTS[key].polarity, said)
    ]  # fmt: skip


def search_text(clinic: Clinic, people: Iterable[str]) -> str:
    """Folded words with a blank before each, so that " aus" finds the start of a word."""
    owner = clinic.organization.name if clinic.organization else ""
    return " " + fold(" ".join([clinic.name, owner, *people, clinic.city]))


def _write_search_text(ids: list[int]) -> None:
    people: dict[int, list[str]] = defaultdict(list)
    for clinic_id, name in Practitioner.objects.filter(clinic__in=ids).values_list("clinic_id", "name"):
        people[clinic_id].append(name)
    clinics = list(Clinic.objects.filter(pk__in=ids).select_related("organization"))
    for clinic in clinics:
        clinic.search_text = search_text(clinic, people[clinic.pk])
    # Derived text is no change of the listing, so it leaves no history.
    Clinic.objects.bulk_update(clinics, ["search_text"], batch_size=500)
