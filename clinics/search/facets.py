"""How many clinics each option would bring, and how many have not said."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Case, Q, Value, When
from django.db.models import Count as CountOf

from clinics.domain.languages import ASKED
from clinics.domain.states import STATES
from clinics.enums import Method, TraitKind, Unit
from clinics.models import ClinicCondition, Condition, Offering, Trait
from clinics.models.trait import CODES
from clinics.search.fact_counts import FactCounts
from clinics.search.pool import MISSED, STATED, UNKNOWN, Pool, Row
from clinics.search.query import Count, Query
from clinics.search.sql import Among, IdSet

Counts = dict[str, Count]
_ASKED = {**CODES, TraitKind.LANGUAGE: ASKED}
"""The options of each kind."""


def facets(pool: Pool, answers: FactCounts) -> dict[str, Counts]:
    """group → option → Count, zeros included. Four to seven database queries, however many clinics."""
    return {
        "state": _states(pool),
        "method": _methods(pool),
        "condition": _conditions(pool),
        "fact": answers.counts(),
        **_traits(pool),
        "new_patients": _new_patients(pool),
    }


def _states(pool: Pool) -> Counts:
    found = Counter(row.state for row in pool.rows(*pool.lifted("state")))
    return {code: Count(found[code]) for code in STATES}


def _new_patients(pool: Pool) -> Counts:
    found = Counter(row.new_patients for row in pool.rows(*pool.lifted("new_patients")))
    unstated = found[None]
    return {"1": Count(found[True] + (unstated if pool.query.unstated else 0), unstated)}


def _conditions(pool: Pool) -> Counts:
    codes = pool.lifted("condition")
    rows = ClinicCondition.objects.filter(Among("clinic_id", pool.ids(*codes))).order_by()
    found = dict(rows.values_list("condition_id").annotate(n=CountOf("pk")))
    keys = {key: found.get(pk, 0) for pk, key in Condition.objects.values_list("pk", "key")}
    return _stated_counts(pool, "condition", codes, keys, keys)


def _traits(pool: Pool) -> dict[str, Counts]:
    """Groups that are not chosen share the matches, and so one query."""
    chosen = [kind for kind in TraitKind if kind.value in pool.asked]
    others = [kind for kind in TraitKind if kind.value not in pool.asked]
    counts: dict[str, Counts] = {}
    for kinds in [others, *([kind] for kind in chosen)]:
        if not kinds:
            continue
        codes = pool.lifted(kinds[0].value)
        rows = Trait.objects.filter(Among("clinic_id", pool.ids(*codes)), kind__in=kinds).order_by()
        found = {(kind, code): n for kind, code, n in rows.values_list("kind", "code").annotate(n=CountOf("pk"))}
        for kind in kinds:
            options = {code: found.get((kind.value, code), 0) for code in _ASKED[kind]}
            counts[kind.value] = _stated_counts(pool, kind.value, codes, options, options)
    return counts


def _stated_counts(
    pool: Pool, group: str, codes: tuple[int, ...], found: Mapping[str, int], options: Iterable[str]
) -> Counts:
    """An OR group in which a clinic has said something or nothing."""
    unstated = sum(1 for row in pool.rows(*codes) if not row.stated & STATED[group])
    kept = unstated if pool.query.unstated else 0
    return {option: Count(found.get(option, 0) + kept, unstated) for option in options}


def _methods(pool: Pool) -> Counts:
    """Each method alone, with its own price where a price is asked.

    Unknown is a clinic whose list is not its whole list and lacks the method; the group
    being lifted, a price asked is then one of any method.
    """
    priced = pool.query.price_max is not None
    codes = _method_codes(pool)
    rows = pool.rows(*codes)
    found = _offered(pool.query, pool.ids(*codes))
    partial = sum(1 for row in rows if not row.complete)
    unknown = {method: partial - sum(found[method, False, fit] for fit in _FITS) for method in Method.values}
    unstated = _not_offered(pool) if priced else unknown
    return {
        method: Count(_method_count(pool.query, found, method, unknown[method]), unstated[method])
        for method in Method.values
    }


_TOO_DEAR, _NO_PRICE, _FITTING = _FITS = (0, 1, 2)
Offered = Counter[tuple[str, bool, int]]
"""(method, the list is complete, how its price fits) → clinics."""


def _method_codes(pool: Pool) -> tuple[int, ...]:
    """All but method and price, since each method brings its own price."""
    missed = pool.lifted("method")
    prices = pool.lifted("price")
    return (*missed, *prices, *(m | p for m in missed for p in prices))


def _offered(query: Query, ids: IdSet) -> Offered:
    rows = Offering.objects.filter(Among("clinic_id", ids)).annotate(fit=_fit(query)).order_by()
    grouped = rows.values_list("method", "clinic__methods_complete", "fit").annotate(n=CountOf("pk"))
    return Counter({(method, complete, fit): n for method, complete, fit, n in grouped})


def _fit(query: Query) -> Case | Value:
    if query.price_max is None:
        return Value(_FITTING)
    return Case(
        When(~Q(unit=Unit.SESSION), then=Value(_NO_PRICE)),
        When(price_min__lte=query.price_max, then=Value(_FITTING)),
        default=Value(_TOO_DEAR),
    )


def _method_count(query: Query, found: Offered, method: str, unknown: int) -> int:
    fits = (_FITTING, _NO_PRICE) if query.unstated else (_FITTING,)
    count = sum(found[method, complete, fit] for complete in (True, False) for fit in fits)
    return count + unknown if query.unstated else count


def without_method(pool: Pool) -> list[Row]:
    """Those that meet all but the method; a price asked is then one of any method."""
    if pool.query.methods:
        return [row for row in pool.rows(*_method_codes(pool)) if row.any_price]
    return pool.rows()


def _not_offered(pool: Pool) -> dict[str, int]:
    partial = IdSet([row.id for row in without_method(pool) if not row.complete])
    found = _offered(pool.query, partial)
    return {method: len(partial) - sum(found[method, False, fit] for fit in _FITS) for method in Method.values}


def left_out(pool: Pool) -> dict[str, int]:
    """Clinics left out for want of a number, where a number is asked."""
    if pool.query.unstated:
        return {}
    asked = [name for name in ("price", "age", "new_patients") if name in pool.asked]
    return {f"{name}_not_stated": len(pool.by_code.get(UNKNOWN[name], ())) for name in asked}


def unknown(pool: Pool, counts: Mapping[str, Counts]) -> dict[str, int]:
    """Chosen OR group → clinics that meet all else and have not said."""
    if pool.query.unstated:
        return {}
    found = {name: next(iter(counts[name].values())).unstated or 0 for name in STATED if name in pool.asked}
    if "method" in pool.asked:
        codes = (MISSED["method"], MISSED["method"] | UNKNOWN["price"])
        found["method"] = sum(1 for code in codes for row in pool.by_code.get(code, ()) if not row.complete)
    return found
