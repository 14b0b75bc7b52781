"""One row of our own CSV, read. Raises BadRow with the sentence for the operator.

A Listing that was read speaks only of the columns that its file has, and of the cells
whose blank is a default (status, point, first day, slug) only where they are filled.
`merge` lays it over what is held, or completes it for a new clinic.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clinics.enums import Evidence
from sources.authority import CHECKED
from sources.catalog import described
from sources.cells import Codec
from sources.columns import CLINIC, DERIVED, FACT_COLUMNS, METHOD_COLUMNS, OFFERING, clinic_may_set, special
from sources.exceptions import BadCell, BadRow
from sources.listing import Listing, Values
from sources.parts import statements

Point = tuple[float, float]
DEFAULTED = ("latitude", "longitude", "point_precision", "status", "listed_on", "slug")
"""A blank here is no value of its own: the held one stays, or a new clinic gets the default."""
TRAITS = {"payments": "payment", "languages": "language", "settings": "setting"}


@dataclass(frozen=True)
class Context:
    """What reading rows needs besides them. columns: the file's header. authority: of `enums.Authority`."""

    today: dt.date
    zips: dict[str, Point]
    conditions: Codec
    columns: frozenset[str]
    authority: str = "operator"


def read_row(cells: dict[str, str], context: Context) -> Listing:
    """The listing that a row describes; a blank cell leaves its thing unsaid."""
    if context.authority == "clinic":
        _only_own(cells)
    key = _special("key", cells)
    if not key:
        raise BadRow("key is blank, and every clinic needs one")
    listing = Listing(
        key=key,
        fields=_fields(cells, context.columns),
        organization=_special("organization", cells),
        moved_to=_special("moved_to", cells),
        conditions=_read("conditions", context.conditions, cells),
        traits=frozenset((kind, code) for name, kind in TRAITS.items() for code in _special(name, cells)),
        ages=_special("ages", cells),
        offerings=_offerings(cells, context),
        statements=_statements(cells, context),
        people=_special("people", cells),
        addresses=_special("old_addresses", cells),
        records=_special("records", cells),
        merged=_special("merged", cells),
    )
    if context.authority == "clinic":
        _only_own_people(listing.people)
    if ("latitude" in listing.fields) != ("longitude" in listing.fields):
        raise BadRow("latitude and longitude go together; give both or neither")
    _check_sources(listing)
    return listing


def _only_own(cells: dict[str, str]) -> None:
    for name, cell in cells.items():
        if cell and name != "key" and not clinic_may_set(name):
            raise BadRow(f"{name} is not for a clinic's own file; leave it blank")


def _only_own_people(people: list[Values]) -> None:
    """What a moderator found in a register is not for the clinic to say."""
    for person in people:
        if named := [name for name in CHECKED if person[name]]:
            raise BadRow(f"people has {named[0]}, which is not for a clinic's own file; leave it out")


def _read(name: str, codec: Codec, cells: dict[str, str]) -> Any:
    cell = cells.get(name, "")
    if not cell:
        return codec.blank
    try:
        return codec.decode(cell)
    except BadCell as problem:
        raise BadRow(f"{name} {problem}".replace(" :", ":")) from problem


def _special(name: str, cells: dict[str, str]) -> Any:
    return _read(name, special(name), cells)


def _fields(cells: dict[str, str], columns: frozenset[str]) -> Values:
    found = {column.name: _read(column.name, column.codec, cells) for column in CLINIC if column.name in columns}
    spoken = {name: value for name, value in found.items() if name not in DERIVED}
    return {name: value for name, value in spoken.items() if name not in DEFAULTED or value not in {None, ""}}


def _offerings(cells: dict[str, str], context: Context) -> dict[str, Values]:
    named = set(_special("methods", cells))
    filled = {name.partition(".")[0] for name in METHOD_COLUMNS.keys() & cells.keys() if cells[name]}
    return {method: _offering(method, cells, context) for method in sorted(named | filled)}


def _offering(method: str, cells: dict[str, str], context: Context) -> Values:
    names = {column.name: f"{method}.{column.name}" for column in OFFERING}
    values = {c.name: _read(names[c.name], c.codec, cells) for c in OFFERING if names[c.name] in context.columns}
    if values.get("price_max", 1) is None:
        values["price_max"] = values.get("price_min")
    if "evidence" in values and values["evidence"] is None:
        values["evidence"] = Evidence.STATED.value
    if context.authority == "clinic":
        values |= {"evidence": Evidence.STATED.value, "as_of": context.today}
    return values


def _statements(cells: dict[str, str], context: Context) -> list[Values]:
    found: list[Values] = []
    read: Callable[[str, str], list[Values]] = statements
    if context.authority == "clinic":
        read = lambda fact, cell: _own(fact, cell, context.today)  # noqa: E731 -- one line says it
    for name, fact in FACT_COLUMNS.items():
        if cell := cells.get(name, ""):
            try:
                found += read(fact, cell)
            except BadCell as problem:
                raise BadRow(f"{name} {problem}") from problem
    return found


def _own(fact: str, cell: str, today: dt.date) -> list[Values]:
    """What a clinic says of itself is stated today, whatever else its file claims."""
    if cell not in {"yes", "no"}:
        raise BadCell(f"is “{cell[:40]}”; a clinic's own file says yes or no")
    return statements(fact, f"{cell} stated {today.isoformat()}")


def _check_sources(listing: Listing) -> None:
    records = listing.records | {record for record in listing.merged if record[0]}
    named = {said["source"] for said in listing.statements} | {record[2] for record in records}
    for key in sorted(named - {""}):
        try:
            described(key)
        except BadCell as problem:
            raise BadRow(f"this row {problem}") from problem
    for series, _, key in sorted(records):
        if described(key).series != series:
            raise BadRow(f"records names {key}, which is no edition of {series}")
