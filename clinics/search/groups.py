"""When a clinic meets each group of a query, and when it has not said."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from clinics.domain.catalog import FACTS
from clinics.domain.facts import Evidence
from clinics.domain.geo import chord2_of, latitude_span
from clinics.enums import Method, TraitKind, Unit
from clinics.models import AgeRange, Answer, Clinic, ClinicCondition, Condition, Offering, Trait
from clinics.querysets import ClinicQuerySet
from clinics.search.query import Query
from clinics.search.sql import CLINIC, Sql, exists, how_many, one_of, within


@dataclass(frozen=True, slots=True)
class Group:
    """A group in force. met: the clinic meets it. unknown: it has not said."""

    name: str
    met: Sql
    unknown: Sql | None = None

    def passes(self, *, unstated: bool) -> Sql:
        """What a match must fulfil."""
        return self.met | self.unknown if unstated and self.unknown else self.met


def visible(query: Query) -> ClinicQuerySet:
    """Clinics that may be found at all, by these words: what no group ever lifts."""
    if not query.words:
        return Clinic.objects.in_results(query.today)
    clinics = Clinic.objects.found_by_name()
    for word in query.words:
        clinics = clinics.filter(search_text__contains=f" {word}")
    return clinics


def around(query: Query) -> ClinicQuerySet:
    """`visible`, within the radius where a place is given."""
    clinics = visible(query)
    if query.place is None:
        return clinics
    # The latitudes are a cheap first cut that an index serves; the chord decides.
    span = Sql(f"{CLINIC}.latitude BETWEEN %s AND %s", latitude_span(query.place.latitude, query.radius))
    return clinics.filter(span.test, within(query.place.vector, chord2_of(query.radius)).test)


def groups(query: Query) -> Iterator[Group]:
    """Every group in force, but facts."""
    if query.states:
        yield Group("state", Sql(one_of(f"{CLINIC}.state", query.states), query.states))
    if query.methods:
        offers = exists(Offering, one_of("t.method", query.methods), *query.methods)
        # Beside an offered method it makes no difference that the list may go on.
        yield Group("method", offers, Sql(f"NOT {CLINIC}.methods_complete"))
    if query.conditions:
        yield Group("condition", _treats(query.conditions), ~exists(ClinicCondition))
    for kind, codes in traits_asked(query):
        stated = exists(Trait, f"t.kind = %s AND {one_of('t.code', codes)}", kind.value, *codes)
        yield Group(kind.value, stated, ~exists(Trait, "t.kind = %s", kind.value))
    yield from _numbers(query)


def _treats(keys: tuple[str, ...]) -> Sql:
    table = Condition._meta.db_table
    # Our own names only; the keys are parameters.
    chosen = f"SELECT k.id FROM {table} k WHERE {one_of('k.key', keys)}"  # noqa: S608
    return exists(ClinicCondition, f"t.condition_id IN ({chosen})", *keys)


def _numbers(query: Query) -> Iterator[Group]:
    if query.age is not None:
        treated = exists(AgeRange, "t.youngest <= %s AND t.oldest >= %s", query.age, query.age)
        yield Group("age", treated, ~exists(AgeRange))
    if query.price_max is not None:
        yield price(query.price_max, query.methods)
    if query.new_patients:
        yield Group("new_patients", Sql(f"{CLINIC}.new_patients IS TRUE"), Sql(f"{CLINIC}.new_patients IS NULL"))


def traits_asked(query: Query) -> list[tuple[TraitKind, tuple[str, ...]]]:
    asked = {TraitKind.PAYMENT: query.payments, TraitKind.LANGUAGE: query.languages, TraitKind.SETTING: query.settings}
    return [(kind, codes) for kind, codes in asked.items() if codes]


# Talk therapy is given beside another method, and on top of its price: it counts where it stands alone.
_ALONE = (
    f"(t.method <> %s OR NOT EXISTS (SELECT 1 FROM {Offering._meta.db_table} o "  # noqa: S608 -- our own table's name
    "WHERE o.clinic_id = t.clinic_id AND o.method <> %s))"
)


def price(limit: int, methods: tuple[str, ...]) -> Group:
    """The lowest session price of these methods; where none is named, of any (decision 7).

    Unknown while one of them has no session price: that one may cost less than those that have.
    """
    named, params = (one_of("t.method", methods), methods) if methods else (_ALONE, (Method.KAP.value,) * 2)
    met = exists(Offering, f"{named} AND t.unit = %s AND t.price_min <= %s", *params, Unit.SESSION.value, limit)
    silent = exists(Offering, f"{named} AND t.unit <> %s", *params, Unit.SESSION.value)
    return Group("price", met, silent | ~exists(Offering, named, *params))


def facts_short(query: Query) -> Sql:
    """How many of the chosen facts a clinic does not meet."""
    asked, chosen = one_of("t.fact", query.facts), in_force("t", query.today)
    wanted, params = _wanted(query)
    if query.unstated:
        return how_many(Answer, f"{asked} AND {chosen.text} AND NOT {wanted}", *query.facts, *chosen.params, *params)
    met = how_many(Answer, f"{asked} AND {chosen.text} AND {wanted}", *query.facts, *chosen.params, *params)
    return Sql(f"({len(query.facts)} - {met.text})", met.params)


def in_force(table: str, day: dt.date) -> Sql:
    """An answer that counts on a day."""
    return Sql(f"{table}.starts <= %s AND {table}.ends > %s", (day.isoformat(), day.isoformat()))


def _wanted(query: Query) -> tuple[str, tuple[str, ...]]:
    """An answer `t` to a chosen fact that meets it."""
    yes = tuple(key for key in query.facts if FACTS[key].wanted)
    no = tuple(key for key in query.facts if not FACTS[key].wanted)
    wanted = f"({one_of('t.fact', yes)} AND t.answer OR {one_of('t.fact', no)} AND NOT t.answer)"
    checked = f" AND t.evidence >= {int(Evidence.DOCUMENT)}" if query.checked else ""
    return f"({wanted}{checked})", yes + no


def matches(query: Query, clinics: ClinicQuerySet) -> ClinicQuerySet:
    """Those that meet every group."""
    tests = [group.passes(unstated=query.unstated).test for group in groups(query)]
    if query.facts:
        short = facts_short(query)
        tests.append(Sql(f"{short.text} = 0", short.params).test)
    return clinics.filter(*tests)
