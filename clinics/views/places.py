"""A state and a city: the clinics there, or the way to the nearest."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page

from clinics.domain.places import fold_slug, one_spelling
from clinics.domain.states import STATES
from clinics.domain.text import slug
from clinics.models import City, Clinic
from clinics.profile.crumbs import to_city, to_state
from clinics.profile.numbers import CITIES_NEAR, Line, in_words, of_city, of_state
from clinics.profile.structured import absolute, breadcrumbs
from clinics.search.cards import cards
from clinics.search.engine import first, matching, nearest
from clinics.search.order import order
from clinics.search.places import city_named, largest_city, other_names
from clinics.search.query import DEFAULT_RADIUS, PAGE_SIZE, Place, Query
from clinics.search.results import Card, Link

CITY_LIMIT = 100
"""Clinics on one city page; the search takes over from there."""


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A state or a city, finished. cards: its clinics. nearest: those to go to where it has none, from `origin`."""

    heading: str
    name: str
    code: str
    total: int
    cards: list[Card]
    nearest: list[Card]
    origin: str
    search: Link
    towns: list[Town]


@gzip_page
def state(request: HttpRequest, state: str) -> HttpResponse:
    """One state. Upper case leads here for good; an unknown code is a 404."""
    code = state_code(state)
    if state != state.lower():
        return redirect("clinics:state", state.lower(), permanent=True)
    today = timezone.localdate()
    here = towns(code, today)
    total = sum(town.count for town in here)
    near = None if total else largest_city(code)
    page = PlacePage(
        heading=heading(total, STATES[code]),
        name=STATES[code],
        code=code,
        total=total,
        cards=cards(first(Query(today=today, states=(code,))), today),
        nearest=nearest_to(near, today),
        origin=near.label if near else "",
        search=Link(f"Search all {total} with filters", _search(state=code)),
        towns=here,
    )
    crumbs = to_state(code)
    context = {"page": page, "more": total > PAGE_SIZE, "crumbs": crumbs, "structured": [breadcrumbs(crumbs)]}
    if total:
        context["numbers"] = of_state(code, total, largest(here), today)
    return render(request, "clinics/state.html", context)


@gzip_page
def city(request: HttpRequest, state: str, city: str) -> HttpResponse:
    """One city: of a clinic of ours, or of the table of cities, even where it has no clinic."""
    code = state_code(state)
    if (state, city) != (state.lower(), city.lower()):
        return redirect("clinics:city", state.lower(), city.lower(), permanent=True)
    today = timezone.localdate()
    known = city_named(fold_slug(city), code)
    example = Clinic.objects.shown().filter(state=code, city_slug=city).order_by("pk").first()
    back = Link(STATES[code], reverse("clinics:state", args=[state]))
    at = known or example
    if at is None:
        return render(request, "404.html", {"back": back}, status=404)
    rows = city_rows(code, spellings(city, known), today)
    ids = [pk for pk, _ in rows]
    page = _city_page(code, _name(at), ids, None if ids else _place(at), today)
    crumbs = to_city(code, _name(at), one_spelling([slug for _, slug in rows] or [city]))
    context = {"page": page, "crumbs": crumbs, "structured": [breadcrumbs(crumbs)]}
    if ids and known and (place := _place(known)):  # the search knows the cities of the table
        context["numbers"] = of_city(code, {slug for _, slug in rows}, place, len(ids), today)
    return render(request, "clinics/city.html", context | {"canonical": absolute(crumbs[-1].url)})


def _city_page(code: str, name: str, ids: list[int], near: Place | None, today: dt.date) -> PlacePage:
    label = f"{name}, {code}"
    return PlacePage(
        heading=heading(len(ids), label),
        name=name,
        code=code,
        total=len(ids),
        cards=cards(ids[:CITY_LIMIT], today),
        nearest=nearest_to(near, today),
        origin=label,
        search=Link(f"Everything within {DEFAULT_RADIUS} miles of {label}, with filters", _search(near=label)),
        towns=[],
    )


def heading(count: int, where: str) -> str:
    if not count:
        return f"No ketamine clinic is listed in {where}"
    return f"{count} ketamine clinic{'' if count == 1 else 's'} in {where}"


def towns(code: str, today: dt.date) -> list[Town]:
    rows = Clinic.objects.in_results(today).filter(state=code).order_by("city_slug").values_list("city_slug")
    return [
        Town(name, reverse("clinics:city", args=[code.lower(), path]), count)
        for path, name, count in rows.annotate(name=Min("city"), count=Count("pk"))
    ]


def largest(here: list[Town]) -> list[Line]:
    """The cities with the most clinics; none where the list of all is as short."""
    most = sorted(here, key=lambda town: -town.count)[:CITIES_NEAR]
    return [Line(town.name, town.url, (in_words(town.count),)) for town in most] if len(here) > len(most) else []


def nearest_to(near: Place | None, today: dt.date) -> list[Card]:
    """The nearest clinics to a point, whatever state they are in."""
    return cards(nearest(Query(today=today, place=near)), today, near) if near else []


def spellings(typed: str, known: City | None) -> set[str]:
    """Slugs of one city: "st-louis" and "saint-louis" are the same place, "new-york" and "new-york-city" too."""
    if known is None:
        return {typed}
    return {typed, slug(known.name), slug(known.folded), *map(slug, other_names(known))}


def city_rows(code: str, slugs: set[str], today: dt.date) -> list[tuple[int, str]]:
    """The city's clinics in the best order of the search, each with its spelling of the city."""
    query = Query(today=today, states=(code,))
    return list(matching(query).filter(city_slug__in=slugs).order_by(*order(query)).values_list("pk", "city_slug"))


def _place(at: City | Clinic | None) -> Place | None:
    """The point of a city, or of a clinic in a city that the table does not know."""
    if at is None or at.latitude is None or at.longitude is None:
        return None
    return Place(f"{_name(at)}, {at.state}", at.latitude, at.longitude)


def _name(at: City | Clinic) -> str:
    return at.name if isinstance(at, City) else at.city


def state_code(state: str) -> str:
    """The code that an address names; Http404 where it names no state."""
    code = state.upper()
    if code not in STATES:
        raise Http404
    return code


def _search(**asked: str) -> str:
    return f"{reverse('clinics:search')}?{urlencode(asked)}"
