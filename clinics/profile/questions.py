"""What a clinic has left open, as questions a patient can ask on the phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clinics.domain.catalog import GROUPS, HEADLINE
from clinics.domain.prices import TYPICAL_SESSIONS
from clinics.enums import Method
from clinics.models import Clinic, Offering
from clinics.profile.facts import FactRow

COST = {
    Method.IV: "What does one session of IV infusion cost?",
    Method.IM: "What does one injection in a muscle cost, with the visit?",
    Method.ESKETAMINE: "What will I pay for a session of esketamine spray, with my insurance and without?",
    Method.ORAL: "What does treatment with lozenges or tablets cost?",
    Method.SC: "What does one injection under the skin cost, with the visit?",
    Method.NASAL: "What does treatment with compounded nasal spray cost?",
    Method.KAP: "What does talk therapy add to the price?",
}
NAMES = {
    Method.IV: "IV infusion", Method.IM: "injections in a muscle", Method.ESKETAMINE: "esketamine spray",
    Method.ORAL: "lozenges or tablets", Method.SC: "injections under the skin", Method.NASAL: "compounded nasal spray",
    Method.KAP: "ketamine with talk therapy",
}  # fmt: skip

MONEY = {
    "intake": "What does the first visit cost?",
    "insurance": "Do you bill insurance, and for which treatments?",
    "deposit": "Must I pay a deposit?",
    "cancellation": "What does it cost if I cancel?",
}
VISIT = {
    "payment": "Which ways to pay do you take?",
    "new_patients": "Are you taking new patients?",
    "wait": "How long is the wait for a first visit?",
    "hours": "When are you open?",
    "methods": "Which kinds of ketamine treatment do you give?",
    "conditions": "Which conditions do you treat?",
    "ages": "What ages do you treat?",
    "language": "Which languages do you speak?",
    "telehealth": "Can I talk to you by video before I come?",
}


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of one kind; `first` is the number of its first one, so that numbers run on."""

    name: str
    first: int
    asks: list[str]


def question_groups(
    clinic: Clinic, rows: dict[str, FactRow], offerings: Sequence[Offering], stated: dict[str, bool]
) -> list[QuestionGroup]:
    """In the order to ask them: the three headline facts, money, coming here, then the rest by group.

    stated: for ages, conditions, payment and language, whether anything is.
    """
    open_facts = [row for row in rows.values() if not row.stated]
    parts = {
        "Three to ask first": [row.fact.ask for row in open_facts if row.fact.key in HEADLINE],
        "What it costs": [*_money(clinic, offerings), *_payment(stated)],
        "Coming here": _visit(clinic, stated),
    }
    for group, name in GROUPS.items():
        asks = [row.fact.ask for row in open_facts if row.fact.group == group and row.fact.key not in HEADLINE]
        parts.setdefault(name, []).extend(asks)
    return _numbered(parts)


def _numbered(parts: dict[str, list[str]]) -> list[QuestionGroup]:
    found, number = [], 1
    for name, asks in parts.items():
        if asks:
            found.append(QuestionGroup(name, number, asks))
            number += len(asks)
    return found


def _money(clinic: Clinic, offerings: Iterable[Offering]) -> list[str]:
    asks = []
    rows = list(offerings)
    if clinic.intake_fee is None and not (rows and all(row.includes_consult for row in rows)):
        asks.append(MONEY["intake"])
    asks += [COST[Method(row.method)] for row in rows if row.price is None and row.package_price is None]
    asks += [ask for row in rows for ask in _course(row)]
    asks += _insurance(rows)
    if clinic.deposit is None:
        asks.append(MONEY["deposit"])
    if clinic.cancellation_fee is None:
        asks.append(MONEY["cancellation"])
    return asks


def _course(row: Offering) -> list[str]:
    if row.course_sessions or row.package_price or row.method == Method.KAP:
        return []
    return [ask_course(Method(row.method))]


def ask_course(method: Method) -> str:
    usual = TYPICAL_SESSIONS.get(method)
    aside = f" ({usual} is usual)" if usual else ""
    return f"How many sessions of {NAMES[method]} are in a first course{aside}?"


def _insurance(rows: Sequence[Offering]) -> list[str]:
    """Insurance is stated per method, since esketamine is often covered and the rest seldom."""
    methods = [Method(row.method) for row in rows if row.takes_insurance is None]
    if len(methods) > 1 and len(methods) == len(rows):
        return [MONEY["insurance"]]
    return [ask for method in methods for ask in ask_insurance(method)]


def ask_insurance(method: Method) -> list[str]:
    """None of esketamine, whose question of the price asks it too."""
    return [] if method is Method.ESKETAMINE else [f"Do you bill insurance for {NAMES[method]}?"]


def _payment(stated: dict[str, bool]) -> list[str]:
    return [] if stated["payment"] else [VISIT["payment"]]


def _visit(clinic: Clinic, stated: dict[str, bool]) -> list[str]:
    asks = {
        VISIT["new_patients"]: clinic.new_patients is None,
        VISIT["wait"]: clinic.wait_days is None,
        VISIT["hours"]: not clinic.hours.strip(),
        VISIT["methods"]: not clinic.methods_complete,
        VISIT["conditions"]: not stated["conditions"],
        VISIT["ages"]: not stated["ages"],
        VISIT["language"]: not stated["language"],
        VISIT["telehealth"]: clinic.telehealth is None,
    }
    return [ask for ask, unstated in asks.items() if unstated]
