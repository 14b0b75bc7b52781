"""A listing as one plain value: what a row of a file says, and what the database holds, side by side."""

from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """A clinic with all its parts, in stored form. Two listings that are equal need no write.

    fields: Clinic columns by name. organization: its name. moved_to: key of the other clinic.
    offerings, statements, people: model columns by name. addresses: (state, city slug, slug)
    of former pages. records: (series, key, source key) of where it came from. merged: the same of listings that were
    merged into it, and ("", key, "") for their keys.
    """

    key: str
    fields: Values
    organization: str = ""
    moved_to: str = ""
    conditions: frozenset[str] = frozenset()
    traits: frozenset[tuple[str, str]] = frozenset()
    ages: frozenset[tuple[int, int]] = frozenset()
    offerings: dict[str, Values] = field(default_factory=dict)
    statements: list[Values] = field(default_factory=list)
    people: list[Values] = field(default_factory=list)
    addresses: frozenset[tuple[str, str, str]] = frozenset()
    records: frozenset[tuple[str, str, str]] = frozenset()
    merged: frozenset[tuple[str, str, str]] = frozenset()

    @property
    def name(self) -> str:
        return str(self.fields.get("name", ""))


PARTS = ("conditions", "traits", "ages", "offerings", "statements", "people", "addresses", "records", "merged")


def differences(old: Listing, new: Listing) -> dict[str, tuple[Any, Any]]:
    """What `new` would change: name → (now, then). Only columns that `new` speaks of."""
    found = {name: (old.fields.get(name), value) for name, value in new.fields.items() if old.fields.get(name) != value}
    for name in ("organization", "moved_to", *PARTS):
        if _unordered(getattr(old, name)) != _unordered(getattr(new, name)):
            found[name] = (getattr(old, name), getattr(new, name))
    return found


def _unordered(value: Any) -> Any:
    """Rows keep the order in which they came, so another order in a file is no change."""
    return sorted(map(repr, (sorted(row.items()) for row in value))) if isinstance(value, list) else value
