"""What an import would do, row by row, before anything is written. The run carries out this very plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from clinics.domain.text import fold
from clinics.enums import Status
from clinics.models import SourceRecord
from sources.exceptions import BadRow
from sources.held import Held, addressed, check_records, likeness_of
from sources.listing import Listing, differences
from sources.merge import beside, over, three_way, whole
from sources.merge import said as said_by
from sources.rows import Context
from sources.snapshot import CHUNK, listings

Row = tuple[int, Listing | BadRow]
ASKED = "the clinic asked not to be listed"


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
        words = f"line {self.line}: {self.act} {self.name}".rstrip()
        return words + (f" ({self.reason})" if self.reason else "")


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
    pk = held.find(row)
    try:
        _check_once(line, row, pk, seen)
        if gone := held.withdrawn(row):
            return Step(line, Act.WITHDRAWN, held.names[gone], ASKED, clinic_id=gone)
        if pk is None and context.authority == "clinic":
            raise BadRow(f"key {row.key} is no clinic here; a clinic's own file changes its own listing")
        _check_move(row, held, moves)
        check_records(row, pk, held)
        if pk is None:
            return _new(line, name, whole(row, context), held, mine)
        new = addressed(over(old[pk], row, context), pk, held)
        return compared(line, held, pk, old[pk], new, own=context.authority == "clinic")
    except BadRow as problem:
        return Step(line, Act.ERROR, name, str(problem))


def _check_once(line: int, row: Listing, pk: int | None, seen: dict[str, int]) -> None:
    """A file speaks once of a clinic, by whatever it is recognized."""
    names = [row.key, *(" ".join(record[:2]) for record in row.records), *([f"#{pk}"] if pk else [])]
    for name, what in zip(names, ["key " + row.key, *["its origin"] * len(row.records), "this clinic"], strict=False):
        if name in seen:
            raise BadRow(f"{what} stands on line {seen[name]} already")
    seen.update(dict.fromkeys(names, line))


def _check_move(row: Listing, held: Held, moves: dict[str, str]) -> None:
    """Whoever follows a clinic that moved must arrive."""
    place, passed = row.moved_to, {row.key}
    while place:
        if place in passed:
            raise BadRow("moved_to leads back to where it began")
        if place not in moves and place not in held.by_key:
            raise BadRow(f"moved_to names {place}, which is neither here nor in this file")
        if held.state.get(held.by_key.get(place, 0), ("",))[0] in _GONE:
            raise BadRow(f"moved_to names {place}, which has no public page")
        passed.add(place)
        place = moves.get(place, "")


_GONE = {Status.WITHDRAWN, Status.SUSPENDED}
_WAITING = {Status.DRAFT, Status.SUSPENDED}


def _new(line: int, name: str, listing: Listing, held: Held, mine: set[int | None]) -> Step:
    values = listing.fields
    for like in likeness_of(fold(values["name"])[:200], values["zip"], values["phone"], values["street"]):
        other = held.likeness.get(like)
        if other and other not in mine:
            return Step(line, Act.DUPLICATE, name, f"same {like[0]} as {held.names[other]}", clinic_id=other)
    return Step(line, Act.CREATE, name, listing=addressed(listing, None, held))


def compared(
    line: int, held: Held, pk: int, old: Listing, new: Listing, said: dict[str, Any] | None = None, *,
    own: bool = False,
) -> Step:  # fmt: skip
    """What becomes of a row whose clinic is held already. own: the clinic itself speaks."""
    status, managed = held.state[pk]
    name = held.names[pk]
    if status == Status.WITHDRAWN:
        return Step(line, Act.WITHDRAWN, name, ASKED, clinic_id=pk)
    if status in _WAITING:  # only a moderator ends that
        same = {name: old.fields[name] for name in ("status", "status_on")}
        new = replace(new, fields=new.fields | same, moved_to=old.moved_to)
    changes = differences(old, new)
    if managed and not own:  # where a listing came from is ours to keep, and no matter of the clinic's
        changes.pop("records", None)
    if not changes:
        return Step(line, Act.UNCHANGED, name, clinic_id=pk)
    reason = ", ".join(sorted(changes))
    if managed and not own:
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
    unread = tuple(row.may_be for _, row in read if isinstance(row, BadRow) and row.may_be)
    yield from _missing(series, edition, held, mine, unread)


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
        if held.state[pk][1]:
            return compared(line, held, pk, old[pk], beside(old[pk], row), now)
        # A record that came by our own CSV does not tell what its edition said: then what is held counts as that.
        before = held.before.get(record[:2]) or (now if record in old[pk].records else said_by(old[pk]))
        new = addressed(three_way(old[pk], before, row), pk, held)
        return compared(line, held, pk, old[pk], new, now)
    except BadRow as problem:
        return Step(line, Act.ERROR, name, str(problem))


def _missing(series: str, edition: int, held: Held, mine: set[int | None], unread: tuple[str, ...]) -> Iterator[Step]:
    """Clinics of the series that a newer edition does not name: a task, never a removal.

    unread: beginnings of keys. A row that could not be read may have named its clinic after all.
    """
    gone = SourceRecord.objects.filter(series=series, source__edition__lt=edition, missing_since__isnull=True)
    for record in gone.order_by("pk"):
        if record.key.startswith(unread):
            continue
        if record.clinic_id not in mine and held.state[record.clinic_id][0] != Status.WITHDRAWN:
            reason = f"not in the edition of {edition}; look into it"
            yield Step(0, Act.MISSING, held.names[record.clinic_id], reason, clinic_id=record.clinic_id)


def _name(listing: Listing) -> str:
    values = listing.fields
    return ", ".join(str(values[name]) for name in ("name", "city", "state") if values.get(name))
