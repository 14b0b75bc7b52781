"""One row of an import and what becomes of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sources.listing import Listing

ORIGIN = "records"
"""The change that says which edition of a data set names the clinic."""


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
    """One row and what becomes of it. changes: name → (now, then). said: what a source's row said.

    version: of the clinic when the plan was made. Whoever carries it out looks again.
    taken: it is probably there already, and is taken all the same; takeable: a duplicate that may be.
    like: the clinic that a taken row is alike.
    """

    line: int
    act: Act
    name: str
    reason: str = ""
    listing: Listing | None = None
    clinic_id: int | None = None
    version: int | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    said: dict[str, Any] | None = None
    taken: bool = False
    takeable: bool = False
    like: int | None = None

    @property
    def origin(self) -> dict[str, tuple[Any, Any]]:
        """What changes of where the clinic came from; ours to keep, whoever keeps the listing."""
        return {name: change for name, change in self.changes.items() if name == ORIGIN}

    def __str__(self) -> str:
        words = f"line {self.line}: {self.act} {self.name}".rstrip()
        return words + (f" ({self.reason})" if self.reason else "")
