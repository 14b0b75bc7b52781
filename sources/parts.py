"""Cells that hold several things: statements, people, former addresses, records of origin."""

import json
import re
from typing import Any

from clinics.domain.facts import Evidence, expires
from clinics.domain.npi import npi_problem
from clinics.domain.states import STATES
from clinics.enums import PractitionerRole
from sources.cells import DATE, FLAG, Codec, choice, day, text
from sources.exceptions import BadCell
from sources.listing import Values

BAR = " | "
_STATEMENT = re.compile(
    r"(?P<answer>yes|no) (?P<evidence>source|stated|document|register) (?P<as_of>\S+)"
    r"(?: until (?P<until>\S+))?(?: ended (?P<ended>\S+))?(?: address (?P<address>matched|differs))?"
    r"(?: from (?P<source>[a-z0-9-]+))?(?: by (?P<npi>[0-9]{10}))?(?: \((?P<detail>.*)\))?"
)
_HELP = "write each answer as: yes stated 2026-09-02, or no document 2026-08-19 until 2028-07-31"
_DETAIL = text(120)


def _statement(fact: str, cell: str) -> Values:
    found = _STATEMENT.fullmatch(cell)
    if not found:
        raise BadCell(f"is “{cell[:40]}”; {_HELP}")
    evidence = Evidence[found["evidence"].upper()]
    if (found["source"] is None) == (evidence is Evidence.SOURCE):
        raise BadCell("names a source where, and only where, the evidence is source: yes source 2023-12-31 from KEY")
    as_of = day(found["as_of"])
    if evidence is Evidence.DOCUMENT and not found["until"]:
        raise BadCell("names a document without its own last day: yes document 2026-08-19 until 2028-07-31")
    until = day(found["until"]) if found["until"] else expires(evidence, as_of)
    ended = day(found["ended"]) if found["ended"] else None
    if until < as_of or (ended and ended < as_of):
        raise BadCell(f"ends before {as_of}, when it began")
    return {
        "fact": fact, "answer": found["answer"] == "yes", "evidence": int(evidence), "as_of": as_of,
        "expires_on": until, "ended_on": ended, "source": found["source"] or "",
        "address_matched": {"matched": True, "differs": False}.get(found["address"] or ""),
        "npi": found["npi"] or "",
        "detail": _DETAIL.decode(_unescape(found["detail"] or "").strip()),
    }  # fmt: skip


def statements(fact: str, cell: str) -> list[Values]:
    return [_statement(fact, part.strip()) for part in cell.split("|") if part.strip()]


def statement_cell(said: list[Values]) -> str:
    return BAR.join(_said(values) for values in said)


def _said(values: Values) -> str:
    evidence = Evidence(values["evidence"])
    words = ["yes" if values["answer"] else "no", evidence.code, values["as_of"].isoformat()]
    if evidence is Evidence.DOCUMENT or values["expires_on"] != expires(evidence, values["as_of"]):
        words += ["until", values["expires_on"].isoformat()]
    if values["ended_on"]:
        words += ["ended", values["ended_on"].isoformat()]
    if values["address_matched"] is not None:
        words += ["address", "matched" if values["address_matched"] else "differs"]
    if values["source"]:
        words += ["from", values["source"]]
    if values["npi"]:
        words += ["by", values["npi"]]
    return " ".join(words) + (f" ({_escape(values['detail'])})" if values["detail"] else "")


def _escape(words: str) -> str:
    return words.replace("%", "%25").replace("|", "%7C")


def _unescape(words: str) -> str:
    return words.replace("%7C", "|").replace("%25", "%")


def _npi(cell: str) -> str:
    if problem := npi_problem(cell):
        raise BadCell(f"has an npi that is wrong. {problem}")
    return cell


