"""A section of a listing, as flat plain values: what is read, laid beside what was typed, and written."""

import hashlib
import json
from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from clinics.models import Clinic
from clinics.policies import Authority

Values = dict[str, Any]
"""Path → what JSON can hold. A path is also the name of the field in the form: "phone", "iv-price_min"."""
Write = Callable[[Clinic, Values, Values, Authority], None]


@dataclass(frozen=True)
class Section:
    """read: the values of a clinic as they stand, its rows fresh from the database.

    write: brings the listing from `before` to `after`; the clinic is locked by the caller, who also counts the
    edit and derives. undo: as `write`, where an edit is taken back and more comes back with it than its values; None
    where `write` does that. sensitive: paths that wait for a moderator. worded: free text that is read for claims.
    people: its values name people, so no log keeps them. group: paths of one group say one thing together, such as
    a price; who changes one part of it while somebody changes another has to look.
    """

    key: str
    label: str
    about: str
    read: Callable[[Clinic], Values]
    write: Write
    undo: Write | None = None
    sensitive: Set[str] = frozenset()
    worded: Set[str] = frozenset()
    people: bool = False
    group: Callable[[str], str] = str


def digest(values: Values) -> str:
    """Of what a page was served with, so that a save knows whether it still stands."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:24]


def differing(before: Values, after: Values) -> list[str]:
    """Paths whose value is another one, in the order of `after`."""
    return [path for path in after if before.get(path) != after[path]]


def only(values: Values, paths: Set[str] | list[str]) -> Values:
    return {path: values.get(path) for path in paths}


TRI = {True: "yes", False: "no", None: ""}
"""A yes/no that nobody may have answered, as a form knows it."""
UNTRI: dict[str, bool | None] = {word: value for value, word in TRI.items()}
