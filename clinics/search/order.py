"""The published order of results. Never payment, never the rating unless asked for."""

import datetime as dt
from typing import Any

from django.db.models import F

from clinics.domain.catalog import HEADLINE
from clinics.domain.clock import FRESH_DAYS
from clinics.domain.geo import Vector, chord2_of
from clinics.enums import Unit
from clinics.models import Answer, Offering
from clinics.search.groups import in_force
from clinics.search.query import BANDS, RATED_FROM, Query, Sort
from clinics.search.sql import CLINIC, Bytewise, Sql, cases, chord2, how_many, one_of, tie, value_of, within


def order(query: Query) -> list[Any]:
    """A total order: no two clinics are equal, so pages never overlap."""
    return [*_criteria(query), "pk"]


def _criteria(query: Query) -> list[Any]:
    equal = tie(query.today).number
    if query.sort is Sort.DISTANCE and query.place:
        return [chord2(query.place.vector).real, equal]
    if query.sort is Sort.PRICE and len(query.methods) == 1:
        return [_price(query.methods[0]).number.asc(nulls_last=True), equal]
    if query.sort is Sort.RATING:
        return [_rating().real.desc(nulls_last=True), equal]
    if query.sort is Sort.CONFIRMED:
        return [F("confirmed_on").desc(nulls_last=True), equal]
    if query.sort is Sort.NAME:
        return [Bytewise(F("name_folded"))]
    return [*(rank.number for rank in _best(query)), *_distance(query), equal]


def _best(query: Query) -> list[Sql]:
    ranks = [_name_rank(" ".join(query.words))] if query.words else []
    if query.place:
        ranks.append(_band(query.place.vector))
    return [*ranks, _freshness(query.today), _headlines(query.today)]


def _distance(query: Query) -> list[Any]:
    return [chord2(query.place.vector).real] if query.place else []


def _name_rank(words: str) -> Sql:
    """Names that are the words, then names that begin with them."""
    # Folded words hold no wildcard of LIKE.
    begins = Sql(f"{CLINIC}.name_folded LIKE %s", (f"{words}%",))
    return cases([(Sql(f"{CLINIC}.name_folded = %s", (words,)), 0), (begins, 1)], 2)


def _band(point: Vector) -> Sql:
    return cases([(within(point, chord2_of(end)), number) for number, end in enumerate(BANDS)], len(BANDS))


def _freshness(today: dt.date) -> Sql:
    """Confirmed within 90 days, before, never."""
    since = (today - dt.timedelta(days=FRESH_DAYS)).isoformat()
    fresh = Sql(f"{CLINIC}.confirmed_on >= %s", (since,))
    return cases([(fresh, 0), (Sql(f"{CLINIC}.confirmed_on IS NOT NULL"), 1)], 2)


def _headlines(today: dt.date) -> Sql:
    """How many of the three headline facts have no answer, yes or no alike."""
    live = in_force("t", today)
    said = how_many(Answer, f"{one_of('t.fact', HEADLINE)} AND {live.text}", *HEADLINE, *live.params)
    return Sql(f"({len(HEADLINE)} - {said.text})", said.params)


def _price(method: str) -> Sql:
    return value_of("price_min", Offering, "t.method = %s AND t.unit = %s", method, Unit.SESSION.value)


def _rating() -> Sql:
    return Sql(f"CASE WHEN {CLINIC}.rating_count >= {RATED_FROM} THEN {CLINIC}.rating_average END")
