"""What an import would do, row by row, before anything is written. The run carries out this very plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from clinics.domain.text import fold
from clinics.enums import Status
from clinics.models import Clinic, SourceRecord
from sources.exceptions import BadRow
from sources.listing import Listing, differences
from sources.merge import over, three_way, whole
from sources.merge import said as said_by
from sources.rows import Context
from sources.snapshot import CHUNK, listings

Row = tuple[int, Listing | BadRow]


class Act(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    DIFFERS = "differs"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Step:
    """One row and what becomes of it. changes: name → (now, then). said: what a source's row said."""

    line: int
    act: Act
    name: str
    reason: str = ""
    listing: Listing | None = None
    clinic_id: int | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    said: dict[str, Any] | None = None

    def __str__(self) -> str:
        return f"line {self.line}: {self.act} {self.name}" + (f" ({self.reason})" if self.reason else "")


@dataclass
class Held:
    """What the database holds, by everything that a row may be recognized by."""

    by_key: dict[str, int] = field(default_factory=dict)
    by_record: dict[tuple[str, str], int] = field(default_factory=dict)
    before: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    state: dict[int, tuple[str, bool]] = field(default_factory=dict)
    likeness: dict[tuple[str, ...], int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Held":
        held = cls()
        columns = ("pk", "key", "status", "managed", "name", "name_folded", "zip", "phone", "street", "city", "state")
        for pk, key, status, managed, name, folded, zip_code, phone, street, city, state in Clinic.objects.order_by(
            "pk"
        ).values_list(*columns):
            held.by_key[key] = pk
            held.state[pk] = (status, managed)
            held.names[pk] = f"{name}, {city}, {state}"
            for like in _likeness(folded, zip_code, phone, street):
                held.likeness.setdefault(like, pk)
        held.moves = dict(Clinic.objects.filter(moved_to__isnull=False).values_list("key", "moved_to__key"))
        for series, key, clinic_id, data in SourceRecord.objects.values_list("series", "key", "clinic_id", "data"):
            held.by_record[series, key] = clinic_id
            held.before[series, key] = data
        return held

    def find(self, listing: Listing) -> int | None:
        """The clinic by its key, else by a record of where it came from: the alias that outlives a merge."""
        if listing.key in self.by_key:
            return self.by_key[listing.key]
        found = (self.by_record.get(record[:2]) for record in sorted(listing.records))
        return next((pk for pk in found if pk), None)


def _likeness(folded: str, zip_code: str, phone: str, street: str) -> Iterator[tuple[str, ...]]:
    """Two clinics that share one of these are probably one."""
    yield "name and ZIP code", folded, zip_code
    if phone:
        yield "name and phone", folded, phone
        if street:
            yield "phone and street", phone, fold(street)


def plan(rows: Iterable[Row], context: Context) -> Iterator[Step]:
    """Steps for rows of our own CSV, in the order of the file."""
    read = list(rows)
    held = Held.now()
    seen: dict[str, int] = {}
    mine = {held.find(row) for _, row in read if isinstance(row, Listing)}
    moves = held.moves | {row.key: row.moved_to for _, row in read if isinstance(row, Listing)}
    for start in range(0, len(read), CHUNK):
        chunk = read[start : start + CHUNK]
        old = listings(pk for _, row in chunk if isinstance(row, Listing) and (pk := held.find(row)))
        for line, row in chunk:
            yield _step(line, row, context, held, old, seen, mine, moves)


def _step(
    line: int, row: Listing | BadRow, context: Context, held: Held, old: dict[int, Listing],
    seen: dict[str, int], mine: set[int | None], moves: dict[str, str],
) -> Step:  # fmt: skip
    if isinstance(row, BadRow):
        return Step(line, Act.ERROR, "", str(row))
    name = _name(row)
    if row.key in seen:
        return Step(line, Act.ERROR, name, f"key {row.key} stands on line {seen[row.key]} already")
    seen[row.key] = line
    pk = held.find(row)
    try:
        _check_move(row, held, moves)
        if pk is None:
            return _new(line, name, whole(row, context), held, mine)
        return compared(line, held, pk, old[pk], over(old[pk], row, context))
    except BadRow as problem:
        return Step(line, Act.ERROR, name, str(problem))


def _check_move(row: Listing, held: Held, moves: dict[str, str]) -> None:
    """Whoever follows a clinic that moved must arrive."""
    place, passed = row.moved_to, {row.key}
    while place:
        if place in passed:
            raise BadRow("moved_to leads back to where it began")
        if place not in moves and place not in held.by_key:
            raise BadRow(f"moved_to names {place}, which is neither here nor in this file")
        passed.add(place)
        place = moves.get(place, "")


def _new(line: int, name: str, listing: Listing, held: Held, mine: set[int | None]) -> Step:
    values = listing.fields
    for like in _likeness(fold(values["name"])[:200], values["zip"], values["phone"], values["street"]):
        other = held.likeness.get(like)
        if other and other not in mine:
            return Step(line, Act.DUPLICATE, name, f"same {like[0]} as {held.names[other]}", clinic_id=other)
    return Step(line, Act.CREATE, name, listing=listing)


def compared(line: int, held: Held, pk: int, old: Listing, new: Listing, said: dict[str, Any] | None = None) -> Step:
    """What becomes of a row whose clinic is held already."""
    status, managed = held.state[pk]
    name = held.names[pk]
    if status == Status.WITHDRAWN:
        return Step(line, Act.WITHDRAWN, name, "the clinic asked not to be listed", clinic_id=pk)
    changes = differences(old, new)
    if status == Status.SUSPENDED:
        changes = {key: change for key, change in changes.items() if key not in {"status", "status_on", "moved_to"}}
    if not changes:
        return Step(line, Act.UNCHANGED, name, clinic_id=pk)
    reason = ", ".join(sorted(changes))
    if managed:
        return Step(line, Act.DIFFERS, name, f"kept by the clinic itself: {reason}", new, pk, changes)
    return Step(line, Act.UPDATE, name, reason, new, pk, changes, said)


def plan_edition(rows: Iterable[Row], context: Context, series: str, edition: int) -> Iterator[Step]:
    """Steps for the rows of one edition of a public data set; then those that it no longer names."""
    read = list(rows)
    held = Held.now()
    seen: dict[str, int] = {}
    mine = {held.find(row) for _, row in read if isinstance(row, Listing)}
    for start in range(0, len(read), CHUNK):
        chunk = read[start : start + CHUNK]
        old = listings(pk for _, row in chunk if isinstance(row, Listing) and (pk := held.find(row)))
        for line, row in chunk:
            if isinstance(row, BadRow):
                yield Step(line, Act.ERROR, "", str(row))
                continue
            name, now = _name(row), said_by(row)
            if row.key in seen:
                yield Step(line, Act.DUPLICATE, name, f"same name, street and ZIP code as line {seen[row.key]}")
                continue
            seen[row.key] = line
            yield _edition_step(line, name, row, now, context, held, old, mine)
    yield from _missing(series, edition, held, mine)


def _edition_step(
    line: int, name: str, row: Listing, now: dict[str, Any], context: Context, held: Held,
    old: dict[int, Listing], mine: set[int | None],
) -> Step:  # fmt: skip
    try:
        pk = held.find(row)
        if pk is None:
            step = _new(line, name, whole(row, context), held, mine)
            return step if step.act != Act.CREATE else Step(line, Act.CREATE, name, listing=step.listing, said=now)
        record = next(iter(row.records))
        before = held.before.get(record[:2]) or now
        return compared(line, held, pk, old[pk], three_way(old[pk], before, row), now)
    except BadRow as problem:
        return Step(line, Act.ERROR, name, str(problem))


def _missing(series: str, edition: int, held: Held, mine: set[int | None]) -> Iterator[Step]:
    """Clinics of the series that a newer edition does not name: a task, never a removal."""
    gone = SourceRecord.objects.filter(series=series, source__edition__lt=edition, missing_since__isnull=True)
    for record in gone.order_by("pk"):
        if record.clinic_id not in mine:
            reason = f"not in the edition of {edition}; look into it"
            yield Step(0, Act.MISSING, held.names[record.clinic_id], reason, clinic_id=record.clinic_id)


def _name(listing: Listing) -> str:
    values = listing.fields
    return ", ".join(str(values[name]) for name in ("name", "city", "state") if values.get(name))
