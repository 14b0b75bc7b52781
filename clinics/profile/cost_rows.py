"""The figures of the pages of prices as rows of a file; blank where a figure is not given, never 0."""

import datetime as dt
from collections.abc import Iterable

from clinics.costs import Spread

COLUMNS = (
    "state", "method", "clinics", "stated", "other_unit", "not_stated", "q1", "median", "q3", "oldest", "newest",
    "undated", "as_of", "sample",
)  # fmt: skip
COUNTRY = "US"
"""In the column `state`, for the whole country."""
Cell = str | int


def cost_rows(state: str, spreads: Iterable[Spread], today: dt.date, *, sample: bool) -> list[list[Cell]]:
    """One row a method. Our own codes, numbers and dates only: nothing that a spreadsheet would carry out."""
    return [[state, *_figures(spread), today.isoformat(), "yes" if sample else "no"] for spread in spreads]


def _figures(spread: Spread) -> list[Cell]:
    found = spread.quartiles
    counts: list[Cell] = [spread.clinics, spread.stated, spread.otherwise, spread.silent]
    amounts: list[Cell] = [found.lower, found.median, found.upper] if found else ["", "", ""]
    undated: Cell = spread.undated if found else ""
    return [spread.method.value, *counts, *amounts, _day(spread.oldest), _day(spread.newest), undated]


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
