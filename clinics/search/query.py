"""What is asked and what comes back, free of HTTP. The seam between page and engine."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from clinics.domain.geo import Vector, vector

PAGE_SIZE = 20
NEAREST = 10
RADII = (5, 10, 25, 50, 100)
DEFAULT_RADIUS = 25
BANDS = (5, 10, 25, 50, 100)
"""Upper ends, in miles, of the distance bands of the best order."""
RATED_FROM = 5
"""An average of fewer reviews is not shown, nor sorted by."""


class Sort(StrEnum):
    BEST = "best"
    DISTANCE = "distance"
    PRICE = "price"
    RATING = "rating"
    CONFIRMED = "confirmed"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Place:
    """A point a visitor named. label: "Austin, TX" or "94110". is_zip: a ZIP code was typed.
    state: the postal code of the state it is in."""

    label: str
    latitude: float
    longitude: float
    is_zip: bool = False
    state: str = ""

    @property
    def vector(self) -> Vector:
        return vector(self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Query:
    """A whole search, valid, with the day it is asked on. Empty tuples and None ask nothing.

    Groups: state, method, condition, payment, language, setting (OR inside each), age,
    price, new_patients, and each chosen fact (AND between groups).
    """

    today: dt.date
    words: tuple[str, ...] = ()
    place: Place | None = None
    radius: int = DEFAULT_RADIUS
    states: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    checked: bool = False
    unstated: bool = False
    price_max: int | None = None
    age: int | None = None
    new_patients: bool = False
    sort: Sort = Sort.BEST
    page: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """Beside one option. count: the total if this option alone stood in its group (a fact:
    if it were added). unstated: clinics that meet all else and have not said. stated_only:
    with `checked`, those that say so without a check."""

    count: int
    unstated: int | None = None
    stated_only: int | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """The answer of an engine.

    ids: this page's clinics in order. total: all matches. page: the page given, which is
    the last one where a later one was asked. facets: group → value → Count. left_out:
    "price_not_stated", "age_not_stated", "new_patients_not_stated" → how many clinics
    meet all else and have not said (only for a group in force without `unstated`).
    nearest: ids of the nearest clinics that meet all but the radius, where total is 0 and
    there is a place. unknown: chosen group → clinics that meet all else and have not said
    (only without `unstated`). without: group in force → the total without it, a fact as
    "fact:key".
    """

    ids: list[int]
    total: int
    page: int
    pages: int
    facets: dict[str, dict[str, Count]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    nearest: list[int] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)
