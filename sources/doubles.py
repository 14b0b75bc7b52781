"""Rows that are probably a clinic that is there already, or one that another row of the file describes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from clinics.domain.text import fold
from clinics.enums import Status
from sources.exceptions import CannotTake
from sources.held import Held, likeness_of
from sources.listing import Listing
from sources.merge import address
from sources.steps import Act, Step

Like = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Double:
    """reason: what is the same, and as which. final: the other asked not to be listed, so nobody may take the row."""

    reason: str
    clinic_id: int | None = None
    final: bool = False


@dataclass
class Doubles:
    """Filled as the plan goes down the file.

    mine: clinics that the file names itself; planned: those whose rows the plan has passed.
    takes: lines that the operator takes although they are probably there already.
    moves: key → key of the clinic it moved to. rows: what a clinic is recognized by → line and key of its row.
    """

    held: Held
    mine: set[int | None]
    takes: frozenset[int] = frozenset()
    moves: dict[str, str] = field(default_factory=dict)
    planned: set[int] = field(default_factory=set)
    rows: dict[Like, tuple[int, str]] = field(default_factory=dict)
    pages: set[tuple[str, str, str]] = field(default_factory=set)

    @classmethod
    def of(
        cls, held: Held, rows: Iterable[Listing], takes: frozenset[int], moves: dict[str, str] | None = None
    ) -> "Doubles":
        return cls(held, {held.find(row) for row in rows}, takes, moves or {})

    def find(self, row: Listing, *, apart: bool) -> Double | None:
        """What a new clinic is probably the same as. apart: the file itself tells this row from its others."""
        likes = _likes(row)
        found = [other for like in likes if (other := self._withdrawn(like))]
        found += [other for like in likes if not apart and (other := self._in_file(like, row))]
        found += [other for like in likes if (other := self._there(like, row, apart=apart))]
        return next(iter(found), None)

    def tells_apart(self, row: Listing) -> bool:
        """A row that gives the address of a page speaks of a page of its own, as every row of an export does.

        Two rows that give the same one do not.
        """
        return bool(row.fields.get("slug")) and address(row.fields) not in self.pages

    def note(self, line: int, row: Listing, clinic_id: int | None) -> None:
        """A row that is a clinic, with what the clinic will be recognized by then."""
        if clinic_id:
            self.planned.add(clinic_id)
        if row.fields.get("slug"):
            self.pages.add(address(row.fields))
        for like in _likes(row):
            self.rows.setdefault(like, (line, row.key))

    def _withdrawn(self, like: Like) -> Double | None:
        other = self.held.likeness.get(like)
        if not other or self.held.state[other][0] != Status.WITHDRAWN:
            return None
        return Double(f"same {like[0]} as {self.held.called(like)}, which asked not to be listed", other, final=True)

    def _in_file(self, like: Like, row: Listing) -> Double | None:
        line, key = self.rows.get(like, (0, ""))
        return Double(f"same {like[0]} as line {line}") if line and not self._tied(row.key, key) else None

    def _there(self, like: Like, row: Listing, *, apart: bool) -> Double | None:
        """A clinic that the file names itself is told apart by its own row, or by where that row takes it."""
        other = self.held.likeness.get(like)
        if not other or (other in self.mine and (apart or other in self.planned)):
            return None
        if self._tied(row.key, self.held.keys[other]):
            return None
        return Double(f"same {like[0]} as {self.held.called(like)}", other)

    def _tied(self, one: str, other: str) -> bool:
        """Of two that moved from the one to the other the file itself says that they are two."""
        return other != "" and (self.moves.get(one) == other or self.moves.get(other) == one)


def _likes(row: Listing) -> list[Like]:
    values = row.fields
    return list(likeness_of(fold(values["name"])[:200], values["zip"], values["phone"], values["street"]))


def taken(steps: Iterable[Step], lines: frozenset[int]) -> Iterable[Step]:
    """The same steps; where lines are taken, all are known before the first is carried out. Raises CannotTake."""
    if not lines:
        return steps
    whole = list(steps)
    by_line = {step.line: step for step in whole if step.act is not Act.MISSING}
    for line in sorted(lines):
        step = by_line.get(line)
        if step is None:
            raise CannotTake(f"The plan has no line {line}")
        if not step.taken:
            why = f"cannot be taken: {step.reason}" if step.act is Act.DUPLICATE else f"is no duplicate ({step})"
            raise CannotTake(f"Line {line} {why}")
    return whole
