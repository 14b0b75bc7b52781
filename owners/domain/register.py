"""What the federal NPI register shows of one person, read from its page or its answer to a program, as pasted.

The text is looked at and forgotten: it holds addresses and phone numbers. What people tell the register of themselves
is self-reported (CMS, NPPES Data Dissemination).
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from clinics.domain.npi import NOT_IN_USE, npi_problem
from clinics.domain.taxonomies import PROFESSIONS, shown_by
from clinics.domain.text import fold, tidy

_NUMBER = re.compile(r"(?<![0-9A-Za-z-])[12][0-9]{9}(?![0-9A-Za-z-])")
_TAXONOMY = re.compile(r"\b([0-9]{3}[0-9A-Z]{6}X)\b(?:[ \t]*[-:–][ \t]*([A-Za-z](?:[A-Za-z&,/()-]| (?! ))*))?")
_STATUS = re.compile(r"^[ \t]*status\b[ \t:]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_KIND = re.compile(r"NPI[ -]Type\W{1,8}NPI-([12])\b", re.IGNORECASE)
_STATE = re.compile(r" [A-Z]{2}( .*)?$")
_NO_NAME = frozenset({
    "md", "do", "crna", "np", "dnp", "pmhnp", "fnp", "pa", "rn", "bc", "phd", "psyd", "mph", "facp", "dr", "jr", "sr",
    "ii", "iii", "she", "her", "he", "him", "they", "them",
})  # fmt: skip

NO_NUMBER = "The text does not hold the NPI {npi}. Copy the whole page of this person in the register."
MORE = (
    "The text holds another number that looks like an NPI ({npi}). Copy the page of this one person alone; if it is no "
    "NPI, delete it from the text."
)
NO_STATUS = "The text does not say whether the number is active. Copy the whole page."
NO_PERSON = "The text does not say that the number is of a person (NPI-1). A number of an organization shows nothing."
NO_NAME = (
    "The text has no line with the first and the family name of “{name}”. If the register has them under another form "
    "of the name, have the listing say that form first."
)
NO_TAXONOMY = "The text holds no taxonomy code, such as 207L00000X. Copy the whole page."


class Unreadable(ValueError):
    """The text shows nothing of this person; the message is a sentence for the moderator."""


@dataclass(frozen=True, slots=True)
class Shown:
    """active: the number is in use. codes: taxonomies, in the order of the page. listed_as: in a few words, or ""."""

    active: bool
    codes: tuple[str, ...] = ()
    listed_as: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        return shown_by(self.codes)


@dataclass(frozen=True, slots=True)
class _Record:
    """What a text says, before it is compared. names: lines that may be the person's name."""

    status: str
    person: bool
    names: list[str]
    taxonomies: list[tuple[str, str]]


def read_page(text: str, *, npi: str, name: str) -> Shown:
    """npi, name: of the person the clinic names. Raises Unreadable."""
    _check_number(text, npi)
    record = _answer(text) or _page(text, npi)
    if record.status in {"deactivated", "inactive", "d"}:
        return Shown(active=False, listed_as=NOT_IN_USE)
    if record.status not in {"active", "a"}:
        raise Unreadable(NO_STATUS)
    if not record.person:
        raise Unreadable(NO_PERSON)
    if not any(_is(name, line) for line in record.names):
        raise Unreadable(NO_NAME.format(name=name))
    if not record.taxonomies:
        raise Unreadable(NO_TAXONOMY)
    codes = tuple(dict.fromkeys(code for code, _ in record.taxonomies))
    return Shown(True, codes, _listed_as(codes, record.taxonomies))


def _check_number(text: str, npi: str) -> None:
    numbers = {number for number in _NUMBER.findall(text) if npi_problem(number) is None}
    if npi not in numbers:
        raise Unreadable(NO_NUMBER.format(npi=npi))
    if others := sorted(numbers - {npi}):
        raise Unreadable(MORE.format(npi=others[0]))


def _answer(text: str) -> _Record | None:
    """The register's answer to a program, whole or its one result."""
    try:
        found: Any = json.loads(text)
        found = found["results"][0] if "results" in found else found
        basic = found["basic"]
        taxonomies = [(str(one["code"]), str(one.get("desc") or "")) for one in found["taxonomies"]]
        name = f"{basic.get('first_name', '')} {basic.get('last_name', '')}"
        person = found["enumeration_type"] == "NPI-1"
        return _Record(str(basic.get("status", "")).lower(), person, [name], taxonomies)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _page(text: str, npi: str) -> _Record:
    """Lines with a digit, such as an address, are no names."""
    status, kind = _STATUS.search(text), _KIND.search(text)
    lines = [line.replace(npi, "") for line in text.splitlines()]
    names = [line for line in lines if not re.search(r"[0-9]", line)]
    word = status[1].lower() if status else "deactivated" if re.search("deactivat", text, re.IGNORECASE) else ""
    return _Record(word, kind is not None and kind[1] == "1", names, _TAXONOMY.findall(text))


def _is(name: str, line: str) -> bool:
    """The family name, and the first name, its initial, or a longer or shorter form of it."""
    words = [word for word in _name_words(name) if len(word) > 1]
    there = _name_words(line)
    if len(words) < 2 or words[-1] not in there:
        return False
    there.remove(words[-1])
    return any(_same_first(words[0], word) for word in there)


def _name_words(line: str) -> list[str]:
    return [word for word in fold(line).split() if word not in _NO_NAME]


def _same_first(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= 3)


def _listed_as(codes: tuple[str, ...], taxonomies: list[tuple[str, str]]) -> str:
    """ "anesthesiologist and psychiatrist"; where nothing here asks for it, what the register calls it."""
    known = [PROFESSIONS[fact].words for fact in shown_by(codes)]
    described = next((_STATE.sub("", tidy(said)).strip(" -,") for _, said in taxonomies if said.strip()), "")
    return " and ".join(known) or described[:80]
