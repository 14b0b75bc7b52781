"""What the database holds, as Listings. A fixed number of queries for any number of clinics."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from clinics.enums import Status
from clinics.models import (
    AgeRange,
    Clinic,
    ClinicCondition,
    Offering,
    OldAddress,
    OldKey,
    Practitioner,
    SourceRecord,
    Statement,
    Trait,
)  # fmt: skip
from sources.columns import CLINIC, FACT_COLUMNS, OFFERING
from sources.listing import Listing, Values
from sources.parts import PERSON_FIELDS

CHUNK = 500
_FIELDS = tuple(column.name for column in CLINIC)
_OFFERING = tuple(column.name for column in OFFERING)
_STATEMENT = ("fact", "answer", "evidence", "as_of", "expires_on", "ended_on", "address_matched", "detail")


def listings(ids: Iterable[int]) -> dict[int, Listing]:
    """Clinic id → listing, for some clinics."""
    wanted = list(ids)
    parts = {name: _by_clinic(rows, wanted) for name, rows in _QUERIES.items()}
    clinics = Clinic.objects.filter(pk__in=wanted).select_related("organization", "moved_to").order_by("pk")
    return {clinic.pk: _listing(clinic, parts) for clinic in clinics}


def public_listings() -> Iterator[Listing]:
    """All that may be exported, in the order of their keys."""
    ids = list(Clinic.objects.filter(status__in=Status.shown).order_by("key").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        found = listings(ids[start : start + CHUNK])
        yield from (found[pk] for pk in ids[start : start + CHUNK])


_QUERIES: dict[str, Any] = {
    "conditions": lambda ids: ClinicCondition.objects.filter(clinic__in=ids).select_related("condition"),
    "traits": lambda ids: Trait.objects.filter(clinic__in=ids),
    "ages": lambda ids: AgeRange.objects.filter(clinic__in=ids),
    "offerings": lambda ids: Offering.objects.filter(clinic__in=ids),
    "statements": lambda ids: (
        Statement.objects.filter(clinic__in=ids).select_related("source", "practitioner").order_by("pk")
    ),
    "people": lambda ids: Practitioner.objects.filter(clinic__in=ids).order_by("pk"),
    "addresses": lambda ids: OldAddress.objects.filter(clinic__in=ids),
    "keys": lambda ids: OldKey.objects.filter(clinic__in=ids),
    "records": lambda ids: SourceRecord.objects.filter(clinic__in=ids).select_related("source"),
}


def _by_clinic(query: Any, ids: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in query(ids):
        found[row.clinic_id].append(row)
    return found


def _listing(clinic: Clinic, parts: dict[str, dict[int, list[Any]]]) -> Listing:
    of = {name: rows.get(clinic.pk, []) for name, rows in parts.items()}
    there = clinic.public_moved_to
    fields = _values(clinic, _FIELDS)
    if clinic.status == Status.MOVED and there is None:
        fields["status"] = Status.CLOSED.value  # where it moved is hidden, and a hidden listing is named nowhere
    return Listing(
        key=clinic.key,
        fields=fields,
        organization=clinic.organization.name if clinic.organization else "",
        moved_to=there.key if there else "",
        conditions=frozenset(row.condition.key for row in of["conditions"]),
        traits=frozenset((row.kind, row.code) for row in of["traits"]),
        ages=frozenset((row.youngest, row.oldest) for row in of["ages"]),
        offerings={row.method: _values(row, _OFFERING) for row in sorted(of["offerings"], key=lambda row: row.method)},
        statements=_in_file_order([_statement(row) for row in of["statements"]]),
        people=[_values(row, PERSON_FIELDS) for row in of["people"]],
        addresses=frozenset((row.state, row.city_slug, row.slug) for row in of["addresses"]),
        records=frozenset(_record(row) for row in of["records"] if not row.alias),
        merged=frozenset(_record(row) for row in of["records"] if row.alias)
        | {("", row.key, "") for row in of["keys"]},
    )


def _record(row: SourceRecord) -> tuple[str, str, str]:
    return row.series, row.key, row.source.key


def _values(row: Model, names: tuple[str, ...]) -> Values:
    """Without blanks at either end: a cell of a file has none."""
    found = {name: getattr(row, name) for name in names}
    return {name: value.strip() if isinstance(value, str) else value for name, value in found.items()}


def _statement(row: Statement) -> Values:
    source, person = row.source, row.practitioner
    named = {"source": source.key if source else "", "npi": person.npi if person else ""}
    return _values(row, _STATEMENT) | named


def _in_file_order(said: list[Values]) -> list[Values]:
    """By fact in the order of the columns; of one fact, the order of time stays."""
    place = {fact: number for number, fact in enumerate(FACT_COLUMNS.values())}
    return sorted(said, key=lambda values: place[values["fact"]])
