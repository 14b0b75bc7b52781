"""The search again, in plain Python over all rows, written from the definitions alone."""

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache

from clinics.domain.catalog import FACTS
from clinics.domain.facts import effective
from clinics.domain.geo import chord2_of, chord_squared, vector
from clinics.domain.languages import ASKED
from clinics.domain.states import STATES
from clinics.domain.text import fold
from clinics.enums import Method, Payment, Setting
from clinics.models import Clinic, Condition
from clinics.search.query import Count, Hits, Query

CHOSEN = {
    "state": "states", "method": "methods", "condition": "conditions", "payment": "payments",
    "language": "languages", "setting": "settings",
}  # fmt: skip


@dataclass
class Known:
    """All that is known of one clinic."""

    row: Clinic
    names: str = ""
    prices: dict = field(default_factory=dict)
    conditions: set = field(default_factory=set)
    traits: dict = field(default_factory=lambda: defaultdict(set))
    ages: list = field(default_factory=list)
    said: dict = field(default_factory=lambda: defaultdict(list))

    def __hash__(self):
        return self.row.pk

    def __eq__(self, other):
        return self.row.pk == other.row.pk


def everything() -> list[Known]:
    clinics = Clinic.objects.select_related("organization").prefetch_related(
        "offerings", "clinic_conditions__condition", "traits", "ages", "statements", "practitioners"
    )
    return [known(clinic) for clinic in clinics]


def known(row: Clinic) -> Known:
    owner = row.organization.name if row.organization else ""
    it = Known(row, fold(" ".join([row.name, owner, *(p.name for p in row.practitioners.all()), row.city])))
    it.prices = {o.method: o.price_min if o.unit == "session" else None for o in row.offerings.all()}
    it.conditions = {c.condition.key for c in row.clinic_conditions.all()}
    for trait in row.traits.all():
        it.traits[trait.kind].add(trait.code)
    it.ages = [(a.youngest, a.oldest) for a in row.ages.all()]
    for order, statement in enumerate(sorted(row.statements.all(), key=lambda s: s.pk)):
        if said := statement.said(order):
            it.said[statement.fact].append(said)
    return it


@cache
def answer(it: Known, key: str, day: dt.date):
    """(answer, evidence) in force, or None."""
    found = effective(FACTS[key].polarity, it.said[key], day) if key in it.said else None
    return (found.answer, int(found.evidence)) if found else None


def findable(it: Known, query: Query) -> bool:
    if query.words:
        names = it.names.split()
        return it.row.status in {"listed", "temporarily_closed"} and all(
            any(name.startswith(word) for name in names) for word in query.words
        )
    lapsed = it.row.managed and it.row.confirmed_on and (query.today - it.row.confirmed_on).days >= 365
    return it.row.status == "listed" and not lapsed


def chord(it: Known, query: Query) -> float | None:
    if it.row.latitude is None:
        return None
    return chord_squared(vector(it.row.latitude, it.row.longitude), query.place.vector)


def near(it: Known, query: Query) -> bool:
    if query.place is None:
        return True
    far = chord(it, query)
    return far is not None and far <= chord2_of(query.radius)


def session_price(it: Known, query: Query) -> int | None:
    prices = [p for m, p in it.prices.items() if p is not None and m in (query.methods or it.prices)]
    return min(prices, default=None)


def judge(it: Known, query: Query, group: str) -> bool | None:
    """Whether a clinic meets a group: yes, no, or has not said."""
    if group == "state":
        return it.row.state in query.states
    if group == "method":
        if set(query.methods) & set(it.prices):
            return True
        return False if it.row.methods_complete else None
    if group == "condition":
        return bool(set(query.conditions) & it.conditions) if it.conditions else None
    if group in {"payment", "language", "setting"}:
        stated = it.traits[group]
        return bool(set(getattr(query, CHOSEN[group])) & stated) if stated else None
    if group == "age":
        return any(low <= query.age <= high for low, high in it.ages) if it.ages else None
    if group == "price":
        meant = query.methods or it.prices.keys() - {"kap"} or it.prices.keys()
        asked = [price for method, price in it.prices.items() if method in meant]
        if any(price is not None and price <= query.price_max for price in asked):
            return True
        return None if None in asked or not asked else False
    if group == "new_patients":
        return it.row.new_patients
    return judge_fact(it, query, group)


def judge_fact(it: Known, query: Query, key: str) -> bool | None:
    found = answer(it, key, query.today)
    if found is None:
        return None
    return found[0] is FACTS[key].wanted and (not query.checked or found[1] >= 3)


def in_force(query: Query) -> list[str]:
    groups = [group for group, name in CHOSEN.items() if getattr(query, name)]
    groups += [g for g, on in (("age", query.age), ("price", query.price_max)) if on is not None]
    return [*groups, *(["new_patients"] if query.new_patients else []), *query.facts]


def passes(it: Known, query: Query, group: str) -> bool:
    found = judge(it, query, group)
    return query.unstated if found is None else found


def meets(it: Known, query: Query, but: str = "") -> bool:
    return all(passes(it, query, group) for group in in_force(query) if group != but)


def total(pool, query: Query) -> int:
    return sum(1 for it in pool if meets(it, query))


