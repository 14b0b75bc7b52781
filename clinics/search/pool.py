"""The clinics that meet all of a query, or all but one group of it, in one database query.

Every facet lifts its own group. So each candidate carries a code with a bit for each
group that it does not meet: 0 is a match, and the clinics of a group's lifted set are
those whose code has no other bit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from clinics.enums import TraitKind
from clinics.models import ClinicCondition, Trait
from clinics.search.groups import Group, around, facts_short, groups, price
from clinics.search.query import Query
from clinics.search.sql import CLINIC, IdSet, Sql, cases, exists

MISSED = {
    "state": 1, "method": 2, "condition": 4, "payment": 8, "language": 16, "setting": 32,
    "age": 64, "price": 128, "new_patients": 256,
}  # fmt: skip
UNKNOWN = {"age": 512, "price": 1024, "new_patients": 2048}
"""Groups that a clinic misses only because it has not said."""
ONE_FACT = 4096
"""One chosen fact is not met; the highest bit, so that more of them are no candidate's code."""
STATED = {"condition": 1, TraitKind.PAYMENT.value: 2, TraitKind.LANGUAGE.value: 4, TraitKind.SETTING.value: 8}
"""Bits of `Row.stated`: the clinic has said something in this group."""


class Row(NamedTuple):
    """One candidate. any_price: a method of any kind is within the price, where both are asked."""

    id: int
    code: int
    state: str
    new_patients: bool | None
    complete: bool
    stated: int
    any_price: int


@dataclass
class Pool:
    """The candidates of a query by code."""

    query: Query
    by_code: dict[int, list[Row]] = field(default_factory=dict)
    _sets: dict[tuple[int, ...], IdSet] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Query) -> "Pool":
        pool = cls(query)
        for row in map(Row._make, _rows(query)):
            pool.by_code.setdefault(row.code, []).append(row)
        return pool

    @cached_property
    def asked(self) -> frozenset[str]:
        """The groups in force, facts aside."""
        return frozenset(group.name for group in groups(self.query))

    @property
    def total(self) -> int:
        return len(self.by_code.get(0, ()))

    def rows(self, *codes: int) -> list[Row]:
        return [row for code in (0, *codes) for row in self.by_code.get(code, ())]

    def lifted(self, group: str) -> tuple[int, ...]:
        """Codes besides 0 of those that meet all but perhaps this group."""
        return tuple(bits[group] for bits in (MISSED, UNKNOWN) if group in bits and group in self.asked)

    def ids(self, *codes: int) -> IdSet:
        if codes not in self._sets:
            self._sets[codes] = IdSet(list(map(itemgetter(0), self.rows(*codes))))
        return self._sets[codes]


def _rows(query: Query) -> Iterator[tuple[Any, ...]]:
    asked = list(groups(query))
    found = around(query).annotate(
        code=_code(query, asked).number,
        stated=_STATED_BITS.number,
        any_price=_any_price(query).number,
        # Read bare: converting a thousand booleans takes longer than finding them.
        new=Sql(f"{CLINIC}.new_patients").number,
        whole=Sql(f"{CLINIC}.methods_complete").number,
    )
    if asked or query.facts:
        found = found.filter(code__in=_candidates({group.name for group in asked}, query))
    columns = ("pk", "code", "state", "new", "whole", "stated", "any_price")
    return found.order_by().values_list(*columns).iterator(chunk_size=10_000)


def _code(query: Query, asked: list[Group]) -> Sql:
    terms = [_missed(group, unstated=query.unstated) for group in asked]
    if query.facts:
        short = facts_short(query)
        terms.append(Sql(f"{short.text} * {ONE_FACT}", short.params))
    return sum(terms, Sql("0"))


def _missed(group: Group, *, unstated: bool) -> Sql:
    whens = [(group.passes(unstated=unstated), 0)]
    if group.name in UNKNOWN and group.unknown and not unstated:
        whens.append((group.unknown, UNKNOWN[group.name]))
    return cases(whens, MISSED[group.name])


def _candidates(asked: set[str], query: Query) -> list[int]:
    """Codes with one group at most; and the method with the price, which follows the method."""
    codes = [0, *(bits[name] for bits in (MISSED, UNKNOWN) for name in bits if name in asked)]
    if query.facts:
        codes.append(ONE_FACT)
    if {"method", "price"} <= asked:
        codes += [MISSED["method"] | bits["price"] for bits in (MISSED, UNKNOWN)]
    return codes


_STATED_BITS = sum(
    (cases([(exists(Trait, "t.kind = %s", kind.value), STATED[kind.value])], 0) for kind in TraitKind),
    cases([(exists(ClinicCondition), STATED["condition"])], 0),
)
"""In which groups a clinic has said something."""


def _any_price(query: Query) -> Sql:
    if query.price_max is None or not query.methods:
        return Sql("1")
    return cases([(price(query.price_max, ()).passes(unstated=query.unstated), 1)], 0)
