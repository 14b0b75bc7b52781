"""What evidence may be claimed for an answer; the same for moderators, imports and whatever comes after."""

import datetime as dt
import re
from dataclasses import dataclass

from clinics.domain.catalog import FACTS
from clinics.domain.facts import Evidence, expires


@dataclass(frozen=True, slots=True)
class Person:
    """A named clinician as far as a register check goes."""

    looked_up_on: dt.date | None
    works_here_on: dt.date | None


DEA_NUMBER = "A DEA number is never kept. Say in words what was seen."
_DEA_NUMBER = re.compile(r"\b[A-Za-z][A-Za-z9]\d{7}\b")


def holds_dea_number(text: str) -> bool:
    """Two letters, or a letter and a 9, then seven digits: the form of every registration number."""
    return _DEA_NUMBER.search(text) is not None


DOCUMENT_YEARS = 10
"""No licence or registration runs longer: a later day is a slip."""


def too_long(evidence: Evidence, as_of: dt.date, until: dt.date) -> str | None:
    """Why an answer may not count until this day, as a sentence; None where it may."""
    if evidence is Evidence.DOCUMENT:
        last = expires(Evidence.DOCUMENT, as_of).replace(year=as_of.year + DOCUMENT_YEARS, day=28)
    else:
        last = expires(evidence, as_of)
    return f"This counts until {last} at most." if until > last else None


def problem(
    *, fact: str, answer: bool, evidence: Evidence, as_of: dt.date, today: dt.date,
    person: Person | None = None, address_matched: bool | None = None,
) -> str | None:  # fmt: skip
    """Why this much may not be claimed, as a sentence; None where it may.

    A register shows a credential, never that the person works here; a DEA registration
    is tied to an address (21 CFR 1301.12).
    """
    best = FACTS[fact].best
    if as_of > today:
        return "This day has not come yet."
    if evidence is not Evidence.SOURCE and evidence > max(best, Evidence.STATED):
        return f"The strongest evidence there is for this fact is “{best.code}”."
    if fact == "dea" and answer and evidence is Evidence.DOCUMENT and address_matched is not True:
        return "A DEA registration counts at the address on the document: say that the address matched."
    if evidence is Evidence.REGISTER:
        return _register_problem(as_of, person)
    return None


def _register_problem(as_of: dt.date, person: Person | None) -> str | None:
    if person is None or person.looked_up_on is None or person.works_here_on is None:
        return (
            "A register shows a credential, not that the person works here. Choose a person who was looked up "
            "and has confirmed working at this address."
        )
    if not person.looked_up_on <= as_of <= expires(Evidence.REGISTER, person.looked_up_on):
        return "The check is of the day the register was looked up, and counts 90 days from it."
    return None
