"""What an import would do, row by row, before anything is written. The run carries out this very plan."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from clinics.enums import Status
from clinics.models import SourceRecord
from sources.doubles import Doubles
from sources.editions import beside, three_way
from sources.editions import said as said_by
from sources.exceptions import BadRow
from sources.held import Held, addressed, check_records
from sources.listing import Listing, differences
from sources.merge import over, whole
from sources.moves import Moves
from sources.rows import Context
from sources.snapshot import CHUNK, listings
from sources.steps import ORIGIN, Act, Step

Row = tuple[int, Listing | BadRow]
ASKED = "the clinic asked not to be listed"
_IS_THERE = frozenset({Act.CREATE, Act.UPDATE, Act.UNCHANGED, Act.DIFFERS})


def plan(rows: Iterable[Row], context: Context, takes: frozenset[int] = frozenset()) -> Iterator[Step]:
    """Steps for rows of our own CSV, in the order of the file; clinics that moved come last.

    By then it is known what becomes of the rows that they point at. takes: lines that are
    taken although they are probably there already.
    """
    held = Held.now()
    known = [(line, held.settled(row) if isinstance(row, Listing) else row) for line, row in rows]
    read = sorted(known, key=lambda row: isinstance(row[1], Listing) and bool(row[1].moved_to))
    seen: dict[str, int] = {}
    moves = Moves.of(held, _listings(read))
    doubles = Doubles.of(held, _listings(read), takes, moves.to)
    for chunk, old in _chunks(read, held):
        for line, row in chunk:
            step = _step(line, row, context, held, old, seen, doubles, moves)
            moves.note(row, step)
            if step.act in _IS_THERE:
                doubles.note(line, step.listing or old[step.clinic_id or 0], step.clinic_id)
            yield step


def _listings(rows: Iterable[Row]) -> list[Listing]:
    return [row for _, row in rows if isinstance(row, Listing)]


def _chunks(read: list[Row], held: Held) -> Iterator[tuple[list[Row], dict[int, Listing]]]:
    """Rows of the file, and the clinics that they name as they are held."""
    for start in range(0, len(read), CHUNK):
        chunk = read[start : start + CHUNK]
        yield chunk, listings(pk for row in _listings(chunk) if (pk := held.find(row)))


def _step(
    line: int, row: Listing | BadRow, context: Context, held: Held, old: dict[int, Listing],
    seen: dict[str, int], doubles: Doubles, moves: Moves,
) -> Step:  # fmt: skip
    if isinstance(row, BadRow):
        return Step(line, Act.ERROR, "", str(row))
    name = _name(row)
    if there := held.merged_into(row):
        return _second(line, name, there, held)
    pk = held.find(row)
    try:
        _check_once(line, row, pk, seen)
        if gone := held.withdrawn(row):
            return Step(line, Act.WITHDRAWN, held.names[gone], ASKED, clinic_id=gone)
        if pk is None and context.authority == "clinic":
            raise BadRow(f"key {row.key} is no clinic here; a clinic's own file changes its own listing")
        moves.check(row)
        check_records(row, pk, held)
        if pk is None:
            return _new(line, name, whole(row, context), doubles, apart=doubles.tells_apart(row))
        new = addressed(over(old[pk], row, context), pk, held)
        return compared(line, held, pk, old[pk], new, own=context.authority == "clinic")
    except BadRow as problem:
        return Step(line, Act.ERROR, name, str(problem))


def _check_once(line: int, row: Listing, pk: int | None, seen: dict[str, int]) -> None:
    """A file speaks once of a clinic, by whatever it is recognized."""
    merged = [" ".join(one[:2]).strip() for one in row.merged]
    names = [row.key, *merged, *(" ".join(record[:2]) for record in row.records), *([f"#{pk}"] if pk else [])]
    said = [*(f"key {key}" for key in (row.key, *merged)), *["its origin"] * len(row.records), "this clinic"]
    for name, what in zip(names, said, strict=False):
        if name in seen:
            raise BadRow(f"{what} stands on line {seen[name]} already")
    seen.update(dict.fromkeys(names, line))


def _second(line: int, name: str, there: int, held: Held) -> Step:
    """A row of a listing that was merged: known, and nothing becomes of it."""
    return Step(line, Act.DUPLICATE, name, f"it was merged into {held.names[there]}", clinic_id=there)


_WAITING = {Status.DRAFT, Status.SUSPENDED}


def _new(line: int, name: str, listing: Listing, doubles: Doubles, *, apart: bool) -> Step:
    double = doubles.find(listing, apart=apart)
    if double and (double.final or line not in doubles.takes):
        return Step(line, Act.DUPLICATE, name, double.reason, clinic_id=double.clinic_id, takeable=not double.final)
    reason = f"taken, with the {double.reason}" if double else ""
    like = double.clinic_id if double else None
    made = addressed(listing, None, doubles.held)
    return Step(line, Act.CREATE, name, reason, made, taken=double is not None, like=like)


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
    if not changes:
        return Step(line, Act.UNCHANGED, name, clinic_id=pk)
    kept = sorted(changes.keys() - {ORIGIN}) if managed and not own else []
    if managed and not own:  # where a listing came from is ours to keep; the rest is the clinic's
        new = replace(old, records=new.records)
    reason = ", ".join(sorted(changes))
    if kept:
        reason = f"kept by the clinic itself: {', '.join(kept)}" + (f"; written: {ORIGIN}" if ORIGIN in changes else "")
    act = Act.DIFFERS if kept else Act.UPDATE
    return Step(line, act, name, reason, new, pk, held.versions[pk], changes, said)


def plan_edition(
    rows: Iterable[Row], context: Context, series: str, edition: int, takes: frozenset[int] = frozenset()
) -> Iterator[Step]:
    """Steps for the rows of one edition of a public data set; then those that it no longer names.

    A publisher tells its facilities apart by name, street and ZIP code: a chain with one phone is many.
    """
    read = list(rows)
    held = Held.now()
    seen: dict[str, int] = {}
    doubles = Doubles.of(held, _listings(read), takes)
    for chunk, old in _chunks(read, held):
        for line, row in chunk:
            if isinstance(row, BadRow):
                yield Step(line, Act.ERROR, "", str(row))
            elif there := held.alias_of(row):
                yield _second(line, _name(row), there, held)
            elif reason := _twice(line, row, held.find(row), seen):
                yield Step(line, Act.DUPLICATE, _name(row), reason)
            else:
                yield _edition_step(line, row, context, held, old, doubles)
    unread = tuple(row.may_be for _, row in read if isinstance(row, BadRow) and row.may_be)
    yield from _missing(series, edition, held, doubles.mine, unread)


def _twice(line: int, row: Listing, pk: int | None, seen: dict[str, int]) -> str:
    """Why an edition has said this already: "" where it has not. Two of its facilities may be one clinic of ours."""
    names = {row.key: "name, street and ZIP code"} | ({f"#{pk}": "clinic"} if pk else {})
    said = [f"same {what} as line {seen[name]}" for name, what in names.items() if name in seen]
    for name in names:
        seen.setdefault(name, line)
    return said[0] if said else ""


def _edition_step(
    line: int, row: Listing, context: Context, held: Held, old: dict[int, Listing], doubles: Doubles
) -> Step:
    name, now = _name(row), said_by(row)
    try:
        pk = held.find(row)
        if pk is None:
            return replace(_new(line, name, whole(row, context), doubles, apart=True), said=now)
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
    gone = SourceRecord.objects.filter(
        series=series, source__edition__lt=edition, missing_since__isnull=True, alias=False
    )
    for record in gone.order_by("pk"):
        if record.key.startswith(unread):
            continue
        if record.clinic_id not in mine and held.state[record.clinic_id][0] != Status.WITHDRAWN:
            reason = f"not in the edition of {edition}; look into it"
            yield Step(0, Act.MISSING, held.names[record.clinic_id], reason, clinic_id=record.clinic_id)


def _name(listing: Listing) -> str:
    values = listing.fields
    return ", ".join(str(values[name]) for name in ("name", "city", "state") if values.get(name))
