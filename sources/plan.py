"""What an import would do, row by row, before anything is written. The run carries out this very plan."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from clinics.domain.text import fold
from clinics.enums import Status
from clinics.models import SourceRecord
from sources.exceptions import BadRow
from sources.held import Held, addressed, check_records, likeness_of
from sources.listing import Listing, differences
from sources.merge import beside, over, three_way, whole
from sources.merge import said as said_by
from sources.moves import Moves
from sources.rows import Context
from sources.snapshot import CHUNK, listings
from sources.steps import Act, Step

Row = tuple[int, Listing | BadRow]
ASKED = "the clinic asked not to be listed"


def plan(rows: Iterable[Row], context: Context) -> Iterator[Step]:
    """Steps for rows of our own CSV, in the order of the file; clinics that moved come last.

    By then it is known what becomes of the rows that they point at.
    """
    read = sorted(rows, key=lambda row: isinstance(row[1], Listing) and bool(row[1].moved_to))
    held = Held.now()
    seen: dict[str, int] = {}
    mine = {held.find(row) for _, row in read if isinstance(row, Listing)}
    moves = Moves.of(held, (row for _, row in read if isinstance(row, Listing)))
    for start in range(0, len(read), CHUNK):
        chunk = read[start : start + CHUNK]
        old = listings(pk for _, row in chunk if isinstance(row, Listing) and (pk := held.find(row)))
        for line, row in chunk:
            step = _step(line, row, context, held, old, seen, mine, moves)
            moves.note(row, step)
            yield step


def _step(
    line: int, row: Listing | BadRow, context: Context, held: Held, old: dict[int, Listing],
    seen: dict[str, int], mine: set[int | None], moves: Moves,
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
        moves.check(row)
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


_WAITING = {Status.DRAFT, Status.SUSPENDED}


def _new(line: int, name: str, listing: Listing, held: Held, mine: set[int | None]) -> Step:
    values = listing.fields
    for like in likeness_of(fold(values["name"])[:200], values["zip"], values["phone"], values["street"]):
        other = held.likeness.get(like)
        if other and (other not in mine or held.state[other][0] == Status.WITHDRAWN):
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
        why = f"kept by the clinic itself: {reason}"
        return Step(line, Act.DIFFERS, name, why, new, pk, held.versions[pk], changes)
    return Step(line, Act.UPDATE, name, reason, new, pk, held.versions[pk], changes, said)


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
