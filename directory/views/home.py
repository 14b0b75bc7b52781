"""The first page: one question, and what is true about the whole directory today."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from clinics.domain.catalog import HEADLINE
from clinics.domain.states import STATES
from clinics.models import Clinic
from clinics.profile.numbers import said
from guide.models import Page
from guide.profile import path

ROWS = (
    "AK .  .  .  .  .  .  .  .  .  ME",
    ".  .  .  .  .  WI .  .  .  VT NH",
    "WA ID MT ND MN IL MI .  NY MA .",
    "OR NV WY SD IA IN OH PA NJ CT RI",
    "CA UT CO NE MO KY WV VA MD DE .",
    ".  AZ NM KS AR TN NC SC DC .  .",
    ".  .  .  OK LA MS AL GA .  .  .",
    "HI .  .  TX .  .  .  .  FL .  PR",
)
"""The states in their places, one circle each, north to south."""
SHADES = ((0.4, 4), (0.2, 3), (0.08, 2), (0, 1))
"""A state's share of the largest state's clinics → strength of its color."""


@dataclass(frozen=True, slots=True)
class State:
    """A circle, or a line of the list. column: 1 to 11 after a gap, 0 where the circle follows the one before it."""

    code: str
    name: str
    url: str
    count: int
    shade: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """How many clinics say yes to a headline fact, and how many have not said."""

    yes: int
    unsaid: int
    url: str


def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    counts = counts_by_state(today)
    total = sum(counts.values())
    context = {
        "total": total, "tiles": tiles(counts), "states": by_name(counts), "said": headlines(today, total),
        "guide": path(Page.objects.headings()),
    }  # fmt: skip
    return render(request, "home.html", context)


def counts_by_state(today: dt.date) -> dict[str, int]:
    rows = Clinic.objects.in_results(today).order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def headlines(today: dt.date, total: int) -> dict[str, Said]:
    """Headline fact → its two numbers, over the clinics of the default results."""
    found = said(Clinic.objects.in_results(today), today)
    search = reverse("clinics:search")
    return {
        key: Said(found[key, True], total - found[key, True] - found[key, False], f"{search}?fact={key}")
        for key in HEADLINE
    }


def tiles(counts: dict[str, int]) -> list[State]:
    return [
        _state(code, counts, 0 if at and row[at - 1] != "." else at + 1)
        for row in map(str.split, ROWS)
        for at, code in enumerate(row)
        if code != "."
    ]


def by_name(counts: dict[str, int]) -> list[State]:
    return [_state(code, counts) for code in sorted(STATES, key=STATES.__getitem__)]


def _state(code: str, counts: dict[str, int], column: int = 0) -> State:
    count = counts.get(code, 0)
    url = reverse("clinics:state", args=[code.lower()])
    return State(code, STATES[code], url, count, _shade(count, max(counts.values(), default=0)), column)


def _shade(count: int, most: int) -> int:
    if not count:
        return 0
    return next(shade for share, shade in SHADES if count >= share * most)
