"""A state and a city: the clinics there, or the way to the nearest."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from clinics.domain.states import STATES
from clinics.models import City, Clinic
from clinics.search.cards import cards
from clinics.search.engine import find
from clinics.search.order import order
from clinics.search.query import DEFAULT_RADIUS, NEAREST, PAGE_SIZE, Place, Query, Sort
from clinics.search.results import Card, Link

CITY_LIMIT = 100
"""Clinics on one city page; the search takes over from there."""
FAR = 100
"""Miles; beyond them the engine's own list of the nearest is taken."""


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


def state(request: HttpRequest, state: str) -> HttpResponse:
    """One state. Upper case leads here for good; an unknown code is a 404."""
    code = _code(state)
    if state != state.lower():
        return redirect("clinics:state", state.lower(), permanent=True)
    today = timezone.localdate()
    hits = find(Query(today=today, states=(code,)))
    near = None if hits.total else _place(City.objects.filter(state=code).order_by("-population", "folded").first())
    page = PlacePage(
        heading=heading(hits.total, STATES[code]),
        name=STATES[code],
        code=code,
        total=hits.total,
        cards=cards(hits.ids, today),
        nearest=nearest(near, today),
        origin=near.label if near else "",
        search=Link(f"Search all {hits.total} with filters", _search(state=code)),
        towns=towns(code, today),
    )
    return render(request, "clinics/state.html", {"page": page, "more": hits.total > PAGE_SIZE})


def city(request: HttpRequest, state: str, city: str) -> HttpResponse:
    """One city: of a clinic of ours, or of the table of cities, even where it has no clinic."""
    code = _code(state)
    if (state, city) != (state.lower(), city.lower()):
        return redirect("clinics:city", state.lower(), city.lower(), permanent=True)
    today = timezone.localdate()
    known = City.objects.filter(state=code, folded=city.replace("-", " ")).first()
    ids = city_ids(code, city, today)
    back = Link(STATES[code], reverse("clinics:state", args=[state]))
    if not (known or ids):
        return render(request, "404.html", {"back": back}, status=404)
    name = known.name if known else Clinic.objects.filter(state=code, city_slug=city).values_list("city", flat=True)[0]
    page = _city_page(code, name, ids, None if ids else _place(known), today)
    return render(request, "clinics/city.html", {"page": page, "state": back})


def _city_page(code: str, name: str, ids: list[int], near: Place | None, today: dt.date) -> PlacePage:
    label = f"{name}, {code}"
    return PlacePage(
        heading=heading(len(ids), label),
        name=name,
        code=code,
        total=len(ids),
        cards=cards(ids[:CITY_LIMIT], today),
        nearest=nearest(near, today),
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
        Town(name, reverse("clinics:city", args=[code.lower(), slug]), count)
        for slug, name, count in rows.annotate(name=Min("city"), count=Count("pk"))
    ]


def nearest(near: Place | None, today: dt.date) -> list[Card]:
    """The nearest clinics to a point, whatever state they are in."""
    if near is None:
        return []
    hits = find(Query(today=today, place=near, radius=FAR, sort=Sort.DISTANCE))
    return cards((hits.ids or hits.nearest)[:NEAREST], today, near)


def city_ids(code: str, slug: str, today: dt.date) -> list[int]:
    """The city's clinics in the best order of the search."""
    here = Clinic.objects.in_results(today).filter(state=code, city_slug=slug)
    return list(here.order_by(*order(Query(today=today))).values_list("pk", flat=True))


def _place(city: City | None) -> Place | None:
    return Place(f"{city.name}, {city.state}", city.latitude, city.longitude) if city else None


def _code(state: str) -> str:
    code = state.upper()
    if code not in STATES:
        raise Http404
    return code


def _search(**asked: str) -> str:
    return f"{reverse('clinics:search')}?{urlencode(asked)}"
