"""What the clinics of a state or a city say, counted: the part of such a page that no other page has."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Count
from django.urls import reverse

from clinics.costs import Spread, spreads
from clinics.domain.catalog import FACTS, HEADLINE
from clinics.domain.geo import miles
from clinics.domain.prices import dollars
from clinics.domain.states import STATES
from clinics.models import Answer, Clinic
from clinics.querysets import ClinicQuerySet
from clinics.search.links import Links
from clinics.search.query import DEFAULT_RADIUS, Place, Query
from clinics.search.results import Link

WORTH_COUNTING = 2
"""The numbers of a single clinic are the clinic, which stands above them."""
CITIES_NEAR = 5
NEAR_MILES = 100


@dataclass(frozen=True, slots=True)
class Line:
    """label: leads to where they are. parts: how many, and what they charge; each stays on one line if it can."""

    label: str
    url: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """where: "Texas". costs: the page of prices of its state, where some line names a
    middle price. towns: where else to look, under their heading.

    widened: what the searches behind the lines find besides, as a sentence; "" where they find just these.
    """

    where: str
    total: int
    towns: list[Line]
    heading: str
    methods: list[Line] = field(default_factory=list)
    facts: list[Line] = field(default_factory=list)
    costs: Link | None = None
    widened: str = ""

    @property
    def any(self) -> bool:
        return bool(self.methods or self.facts or self.towns)


def of_state(code: str, total: int, cities: list[Line], today: dt.date) -> Numbers:
    """cities: the largest, where there are many. Two database queries at most."""
    shown = Numbers(STATES[code], total, cities, "Cities with the most clinics")
    clinics = Clinic.objects.in_results(today).filter(state=code)
    return _counted(shown, code, None, clinics, Query(today=today, states=(code,)))


def of_city(code: str, slugs: Collection[str], place: Place, total: int, today: dt.date) -> Numbers:
    """place: the middle of the city; its searches find the clinics around it, too. Three database queries at most."""
    shown = Numbers(place.label, total, cities_near(place, code, slugs, today), "The nearest other cities")
    shown = replace(shown, widened=f"Each link searches within {DEFAULT_RADIUS} miles, so it may find more.")
    clinics = Clinic.objects.in_results(today).filter(state=code, city_slug__in=slugs)
    return _counted(shown, code, slugs, clinics, Query(today=today, place=place))


def _counted(
    shown: Numbers, code: str, slugs: Collection[str] | None, clinics: ClinicQuerySet, query: Query
) -> Numbers:
    """clinics: those of the state, or of the city that slugs spell; query: what finds them."""
    if shown.total < WORTH_COUNTING:
        return shown
    counts, links, found = said(clinics, query.today), Links.of(query), spreads(query.today, code, slugs)
    methods = [_method(spread, links) for spread in found]
    costs = _costs(code) if any(spread.quartiles for spread in found) else None
    return replace(shown, methods=methods, facts=_facts(counts, shown.total, links), costs=costs)


def _costs(code: str) -> Link:
    return Link(f"What a session costs in {STATES[code]}", reverse("clinics:costs_state", args=[code.lower()]))


def said(clinics: ClinicQuerySet, today: dt.date) -> Counter[tuple[str, bool]]:
    """How many clinics answer each headline fact with yes, and how many with no. One database query."""
    answers = Answer.objects.on(today).filter(fact__in=HEADLINE, clinic__in=clinics).order_by()
    return Counter({(fact, yes): n for fact, yes, n in answers.values_list("fact", "answer").annotate(n=Count("pk"))})


def cities_near(place: Place, code: str, slugs: Iterable[str], today: dt.date) -> list[Line]:
    """Other cities with a clinic, each as far as its nearest one. One database query."""
    others = Clinic.objects.in_results(today).exclude(state=code, city_slug__in=slugs)
    rows = others.by_city(place.vector, place.latitude, NEAR_MILES)[:CITIES_NEAR]
    return [
        Line(f"{name}, {state}", reverse("clinics:city", args=[state.lower(), slug]), _far(miles(chord2), count))
        for state, slug, name, chord2, count in rows
    ]


def _far(distance: float, count: int) -> tuple[str, str]:
    """From the middle of a city, so that no decimal would be true."""
    near = "about 1 mile" if distance < 1.5 else f"about {distance:.0f} miles"
    return near, in_words(count)


def in_words(count: int) -> str:
    return f"{count:,} clinic{'' if count == 1 else 's'}"


def _method(spread: Spread, links: Links) -> Line:
    middle = (f"middle price {dollars(spread.quartiles.median)}",) if spread.quartiles else ()
    return Line(spread.method.label, links.to(method=spread.method.value), (in_words(spread.clinics), *middle))


def _facts(counts: Counter[tuple[str, bool]], total: int, links: Links) -> list[Line]:
    return [
        Line(FACTS[key].short, links.to(fact=key), _answers(counts[key, True], counts[key, False], total))
        for key in HEADLINE
    ]


def _answers(yes: int, no: int, total: int) -> tuple[str, str, str]:
    """ "3 yes", "1 no", "8 have not said": none of the three is left out, so that no blank reads as a no."""
    silent = total - yes - no
    return f"{yes:,} yes", f"{no:,} no", f"{silent:,} {'has' if silent == 1 else 'have'} not said"
