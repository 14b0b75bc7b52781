"""What clinics say a session costs: by method, in the country, a state or some of its cities.

Counted are the clinics of the default results. A clinic's price is the middle of its lowest and highest price of a
session; a month or a package is another thing than a session, so it is counted but never mixed in.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, Max, Min
from django.db.models.functions import Coalesce

from clinics.domain.quartiles import Quartiles, middle, quartiles
from clinics.domain.states import STATES
from clinics.enums import Method, Unit
from clinics.models import Clinic
from clinics.querysets import ClinicQuerySet


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

    @property
    def priced(self) -> bool:
        """Some method has figures. Without one its page is not for search engines: it answers nothing yet."""
        return any(spread.quartiles for spread in self.spreads)


@dataclass(frozen=True, slots=True)
class Survey:
    """The country, and each state that has a clinic, by its code in the order of their names."""

    country: Area
    states: dict[str, Area]


class _Row(NamedTuple):
    """So many clinics of a state that say the same of a method; it is None for those that name none.

    Counted by the database, because prices are round: a tenth of the rows, and of the time, where there are many.
    """

    state: str
    method: str | None
    unit: str | None
    low: int | None
    high: int | None
    package: int | None
    clinics: int
    oldest: dt.date | None
    newest: dt.date | None
    dated: int

    @property
    def session(self) -> float | None:
        """The clinic's own price of a session; None where it gives none."""
        if self.unit != Unit.SESSION or self.low is None or self.high is None:
            return None
        return middle(self.low, self.high)

    @property
    def otherwise(self) -> bool:
        return self.session is None and (self.low or self.package) is not None


def survey(today: dt.date) -> Survey:
    """Everything at once, in two queries."""
    rows = _rows(today)
    by_state: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_state[row.state].append(row)
    listed = dict(_listed(today).values_list("state").annotate(count=Count("pk")))
    states = {code: Area(listed[code], _spreads(by_state[code])) for code in STATES if code in by_state}
    return Survey(Area(sum(listed.values()), _spreads(rows)), states)


def area(today: dt.date, state: str) -> Area:
    """One state by its code; two queries."""
    return Area(_listed(today).filter(state=state).count(), spreads(today, state))


def spreads(today: dt.date, state: str, cities: Iterable[str] | None = None) -> list[Spread]:
    """The methods of a state, or of its cities with these slugs; one query."""
    within = {} if cities is None else {"city_slug__in": list(cities)}
    return _spreads(_rows(today, state=state, **within))


def beside(clinic: Clinic, today: dt.date) -> dict[str, Spread]:
    """The methods that the clinic itself prices by the session, in its whole state, by their codes.

    clinic: with its offerings loaded. One query; none where it prices nothing so, and nothing is found
    where it is not in the default results: it would be compared with others and not counted among them.
    """
    priced = [row.method for row in clinic.offerings.all() if row.session_price]
    if not priced:
        return {}
    counted = Exists(_listed(today).filter(pk=clinic.pk))
    rows = _rows(today, counted, state=clinic.state, offerings__method__in=priced)
    return {spread.method.value: spread for spread in _spreads(rows)}


def _listed(today: dt.date) -> ClinicQuerySet:
    return Clinic.objects.in_results(today).order_by()


_SAID = [f"offerings__{name}" for name in ("method", "unit", "price_min", "price_max", "package_price")]
_DATED = Coalesce("offerings__valid_from", "offerings__as_of")
"""As `Offering.dated`."""


def _rows(today: dt.date, *tests: Exists, **where: object) -> list[_Row]:
    said = _listed(today).filter(*tests, **where).values_list("state", *_SAID)
    found = said.annotate(count=Count("pk"), oldest=Min(_DATED), newest=Max(_DATED), dated=Count(_DATED))
    return [_Row(*values) for values in found]


def _spreads(rows: Iterable[_Row]) -> list[Spread]:
    by_method = defaultdict(list)
    for row in rows:
        by_method[row.method].append(row)
    return [_spread(method, by_method[method]) for method in Method if method in by_method]


def _spread(method: Method, rows: list[_Row]) -> Spread:
    priced = [row for row in rows if row.session is not None]
    prices = [price for row in priced if (price := row.session) is not None for _ in range(row.clinics)]
    clinics, otherwise = sum(row.clinics for row in rows), sum(row.clinics for row in rows if row.otherwise)
    found = quartiles(prices)
    return Spread(
        method=method,
        clinics=clinics,
        stated=len(prices),
        otherwise=otherwise,
        silent=clinics - len(prices) - otherwise,
        quartiles=found,
        oldest=min((row.oldest for row in priced if row.oldest), default=None) if found else None,
        newest=max((row.newest for row in priced if row.newest), default=None) if found else None,
        undated=len(prices) - sum(row.dated for row in priced),
    )
