"""What clinics say a session costs: by method, in the country, a state or some of its cities.

Counted are the clinics of the default results. A clinic's price is the middle of its lowest and highest price of a
session; a month or a package is another thing than a session, so it is counted but never mixed in.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from clinics.domain.prices import Range
from clinics.domain.quartiles import Quartiles, middle, quartiles
from clinics.domain.states import STATES
from clinics.enums import Method, Unit
from clinics.models import Clinic


@dataclass(frozen=True, slots=True)
class Spread:
    """One method. clinics: those that list it = stated + otherwise + silent.

    stated: give a price of a session. otherwise: only of a month or a package. silent: have not said.
    quartiles, oldest and newest: None under three stated prices; the dates also where no price has one.
    undated: how many of the stated prices have no date.
    """

    method: Method
    clinics: int
    stated: int
    otherwise: int
    silent: int
    quartiles: Quartiles | None
    oldest: dt.date | None
    newest: dt.date | None
    undated: int


@dataclass(frozen=True, slots=True)
class Area:
    """The country or a state. clinics: all listed there, whether or not they name a method.

    spreads: the methods that somebody there lists, in the order of `Method`.
    """

    clinics: int
    spreads: list[Spread]


@dataclass(frozen=True, slots=True)
class Survey:
    """The country, and each state that has a clinic, by its code in the order of their names."""

    country: Area
    states: dict[str, Area]


class _Row(NamedTuple):
    """A clinic x a method; `method` is None where the clinic names none."""

    clinic: int
    state: str
    method: str | None
    unit: str | None
    low: int | None
    high: int | None
    package: int | None
    valid_from: dt.date | None
    as_of: dt.date | None

    @property
    def session(self) -> Range | None:
        if self.unit != Unit.SESSION or self.low is None or self.high is None:
            return None
        return Range(self.low, self.high)

    @property
    def dated(self) -> dt.date | None:
        """As `Offering.dated`."""
        return self.valid_from or self.as_of


def survey(today: dt.date) -> Survey:
    """Everything at once, in one query."""
    rows = _rows(today)
    by_state: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_state[row.state].append(row)
    return Survey(_area(rows), {code: _area(by_state[code]) for code in STATES if code in by_state})


def area(today: dt.date, state: str, cities: Iterable[str] | None = None) -> Area:
    """One state by its code, or only its cities with these slugs; one query."""
    within = {} if cities is None else {"city_slug__in": list(cities)}
    return _area(_rows(today, state=state, **within))


def spreads(today: dt.date, state: str, cities: Iterable[str] | None = None) -> list[Spread]:
    """The methods of `area`."""
    return area(today, state, cities).spreads


def beside(clinic: Clinic, methods: Iterable[str], today: dt.date) -> dict[str, Spread]:
    """These methods in the clinic's own state, by their code; none where the clinic is not in the default results.

    One query; none where no method is asked for.
    """
    asked = list(methods)
    rows = _rows(today, state=clinic.state, offerings__method__in=asked) if asked else []
    if all(row.clinic != clinic.pk for row in rows):
        return {}
    return {spread.method.value: spread for spread in _area(rows).spreads}


def _rows(today: dt.date, **where: object) -> list[_Row]:
    found = Clinic.objects.in_results(today).filter(**where).order_by()
    return [_Row(*values) for values in found.values_list("pk", "state", *_COLUMNS)]


_COLUMNS = [
    f"offerings__{name}"
    for name in ("method", "unit", "price_min", "price_max", "package_price", "valid_from", "as_of")
]


def _area(rows: Iterable[_Row]) -> Area:
    clinics, by_method = set(), defaultdict(list)
    for row in rows:
        clinics.add(row.clinic)
        by_method[row.method].append(row)
    return Area(len(clinics), [_spread(method, by_method[method]) for method in Method if method in by_method])


def _spread(method: Method, rows: list[_Row]) -> Spread:
    stated = [row for row in rows if row.session]
    otherwise = sum(row.session is None and (row.low or row.package) is not None for row in rows)
    found = quartiles([middle(row.session.low, row.session.high) for row in stated if row.session])
    days = sorted(row.dated for row in stated if row.dated)
    shown = days if found else []
    return Spread(
        method=method,
        clinics=len(rows),
        stated=len(stated),
        otherwise=otherwise,
        silent=len(rows) - len(stated) - otherwise,
        quartiles=found,
        oldest=shown[0] if shown else None,
        newest=shown[-1] if shown else None,
        undated=len(stated) - len(days),
    )
