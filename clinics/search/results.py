"""Finished things for templates and API: nothing is worked out in a template."""

from dataclasses import dataclass, field

from django.forms import Form

from clinics.models import Clinic
from clinics.search.query import Hits, Place, Query


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter. joiner: "", "or" or "and" before it, so that the chips read as a sentence."""

    label: str
    remove_url: str
    joiner: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One box of a facet group. disabled: none would be found; a chosen one never is."""

    group: str
    value: str
    label: str
    note: str
    count: int
    unstated: int | None
    stated_only: int | None
    chosen: bool
    disabled: bool
    sentence: str  # "12", or for facts "12 yes · 31 have not said"
    unsaid: str = ""  # "31 have not said", where it is not the same for the whole group


@dataclass(frozen=True, slots=True)
class Facet:
    """group: name of the parameter. label: its legend. chosen: how many of its options are.

    unsaid: "31 have not said", where that holds for each of its options.
    """

    group: str
    label: str
    options: list[Option]
    chosen: int = 0
    unsaid: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the three facts on a card. state: yes, no or unknown. bars: 1 to 4, 0 where unknown."""

    key: str
    label: str
    state: str
    answer: str  # "Yes", "No", "Not stated"
    evidence: str  # "clinic says"
    bars: int


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One method of a card. price: "$450 to $550", "" where none is stated."""

    label: str
    price: str
    unit: str


@dataclass(frozen=True, slots=True)
class Card:
    """A clinic in a list. about: its point is rough. distance: "3.2 miles", "about 3.2 miles", "" without a place."""

    clinic: Clinic
    number: int
    distance: str
    distance_miles: float | None
    about: bool
    methods: list[MethodLine]
    headlines: list[Headline]
    rating: str  # "4.6 of 5 from 15 patients"; "" under five reviews
    managed: bool
    confirmed: str  # "Confirmed Sep 2, 2026", "" where never
    aged: str  # "Not confirmed since Mar 4, 2026", "" where fresh
    source: str  # "From SAMHSA's 2024 directory, survey 2023; not confirmed by the clinic", "" where confirmed
    closed: str  # "Temporarily closed since …", "" where open
    phone: str  # "512-555-0142", "512-555-0142, extension 2"
    tel: str  # "tel:+15125550142"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A search, answered. errors: parameter → sentence."""

    form: Form
    query: Query
    hits: Hits
    place: Place | None
    heading: str
    errors: dict[str, str] = field(default_factory=dict)
    suggestions: list[Link] = field(default_factory=list)
    place_alternatives: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    said: list[tuple[str, Link]] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    nearest: list[Card] = field(default_factory=list)
    unsaid: list[Card] = field(default_factory=list)
    unsaid_more: Link | None = None  # where more have not said than are shown
    closest: list[Card] = field(default_factory=list)  # where nothing else could be shown
    closest_heading: str = ""
    facets: dict[str, Facet] = field(default_factory=dict)
    chips: list[Chip] = field(default_factory=list)
    clear_url: str = ""
    sorts: list[Link] = field(default_factory=list)
    order: str = ""  # the rule of the order, in words
    pages: list[Link | None] = field(default_factory=list)  # None is a gap
    previous_url: str = ""
    next_url: str = ""
    next_steps: list[tuple[Link, int]] = field(
        default_factory=list
    )  # empty result: what can be changed, and how many it brings

    @property
    def needs_crisis_line(self) -> bool:
        """988 stands at the top of an empty result and of anything about suicide."""
        asked = (*self.query.conditions, *self.query.facts, *self.query.words)
        return not self.hits.total or any("suicid" in word for word in asked)