_PERSON: dict[str, Codec] = {
    "name": text(120),
    "credentials": text(60),
    "role": choice(PractitionerRole.values),
    "npi": Codec(_npi, blank=""),
    "is_medical_director": FLAG,
    "board_certification": text(120),
    "looked_up_on": DATE,
    "register_says": text(120),
    "works_here_on": DATE,
    "as_of": DATE,
}


def people(cell: str) -> list[Values]:
    """A JSON list of objects: the one cell that holds free text by several names."""
    try:
        rows = json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise BadCell('is not a JSON list, such as [{"name": "Dana Reyes", "credentials": "MD"}]') from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadCell("is not a JSON list of objects")
    found = [_person(row) for row in rows]
    if sum(person["is_medical_director"] for person in found) > 1:
        raise BadCell("names two medical directors")
    numbers = [person["npi"] for person in found if person["npi"]]
    if len(set(numbers)) < len(numbers):
        raise BadCell("names one NPI twice")
    return found


def _person(row: dict[str, Any]) -> Values:
    if unknown := set(row) - set(_PERSON):
        raise BadCell(f"has “{min(unknown)[:40]}”; a person has {', '.join(_PERSON)}")
    if not all(isinstance(value, str) for value in row.values()):
        raise BadCell("has a value that is not text; write every value in quotes")
    values = {name: codec.decode(row.get(name, "").strip()) for name, codec in _PERSON.items()}
    if not values["name"]:
        raise BadCell("has a person without a name")
    if values["looked_up_on"] and not values["npi"]:
        raise BadCell("has a person looked up in the register without an npi")
    return values


def people_cell(found: list[Values]) -> str:
    rows = [{name: cell for name, codec in _PERSON.items() if (cell := codec.encode(person[name]))} for person in found]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


PERSON_FIELDS = tuple(_PERSON)


def _addresses(cell: str) -> frozenset[tuple[str, str, str]]:
    found = set()
    for part in filter(None, (p.strip() for p in cell.split("|"))):
        match = re.fullmatch(r"([a-z]{2})/([a-z0-9-]{1,90})/([a-z0-9-]{1,90})", part)
        if not match or match[1].upper() not in STATES:
            raise BadCell(f"is “{part[:40]}”; write former addresses as tx/austin/old-name")
        found.add((match[1].upper(), match[2], match[3]))
    return frozenset(found)


ADDRESSES = Codec(
    _addresses,
    lambda value: BAR.join(f"{state.lower()}/{city}/{slug}" for state, city, slug in sorted(value)),
    blank=frozenset(),
)


def _records(cell: str) -> frozenset[tuple[str, str, str]]:
    found = set()
    for part in filter(None, (p.strip() for p in cell.split("|"))):
        match = re.fullmatch(r"([a-z0-9-]{1,40}) ([\w/.-]{1,200}) in ([a-z0-9-]{1,60})", part)
        if not match:
            raise BadCell(f"is “{part[:40]}”; write the origin as SERIES KEY in EDITION")
        found.add((match[1], match[2], match[3]))
    if len({record[:2] for record in found}) < len(found):
        raise BadCell("names one facility twice")
    return frozenset(found)


_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def _merged(cell: str) -> frozenset[tuple[str, str, str]]:
    parts = [part.strip() for part in cell.split("|") if part.strip()]
    keys = {("", part, "") for part in parts if _KEY.fullmatch(part)}
    return frozenset(keys) | _records(BAR.join(part for part in parts if not _KEY.fullmatch(part)))


def _merged_cell(value: frozenset[tuple[str, str, str]]) -> str:
    keys = [key for series, key, _ in sorted(value) if not series]
    return BAR.join(filter(None, [*keys, RECORDS.encode(frozenset(part for part in value if part[0]))]))


RECORDS = Codec(
    _records, lambda value: BAR.join(f"{series} {key} in {edition}" for series, key, edition in sorted(value)),
    blank=frozenset(),
)  # fmt: skip
MERGED = Codec(_merged, _merged_cell, blank=frozenset())
"""What a file may call a listing that was merged into this one: ("", key, "") or a record of origin."""
