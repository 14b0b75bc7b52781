"""Whoever follows a clinic that moved must arrive at a public page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from clinics.enums import Status
from sources.exceptions import BadRow
from sources.held import Held
from sources.listing import Listing
from sources.steps import Act, Step

_NOT_TAKEN = {Act.ERROR, Act.DUPLICATE, Act.WITHDRAWN}


@dataclass
class Moves:
    """to: key → where that clinic moved. status: key → what the file says. lost: keys of rows that make no clinic."""

    held: Held
    to: dict[str, str]
    status: dict[str, str]
    lost: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, held: Held, rows: Iterable[Listing]) -> "Moves":
        mine = list(rows)
        status = {row.key: row.fields["status"] for row in mine if row.fields.get("status")}
        return cls(held, held.moves | {row.key: row.moved_to for row in mine}, status)

    def note(self, row: object, step: Step) -> None:
        """Rows that point at others are planned last, when this is known of the others."""
        if isinstance(row, Listing) and step.act in _NOT_TAKEN and row.key not in self.held.by_key:
            self.lost.add(row.key)

    def check(self, row: Listing) -> None:
        """Raises BadRow where the way ends in nothing or in itself."""
        place, passed = row.moved_to, {row.key}
        while place:
            if place in passed:
                raise BadRow("moved_to leads back to where it began")
            if place not in self.to and place not in self.held.by_key:
                raise BadRow(f"moved_to names {place}, which is neither here nor in this file")
            if place in self.lost:
                raise BadRow(f"moved_to names {place}, whose own row is not taken")
            if not self._has_page(place):
                raise BadRow(f"moved_to names {place}, which has no public page")
            passed.add(place)
            place = self.to.get(place, "")

    def _has_page(self, place: str) -> bool:
        """After the import: what only a moderator ends stays, else the file says, else what is held."""
        held = self.held.state.get(self.held.by_key.get(place, 0), ("", False))[0]
        if held in {Status.WITHDRAWN, Status.SUSPENDED, Status.DRAFT}:
            return False
        return (self.status.get(place) or held or Status.LISTED) in Status.shown
