"""Facets with their words: every option of every group, in the order of its vocabulary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clinics.domain.catalog import FACTS
from clinics.domain.languages import ASKED
from clinics.domain.states import STATES
from clinics.enums import ConditionGroup, Method, Payment, Setting
from clinics.models import Condition
from clinics.search.query import Count, Query
from clinics.search.results import Facet, Option

LABELS = {
    "state": "State",
    "method": "How it is given",
    "condition": "What it is for",
    "fact": "What the clinic has said",
    "payment": "How you pay",
    "language": "Language",
    "setting": "Kind of place",
    "new_patients": "New patients",
}
Counts = Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class Words:
    """An option's label, and the line under it."""

    label: str
    note: str = ""


def vocabulary(conditions: Iterable[Condition]) -> dict[str, dict[str, Words]]:
    """group → option → its words."""
    return {
        **_FIXED,
        "condition": {c.key: Words(c.name, ConditionGroup(c.group).label) for c in conditions},
    }


_FIXED = {
    "state": {code: Words(name) for code, name in STATES.items()},
    "method": {method.value: Words(method.label, method.note) for method in Method},
    "fact": {fact.key: Words(fact.wanted_wording, fact.help) for fact in FACTS.values()},
    "payment": {code: Words(label) for code, label in Payment.choices},
    "language": {code: Words(label) for code, label in ASKED.items()},
    "setting": {code: Words(label) for code, label in Setting.choices},
    "new_patients": {"1": Words("Taking new patients")},
}


def chosen(query: Query) -> dict[str, tuple[str, ...]]:
    """group → the options in force."""
    return {
        "state": query.states,
        "method": query.methods,
        "condition": query.conditions,
        "fact": query.facts,
        "payment": query.payments,
        "language": query.languages,
        "setting": query.settings,
        "new_patients": ("1",) if query.new_patients else (),
    }


def facets(query: Query, counts: Mapping[str, Counts], words: Mapping[str, Mapping[str, Words]]) -> dict[str, Facet]:
    picked = chosen(query)
    return {
        group: Facet(
            group, label, _options(query, group, counts[group], words[group], picked[group]), len(picked[group]),
            unsaid=_unsaid(next(iter(counts[group].values())).unstated) if group in _SILENT_AS_ONE else "",
        )
        for group, label in LABELS.items()
    }  # fmt: skip


_SILENT_AS_ONE = {"condition", "payment", "language", "setting", "new_patients"}
"""Groups in which a clinic has said something or nothing, so that each option has the same number of unknowns."""


def _unsaid(count: int | None) -> str:
    return f"{count:,} {_have(count)} not said" if count else ""


def _options(
    query: Query, group: str, counts: Counts, words: Mapping[str, Words], picked: tuple[str, ...]
) -> list[Option]:
    return [
        Option(
            group=group, value=value, label=said.label, note=said.note,
            count=counts[value].count, unstated=counts[value].unstated, stated_only=counts[value].stated_only,
            chosen=value in picked, disabled=not counts[value].count and value not in picked,
            sentence=fact_sentence(query, value, counts[value]) if group == "fact" else str(counts[value].count),
            unsaid=_unsaid(counts[value].unstated) if group == "method" else "",
        )
        for value, said in words.items()
    ]  # fmt: skip


def fact_sentence(query: Query, key: str, count: Count) -> str:
    """ "12 yes · 31 have not said": the certain ones apart, also where both are kept.

    Of what nobody wishes for, the option itself is the "no": "66 no" beside it would read as its opposite.
    """
    silent = count.unstated or 0
    certain = count.count - silent if query.unstated else count.count
    said = [
        f"{certain} {_yes(key, certain, checked=count.stated_only is not None)}",
        f"{silent} {_have(silent)} not said",
    ]
    if count.stated_only is not None:
        said.append(f"{count.stated_only} {'says' if count.stated_only == 1 else 'say'} so, not checked")
    return " · ".join(said)


def _yes(key: str, count: int, *, checked: bool) -> str:
    if FACTS[key].wanted:
        return "yes"
    return "checked" if checked else "says so" if count == 1 else "say so"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
