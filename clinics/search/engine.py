"""Query → Hits, in SQL through the ORM. Exact; the reference for any later engine.

One query finds the candidates (`pool`), one orders the page, and six to nine count the
options (`facets`): as many at one clinic as at ten thousand.
"""

from dataclasses import replace

from django.db.models import Count as CountOf
from django.db.models import Q

from clinics.domain.geo import chord2_of
from clinics.models import Clinic
from clinics.querysets import ClinicQuerySet
from clinics.search.facets import facets, left_out, unknown, without_method
from clinics.search.fact_counts import FactCounts
from clinics.search.groups import around, matches, visible
from clinics.search.order import order
from clinics.search.pool import Pool
from clinics.search.query import NEAREST, PAGE_SIZE, RADII, Hits, Query, Sort
from clinics.search.sql import CLINIC, Among, Sql, within


def find(query: Query) -> Hits:
    """The whole answer. `ids` are one page; `total` counts matches only."""
    pool = Pool.of(query)
    pages = max(1, -(-pool.total // PAGE_SIZE))
    page = min(query.page, pages)
    answers = FactCounts.of(pool)
    counts = facets(pool, answers)
    return Hits(
        ids=_page(pool, page) if pool.total else [],
        total=pool.total,
        page=page,
        pages=pages,
        facets=counts,
        left_out=left_out(pool),
        nearest=[] if pool.total else nearest(query),
        unknown=unknown(pool, counts),
        without=_without(pool) | {f"fact:{key}": n for key, n in answers.without().items()},
    )


def matching(query: Query) -> ClinicQuerySet:
    """All matches, as a queryset in no order."""
    return matches(query, around(query)).order_by()


def first(query: Query, limit: int = PAGE_SIZE) -> list[int]:
    """Ids of the first matches, without counting anything. One database query."""
    return _ids(matching(query).order_by(*order(query))[:limit])


def nearest(query: Query) -> list[int]:
    """The nearest that meet all but the radius, at any distance; none without a place."""
    if query.place is None:
        return []
    clinics = matches(query, visible(query)).filter(x__isnull=False)
    return _ids(clinics.order_by(*order(replace(query, sort=Sort.DISTANCE)))[:NEAREST])


def elsewhere(query: Query) -> dict[str, int]:
    """Totals with the place widened: radius → total, then "state" and "anywhere". One query."""
    if query.place is None:
        return {}
    point = query.place.vector
    tests = {str(miles): within(point, chord2_of(miles)) for miles in RADII if miles > query.radius}
    if query.place.state and not query.states:
        tests["state"] = Sql(f"{CLINIC}.state = %s", (query.place.state,))
    tests["anywhere"] = Sql("1 = 1")
    totals = {f"n_{name}": CountOf("pk", filter=Q(test.test)) for name, test in tests.items()}
    found = matches(query, visible(query)).order_by().aggregate(**totals)
    return {name: found[f"n_{name}"] for name in tests}


def total(query: Query) -> int:
    """How many match. One database query."""
    return matching(query).count()


def _page(pool: Pool, page: int) -> list[int]:
    clinics = Clinic.objects.filter(Among("pk", pool.ids()))
    start = (page - 1) * PAGE_SIZE
    return _ids(clinics.order_by(*order(pool.query))[start : start + PAGE_SIZE])


def _ids(clinics: ClinicQuerySet) -> list[int]:
    return list(clinics.values_list("pk", flat=True))


def _without(pool: Pool) -> dict[str, int]:
    """Totals with one group lifted."""
    found = {name: len(pool.rows(*pool.lifted(name))) for name in pool.asked}
    return found | ({"method": len(without_method(pool))} if pool.query.methods else {})
