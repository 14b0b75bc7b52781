"""The pages of prices, finished: each method with its plot, its counts, its dates and the search that finds it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from clinics.costs import Area, Spread, Survey
from clinics.domain.prices import dollars
from clinics.domain.quartiles import Quartiles
from clinics.domain.scale import ticks
from clinics.domain.states import STATES
from clinics.enums import Method
from clinics.profile.words import listed
from clinics.search.cards import day
from clinics.search.links import Links
from clinics.search.query import Query, Sort
from clinics.search.results import Link


@dataclass(frozen=True, slots=True)
class Bar:
    """Where the figures of a method stand on the scale, from "0%" to "100%"; words: the same, read out."""

    lower: str
    median: str
    upper: str
    words: str


@dataclass(frozen=True, slots=True)
class Figures:
    lower: str
    median: str
    upper: str


@dataclass(frozen=True, slots=True)
class Line:
    """A method. figures and bar: None under three prices."""

    label: str
    note: str
    figures: Figures | None
    bar: Bar | None
    counted: str
    dated: str
    search: Link


@dataclass(frozen=True, slots=True)
class Tick:
    at: str
    label: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """medians: "$450" with the number of its prices, or None, in the order of the columns."""

    link: Link
    medians: list[tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class StateTable:
    """Columns are the methods that have a figure in some state; rest: the states that have none."""

    columns: list[str]
    rows: list[StateRow]
    rest: list[Link]


@dataclass(frozen=True, slots=True)
class CostPage:
    """where: " in Texas", or "" for the country. absent: the methods that nobody there lists, as one phrase."""

    heading: str
    where: str
    clinics: int
    today: str
    lines: list[Line]
    ticks: list[Tick]
    absent: str
    csv: str


def country_page(area: Area, today: dt.date) -> CostPage:
    return _page(area, today, "", reverse("clinics:costs_csv"))


def state_page(area: Area, today: dt.date, code: str) -> CostPage:
    return _page(area, today, code, reverse("clinics:costs_state_csv", args=[code.lower()]))


def _page(area: Area, today: dt.date, code: str, csv: str) -> CostPage:
    where = f" in {STATES[code]}" if code else ""
    scale = ticks(max((spread.quartiles.upper for spread in area.spreads if spread.quartiles), default=0))
    named = {spread.method for spread in area.spreads}
    return CostPage(
        heading=f"What a session costs{where}",
        where=where,
        clinics=area.clinics,
        today=day(today),
        lines=[_line(spread, code, scale[-1], today) for spread in area.spreads],
        ticks=[Tick(_at(amount, scale[-1]), dollars(amount)) for amount in scale],
        absent=listed([method.label for method in Method if method not in named], "or"),
        csv=csv,
    )


def _line(spread: Spread, code: str, top: int, today: dt.date) -> Line:
    found = spread.quartiles
    return Line(
        label=spread.method.label,
        note=spread.method.note,
        figures=Figures(dollars(found.lower), dollars(found.median), dollars(found.upper)) if found else None,
        bar=_bar(found, top) if found else None,
        counted=counted(spread),
        dated=dated(spread),
        search=Link(_all(spread.clinics), search(spread.method, code, today)),
    )


def _bar(found: Quartiles, top: int) -> Bar:
    words = f"middle price {dollars(found.median)}, middle half from {dollars(found.lower)} to {dollars(found.upper)}"
    return Bar(_at(found.lower, top), _at(found.median, top), _at(found.upper, top), words)


def _at(amount: int, top: int) -> str:
    return f"{100 * amount / top:.2f}%"


def counted(spread: Spread) -> str:
    """ "12 clinics: 5 give a price, 1 prices it another way, 6 have not said"."""
    parts = [_so_many(spread.stated, "gives a price", "give a price")]
    if spread.otherwise:
        parts.append(_so_many(spread.otherwise, "prices it another way", "price it another way"))
    parts.append(_so_many(spread.silent, "has not said", "have not said"))
    return f"{_so_many(spread.clinics, 'clinic', 'clinics')}: {', '.join(parts)}"


def dated(spread: Spread) -> str:
    """From when the prices are; "" where no figure is shown."""
    if spread.quartiles is None:
        return ""
    undated = _so_many(spread.undated, "has no date", "have no date") if spread.undated else ""
    if spread.oldest is None or spread.newest is None:
        return "None of these prices has a date"
    days = listed(list(dict.fromkeys([day(spread.oldest), day(spread.newest)])), "to")
    return f"Prices from {days}" + (f"; {undated}" if undated else "")


def search(method: Method, code: str, today: dt.date) -> str:
    """The clinics of a line, lowest price first."""
    states = (code,) if code else ()
    return Links.of(Query(today=today, states=states, methods=(method.value,), sort=Sort.PRICE)).to()


def _all(count: int) -> str:
    return "See the one clinic" if count == 1 else f"See all {count:,}, lowest price first"


def _so_many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def state_table(found: Survey) -> StateTable:
    """Each state's middle price by method."""
    medians = {code: _medians(area.spreads) for code, area in found.states.items()}
    columns = [method for method in Method if any(method in row for row in medians.values())]
    return StateTable(
        columns=[method.label for method in columns],
        rows=[StateRow(_state(code), [row.get(m) for m in columns]) for code, row in medians.items() if row],
        rest=[_state(code) for code, row in medians.items() if not row],
    )


def _medians(spreads: Sequence[Spread]) -> dict[Method, tuple[str, int]]:
    return {s.method: (dollars(s.quartiles.median), s.stated) for s in spreads if s.quartiles}


def _state(code: str) -> Link:
    return Link(STATES[code], reverse("clinics:costs_state", args=[code.lower()]))
