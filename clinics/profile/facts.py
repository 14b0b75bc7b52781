"""The facts of one clinic: what is stated, by whom and when, and what is still to ask."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from clinics.domain.catalog import FACTS, HEADLINE, Fact
from clinics.domain.facts import CHECKED, Evidence, Polarity, Said, effective
from clinics.models import Statement
from clinics.profile.people import listing, record
from clinics.profile.words import after_comma, sentence
from clinics.search.cards import day

_Pair = tuple[Said, Statement]


@dataclass(frozen=True, slots=True)
class Line:
    """One voice on a fact. bars: 1 public data to 4 register. record: the person's page in the NPI register."""

    answer: str
    bars: int
    said: str
    notes: tuple[str, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of a clinic. state: yes, no or unknown. lines: the answer in force first, then who differs.

    warning: a yes to a question where yes is a warning sign. was: how long a check that
    ran out had counted, where nobody has said anything since.
    """

    fact: Fact
    state: str = "unknown"
    lines: tuple[Line, ...] = ()
    warning: bool = False
    was: str = ""

    @property
    def stated(self) -> bool:
        return self.state != "unknown"

    @property
    def checked(self) -> bool:
        return self.stated and self.lines[0].bars in CHECKED

    @property
    def self_check(self) -> bool:
        """Whether a reader can look it up in a public register."""
        return self.state == "yes" and self.fact.best is Evidence.REGISTER


@dataclass(frozen=True, slots=True)
class FactGroup:
    """unsaid: where nobody has said anything of a whole group, one line for all."""

    key: str
    name: str
    rows: list[FactRow] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        return not any(row.stated for row in self.rows)

    @property
    def self_check(self) -> bool:
        return any(row.self_check for row in self.rows)


def fact_rows(
    statements: Iterable[Statement], offered: Sequence[str], *, whole_list: bool, today: dt.date
) -> dict[str, FactRow]:
    """Every fact that concerns a clinic, by key. A fact that concerns only methods which the clinic
    does not offer is left out, but only where its list of methods is whole and nobody has answered.
    An empty list is never whole."""
    said = _by_fact(statements)
    rows = {key: fact_row(fact, said[key], today) for key, fact in FACTS.items()}
    return {
        key: row
        for key, row in rows.items()
        if row.stated or not (whole_list and offered) or FACTS[key].methods.intersection(offered)
    }


def headline_rows(rows: dict[str, FactRow]) -> list[FactRow]:
    return [rows[key] for key in HEADLINE if key in rows]


def fact_row(fact: Fact, pairs: Sequence[_Pair], today: dt.date) -> FactRow:
    of = {id(said): statement for said, statement in pairs}
    now = effective(fact.polarity, (said for said, _ in pairs), today)
    if now is None:
        return FactRow(fact, was=_was([said for said, _ in pairs], today))
    others = [said for said, _ in pairs if said.live(today) and said.answer is not now.answer]
    differs = effective(Polarity.NEUTRAL, others, today)
    lines = [_line(now, of[id(now)], _lapsed(now, pairs, today))]
    if differs is not None:
        lines.append(_line(differs, of[id(differs)], ""))
    return FactRow(
        fact,
        state="yes" if now.answer else "no",
        lines=tuple(lines),
        warning=now.answer and fact.polarity is Polarity.ADVERSE,
    )


def _by_fact(statements: Iterable[Statement]) -> dict[str, list[_Pair]]:
    """Ordered as `actions.indexing` orders them, so that page and search agree."""
    found: dict[str, list[_Pair]] = defaultdict(list)
    for order, statement in enumerate(sorted(statements, key=lambda row: row.pk)):
        if said := statement.said(order):
            found[statement.fact].append((said, statement))
    return found


def _line(said: Said, statement: Statement, lapsed: str) -> Line:
    notes = [sentence(statement.detail), _good_until(statement), lapsed]
    person = statement.practitioner if said.evidence >= Evidence.STATED else None
    return Line(
        answer="Yes" if said.answer else "No",
        bars=said.evidence,
        said=_said(statement),
        notes=tuple(note for note in notes if note),
        record=record(person) if said.answer else "",
    )


def _said(statement: Statement) -> str:
    """Who says so and since when; each in its own words."""
    match statement.evidence:
        case Evidence.SOURCE:
            return f"Public data says so ({str(statement.source).removeprefix('From ')})."
        case Evidence.DOCUMENT:
            return f"We saw the document{after_comma(statement.as_of)}."
        case Evidence.REGISTER:
            who = statement.practitioner.name if statement.practitioner else "the person"
            return f"We checked the register and that {who} works here{after_comma(statement.as_of)}."
    return _stated(statement)


def _stated(statement: Statement) -> str:
    """A look-up in a register checks a credential, never that the person works here: it stays "stated"."""
    person = statement.practitioner
    if person is None or not statement.answer:
        return f"The clinic says so{after_comma(statement.as_of)}."
    register = listing(person)
    return f"The clinic names {person} ({day(statement.as_of)})." + (f" {register}" if register else "")


def _good_until(statement: Statement) -> str:
    """An expiry that was read on a document; the other dates are our own rule and say nothing of the clinic."""
    if statement.evidence != Evidence.DOCUMENT or statement.expires_on is None:
        return ""
    return f"Good until {day(statement.expires_on)}."


def _lapsed(now: Said, pairs: Sequence[_Pair], today: dt.date) -> str:
    """ "Checked until Jul 31, 2026." where a stronger check of the same answer has run out."""
    ended = [
        said
        for said, statement in pairs
        if said.evidence in CHECKED and said.evidence > now.evidence and said.answer is now.answer
        and said.until < today and statement.ended_on is None
    ]  # fmt: skip
    return f"Checked until {day(max(said.until for said in ended))}." if ended else ""


def _was(said: Sequence[Said], today: dt.date) -> str:
    ended = [one.until for one in said if one.until < today]
    return f"An earlier answer counted until {day(max(ended))}." if ended else ""
