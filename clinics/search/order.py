"""The published order of results. Never payment, never the rating unless asked for."""

import datetime as dt
from typing import Any

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from clinics.domain.catalog import HEADLINE
from clinics.domain.geo import chord2_of
from clinics.enums import Unit
from clinics.models import Answer, Offering
from clinics.search.query import BANDS, FRESH_DAYS, RATED_FROM, Query, Sort
from clinics.search.sql import Band, Bytewise, Chord2, Count, tie

_LAST = {"nulls_last": True}


def order(query: Query) -> list[Any]:
    """A total order: no two clinics are equal, so pages never overlap."""
    return [*_criteria(query), "pk"]


def _criteria(query: Query) -> list[Any]:
    equal = tie(query.today)
    if query.sort is Sort.DISTANCE and query.place:
        return [Chord2(query.place.vector), equal]
    if query.sort is Sort.PRICE and len(query.methods) == 1:
        return [_price(query.methods[0]).asc(**_LAST), equal]
    if query.sort is Sort.RATING:
        return [_rating().desc(**_LAST), equal]
    if query.sort is Sort.CONFIRMED:
        return [F("confirmed_on").desc(**_LAST), equal]
    if query.sort is Sort.NAME:
        return [Bytewise(F("name_folded"))]
    return [*_best(query), equal]


def _best(query: Query) -> list[Any]:
    found: list[Any] = [_name_rank(" ".join(query.words))] if query.words else []
    point = query.place.vector if query.place else None
    if point:
        found.append(Band(point, [chord2_of(end) for end in BANDS]))
    found += [_freshness(query.today), _headlines(query.today).desc()]
    return [*found, Chord2(point)] if point else found


def _name_rank(words: str) -> Case:
    """Names that are the words, then names that begin with them."""
    return Case(
        When(name_folded=words, then=Value(0)), When(name_folded__startswith=words, then=Value(1)), default=Value(2)
    )


def _freshness(today: dt.date) -> Case:
    """Confirmed within 90 days, before, never."""
    since = today - dt.timedelta(days=FRESH_DAYS)
    return Case(
        When(confirmed_on__gte=since, then=Value(0)), When(confirmed_on__isnull=False, then=Value(1)), default=Value(2)
    )


def _headlines(today: dt.date) -> Subquery:
    """How many of the three headline facts are answered, yes or no alike."""
    answers = Answer.objects.on(today).filter(clinic=OuterRef("pk"), fact__in=HEADLINE)
    return Subquery(answers.annotate(n=Count(F("pk"))).values("n"))


def _price(method: str) -> Subquery:
    offered = Offering.objects.filter(clinic=OuterRef("pk"), method=method, unit=Unit.SESSION)
    return Subquery(offered.order_by().values("price_min"))


def _rating() -> Case:
    return Case(When(Q(rating_count__gte=RATED_FROM), then=F("rating_average")), default=None)
