"""Rows of a known clinic in the place of those that are held: what says the same keeps its id and its history."""

import itertools
from collections import defaultdict
from typing import Any

from clinics.actions.editing import delete_person
from clinics.models import Clinic, Offering, Practitioner, SourceRecord


def replace_rows(model: type[Any], clinic: Clinic, rows: list[Any]) -> None:
    """Delete what is gone, change what changed, make what is new; rows that say the same are left alone."""
    wanted: dict[Any, list[Any]] = defaultdict(list)  # two may say the very same
    for row in rows:
        wanted[_known_by(row)].append(row)
    for held in model.objects.filter(clinic=clinic):
        same = wanted[_known_by(held)]
        row = same.pop(0) if same else None
        if row is None and model is Practitioner:
            delete_person(held)
        elif row is None:
            held.delete()
        elif _content(row) != _content(held):
            row.pk = held.pk
            row.save(force_update=True)
    for row in itertools.chain.from_iterable(wanted.values()):
        row.save()


def _known_by(row: Any) -> Any:
    """What makes it the same row, though it changes: a person, a method; of others, all they say."""
    if isinstance(row, Practitioner):
        return row.npi or row.name
    return row.method if isinstance(row, Offering) else _content(row)


def _content(row: Any) -> tuple[Any, ...]:
    skipped = {"id", "created_at", "seen_by"}
    return tuple(getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in skipped)


def write_records(rows: list[SourceRecord]) -> None:
    for row in rows:
        SourceRecord.objects.update_or_create(
            series=row.series, key=row.key,
            defaults={"clinic": row.clinic, "source": row.source, "missing_since": None, "alias": row.alias}
            | ({"data": row.data} if row.data else {}),
            create_defaults={
                "clinic": row.clinic, "source": row.source, "data": row.data, "first_seen_on": row.first_seen_on,
                "alias": row.alias,
            },
        )  # fmt: skip
