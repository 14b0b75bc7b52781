"""Carrying out a plan: whole rows in chunks, each chunk one transaction, so that a killed import can run again."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction

from accounts.alone import alone
from accounts.models import Event
from clinics.actions.indexing import reindex
from clinics.enums import Holds
from clinics.exceptions import SampleAndReal
from clinics.models import (
    AgeRange,
    Clinic,
    ClinicCondition,
    Offering,
    Organization,
    Practitioner,
    SiteState,
    SourceRecord,
    Statement,
    Trait,
)  # fmt: skip
from clinics.policies import check_no_interest
from sources.actions.ledger import Batch, Ledger
from sources.actions.writing import Names, create, settle_moves, update
from sources.enums import DifferenceStatus
from sources.exceptions import Overtaken
from sources.models import ImportDifference, ImportRun
from sources.steps import Act, Step
from sources.wording import spoken

CHUNK = 500


def run(
    batch: Batch, steps: Iterable[Step], *, progress: Callable[[int], Any] = lambda count: None, at_once: int = CHUNK
) -> Counter[str]:
    """Carry out a plan; returns how many rows met which end. Raises SampleAndReal before anything is written.

    at_once: rows of a chunk, while which nobody else writes where the database is SQLite.

    A run that changes nothing leaves nothing: no run, no event, no revision.
    """
    late: list[Step] = []
    names = Names()
    with Ledger(batch) as ledger:
        for chunk in _chunks(steps, at_once):
            late += [step for step in chunk if _moves(step)]
            _write([step for step in chunk if not _moves(step)], names, ledger)
            progress(len(chunk))
        _write(late, names, ledger)
    return ledger.counts


def _moves(step: Step) -> bool:
    """Clinics that moved come last, when whatever they moved to is there: so each is written whole at once."""
    return step.act in _MOVED and step.listing is not None and bool(step.listing.moved_to)


def _write(chunk: list[Step], names: Names, ledger: Ledger) -> None:
    """One chunk, whole or not at all. What two imports at once would both make, the later one is refused."""
    if not any(map(_writes, chunk)):
        ledger.passed(chunk)
        return
    try:
        with ledger.written(chunk) as log:
            _claim(ledger.batch.holds, chunk)
            check_no_interest(ledger.batch.by, *(s.clinic_id for s in chunk if s.clinic_id and _writes(s)))
            _carry_out(chunk, names, log, ledger.batch)
    except (IntegrityError, Clinic.DoesNotExist) as error:
        raise Overtaken from error


def _writes(step: Step) -> bool:
    """Whether a step leaves anything behind; a difference that was noted before does not."""
    return step.act in _WRITTEN or (step.act is Act.DIFFERS and bool(step.origin or _unnoted(step)))


_WITH_HISTORY: tuple[Any, ...] = (Clinic, Offering, Statement, Practitioner, Trait, ClinicCondition, AgeRange)
_WRITTEN = frozenset({Act.CREATE, Act.UPDATE, Act.MISSING})
_MOVED = frozenset({Act.CREATE, Act.UPDATE})


def check_holds(wanted: Holds) -> None:
    """Raise SampleAndReal where samples and real clinics would meet."""
    _refuse(SiteState.now().holds, wanted)


def _refuse(held: str, wanted: Holds) -> None:
    if held in {Holds.NOTHING, wanted}:
        return
    if held == Holds.SAMPLE:
        raise SampleAndReal("This database holds sample clinics. Run clear_samples first, then import real ones.")
    raise SampleAndReal("This database holds real clinics; samples would stand among them. Use an empty database.")


_IMPORTS = 0x1397081
"""The number of a lock that imports alone take, so that nobody else waits for a whole chunk."""


def _claim(wanted: Holds, chunk: list[Step]) -> None:
    """Say what this database holds, or be refused; two imports at once wait for each other here.

    The row of SiteState is the last that any writer locks, so it is locked first only while it must change:
    then there is no clinic yet that somebody could hold.
    """
    alone(_IMPORTS)
    if SiteState.now().holds != wanted:
        SiteState.objects.get_or_create(pk=1)
        _refuse(SiteState.objects.select_for_update().get(pk=1).holds, wanted)
        SiteState.objects.filter(pk=1).update(holds=wanted)
    Clinic.objects.only("pk").locked(step.clinic_id for step in chunk if step.clinic_id)


def _carry_out(chunk: list[Step], names: Names, log: ImportRun, batch: Batch) -> None:
    create([step for step in chunk if step.act is Act.CREATE], names)
    for step in (step for step in chunk if step.act is Act.UPDATE):
        update(step, names, by=batch.by)
    if moved := settle_moves([step for step in chunk if _moves(step)], by=batch.by):
        reindex(moved)
    for step in chunk:
        if step.act is Act.DIFFERS:
            _note_differences(step, log)
            if step.origin:
                update(replace(step, changes=step.origin), names, by=batch.by)
    missing = [step.clinic_id for step in chunk if step.act is Act.MISSING]
    SourceRecord.objects.filter(series=batch.series, clinic__in=missing).update(missing_since=batch.edition)


def _note_differences(step: Step, log: ImportRun) -> None:
    """For a moderator."""
    assert step.clinic_id is not None  # noqa: S101 -- it differs from a clinic that is held
    ImportDifference.objects.bulk_create(
        ImportDifference(run=log, clinic_id=step.clinic_id, line=step.line, column=name, held=now, offered=then)
        for name, now, then in _unnoted(step)
    )


def _unnoted(step: Step) -> list[tuple[str, str, str]]:
    """Column, held and offered; what waits, or was decided for these very values, is not noted again."""
    noted = ImportDifference.objects.filter(clinic=step.clinic_id).exclude(status=DifferenceStatus.TAKEN_OVER)
    waiting = set(noted.values_list("column", "held", "offered"))
    told = {
        (name[:60], *spoken(name, now, then)) for name, (now, then) in step.changes.items() if name not in step.origin
    }
    return sorted(told - waiting)


def _chunks(steps: Iterable[Step], size: int) -> Iterator[list[Step]]:
    source = iter(steps)
    while chunk := list(itertools.islice(source, size)):
        yield chunk


@transaction.atomic
def clear_samples() -> int:
    """Remove every sample clinic with all that hangs on it; returns how many. Raises SampleAndReal among real ones."""
    alone(_IMPORTS)
    if SiteState.now().holds == Holds.REAL:
        raise SampleAndReal("This database holds real clinics; there are no samples to clear.")
    samples = Clinic.objects.filter(is_sample=True)
    samples.only("pk").locked(samples.values_list("pk", flat=True))
    samples.filter(moved_to__isnull=False).update(
        status="closed", moved_to=None, status_before_suspension="", suspension_reason=""
    )  # rows that point at each other cannot be deleted
    count = samples.count()
    ids = list(samples.values_list("pk", flat=True))
    samples.delete()
    Organization.objects.filter(clinics__isnull=True).delete()
    # Deleting writes history too, so that goes last.
    for model in _WITH_HISTORY:
        column = "id__in" if model is Clinic else "clinic_id__in"
        model.history.filter(**{column: ids}).delete()
    ImportRun.objects.all().delete()
    SiteState.touch()
    SiteState.objects.filter(pk=1).update(holds=Holds.NOTHING)
    Event.record(by="operator", what="samples.cleared", subject="site", after={"clinics": count})
    return count