def options() -> dict[str, list[str]]:
    return {
        "state": list(STATES), "method": list(Method.values),
        "condition": list(Condition.objects.values_list("key", flat=True)),
        "payment": list(Payment.values), "language": list(ASKED), "setting": list(Setting.values),
    }  # fmt: skip


class Brute:
    def __init__(self) -> None:
        answer.cache_clear()  # another test's clinics have the same numbers
        self.clinics = everything()
        self.options = options()

    def find(self, query: Query) -> Hits:
        seen = [it for it in self.clinics if findable(it, query)]
        around = [it for it in seen if near(it, query)]
        # Changing one group changes at most it and the price: others that fail more never count.
        pool = [it for it in around if sum(not passes(it, query, g) for g in in_force(query)) <= 2]
        matches = sorted((it for it in pool if meets(it, query)), key=lambda it: key(it, query))
        pages = max(1, -(-len(matches) // 20))
        page = min(query.page, pages)
        return Hits(
            ids=[it.row.pk for it in matches[(page - 1) * 20 : page * 20]],
            total=len(matches),
            page=page,
            pages=pages,
            facets=self.facets(pool, query),
            left_out=left_out(pool, query),
            nearest=nearest(seen, query) if query.place and not matches else [],
            without=without(pool, query),
        )

    def facets(self, pool, query: Query) -> dict:
        found = {group: {} for group in CHOSEN}
        for group, values in self.options.items():
            free = lifted(query, group)
            rest = [it for it in pool if meets(it, free)]
            for value in values:
                alone = replace(query, **{CHOSEN[group]: (value,)})
                unknown = sum(1 for it in rest if judge(it, alone, group) is None) if group != "state" else None
                found[group][value] = Count(total(pool, alone), unknown)
        new = lifted(query, "new_patients")
        found["new_patients"] = {
            "1": Count(
                total(pool, replace(query, new_patients=True)),
                sum(1 for it in pool if it.row.new_patients is None and meets(it, new)),
            )
        }
        found["fact"] = {key: self.fact(pool, query, key) for key in FACTS}
        return found

    def fact(self, pool, query: Query, key: str) -> Count:
        added = query if key in query.facts else replace(query, facts=(*query.facts, key))
        rest = [it for it in pool if meets(it, query, but=key)]
        answers = [answer(it, key, query.today) for it in rest]
        weak = sum(1 for a in answers if a and a[0] is FACTS[key].wanted and a[1] < 3)
        return Count(total(pool, added), answers.count(None), weak if query.checked else None)


def lifted(query: Query, group: str) -> Query:
    empty = {"age": {"age": None}, "price": {"price_max": None}, "new_patients": {"new_patients": False}}
    if group in query.facts:
        return replace(query, facts=tuple(k for k in query.facts if k != group))
    return replace(query, **empty.get(group, {CHOSEN.get(group, ""): ()}))


def left_out(pool, query: Query) -> dict[str, int]:
    if query.unstated:
        return {}
    asked = [g for g in ("price", "age", "new_patients") if g in in_force(query)]
    return {
        f"{g}_not_stated": sum(1 for it in pool if judge(it, query, g) is None and meets(it, query, but=g))
        for g in asked
    }


def without(pool, query: Query) -> dict[str, int]:
    names = {g: f"fact:{g}" if g in FACTS else g for g in in_force(query)}
    return {name: total(pool, lifted(query, g)) for g, name in names.items()}


def nearest(seen, query: Query) -> list[int]:
    placed = [it for it in seen if it.row.latitude is not None and meets(it, query)]
    return [it.row.pk for it in sorted(placed, key=lambda it: (chord(it, query), *tie(it, query)))[:10]]


def tie(it: Known, query: Query) -> tuple[int, int]:
    prime = 2**31 - 1
    digest = hashlib.sha256(query.today.isoformat().encode()).digest()
    factor = int.from_bytes(digest, "big") % (prime - 1) + 1
    return it.row.pk * factor % prime, it.row.pk


def last(value, *, down=False):
    """Sorts what has no value behind all that have."""
    return (1, 0) if value is None else (0, -value if down else value)


def key(it: Known, query: Query) -> tuple:
    row = it.row
    if query.sort == "distance":
        return (chord(it, query), *tie(it, query))
    if query.sort == "price":
        return (last(session_price(it, query)), *tie(it, query))
    if query.sort == "rating":
        return (last(row.rating_average if row.rating_count >= 5 else None, down=True), *tie(it, query))
    if query.sort == "confirmed":
        day = row.confirmed_on.toordinal() if row.confirmed_on else None
        return (last(day, down=True), *tie(it, query))
    if query.sort == "name":
        return (fold(row.name).encode(), row.pk)
    return best(it, query)


def best(it: Known, query: Query) -> tuple:
    whole, name = " ".join(query.words), fold(it.row.name)
    rank = 0 if name == whole else 1 if name.startswith(whole) else 2
    far = chord(it, query) if query.place else None
    band = sum(1 for end in (5, 10, 25, 50, 100) if far > chord2_of(end)) if query.place else 0
    day = it.row.confirmed_on
    fresh = 2 if day is None else 0 if (query.today - day).days <= 90 else 1
    said = sum(1 for k in ("anesthesiologist", "psychiatrist", "dea") if answer(it, k, query.today))
    return (rank if query.words else 0, band, fresh, -said, far or 0, *tie(it, query))
