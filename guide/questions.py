"""What to ask at the first call: every fact of the catalog, money, and coming here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from clinics.domain.catalog import FACTS, GROUPS, HEADLINE, Fact
from clinics.enums import Method
from clinics.profile.questions import COST, MONEY, VISIT, ask_course, ask_insurance
from clinics.search.links import Links

SESSION = "What does one session cost, and what is in the price?"
SESSIONS = "How many sessions are in a first course?"


@dataclass(frozen=True, slots=True)
class Question:
    """why, says, search: of a fact; why it matters, and the search for clinics that say so."""

    ask: str
    why: str = ""
    says: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    key: str
    name: str
    questions: list[Question]


def first_call(method: Method | None) -> list[QuestionGroup]:
    """In the order to ask them. method: only what concerns it; None is all."""
    facts = [fact for fact in FACTS.values() if method is None or method.value in fact.methods]
    groups = [
        QuestionGroup("first", "Three to ask first", _facts((FACTS[key] for key in HEADLINE), method)),
        QuestionGroup("cost", "What it costs", [Question(ask) for ask in _money(method)]),
        QuestionGroup("visit", "Coming here", [Question(ask) for ask in _visit(method)]),
    ]
    for key, name in GROUPS.items():
        rest = [fact for fact in facts if fact.group == key and fact.key not in HEADLINE]
        groups.append(QuestionGroup(key, name, _facts(rest, method)))
    return groups


def _facts(facts: Iterable[Fact], method: Method | None) -> list[Question]:
    links = Links({"method": (method.value,)} if method else {}, reverse("clinics:search"))
    return [Question(fact.ask, fact.help, fact.wanted_wording, links.to(fact=fact.key)) for fact in facts]


def _money(method: Method | None) -> list[str]:
    return [MONEY["intake"], *_treatment(method), VISIT["payment"], MONEY["deposit"], MONEY["cancellation"]]


def _treatment(method: Method | None) -> list[str]:
    """Talk therapy is given beside another method, whose price is asked, too."""
    if method is None:
        return [SESSION, SESSIONS, MONEY["insurance"]]
    if method is Method.KAP:
        return [SESSION, COST[method], SESSIONS, *ask_insurance(method)]
    return [COST[method], ask_course(method), *ask_insurance(method)]


def _visit(method: Method | None) -> list[str]:
    """Payment is asked with the money; who chose a method knows which one to ask for."""
    known = {"payment"} if method is None else {"payment", "methods"}
    return [ask for key, ask in VISIT.items() if key not in known]
