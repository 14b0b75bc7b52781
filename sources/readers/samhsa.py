"""SAMHSA's national directory workbook, any year: facilities with ketamine infusion, and only what it says."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils import timezone

from clinics.domain.states import STATES
from clinics.domain.text import fold, slug, tidy
from clinics.enums import Evidence, Method, PointPrecision
from sources.catalog import SAMHSA, described, samhsa_edition
from sources.cells import phone
from sources.exceptions import BadCell, BadRow, Unreadable
from sources.listing import Listing, Values
from sources.readers.file import File
from sources.readers.workbook import Rows, opened, table

KETAMINE = "KIT"
NEEDED = ("name1", "street1", "city", "state", "zip", "phone", "service_code_info")
WELCOME = ("name2", "street2", "intake1", "intake2", "intake1a", "intake2a")
Zips = dict[str, tuple[float, float]]

PAYMENTS = {
    "SF": "self_pay",
    "MC": "medicare",
    "MD": "medicaid",
    "PI": "private",
    "MI": "military",
    "VAF": "military",
    "SS": "sliding",
}
SETTINGS = {
    "OP": "outpatient",
    "PHDT": "outpatient",
    "HI": "hospital",
    "RES": "residential",
    "VAMC": "va",
    "VAHC": "va",
}
AGES = {"CHLD": (0, 17), "YAD": (18, 25), "ADLT": (26, 64), "SNR": (65, 120)}
LANGUAGES = {
    "SP": "es", "AH": "ase", "F4": "ar", "F17": "zh", "F19": "ht", "F25": "fa", "F28": "fr", "F30": "de", "F31": "el",
    "F35": "he", "F36": "hi", "F37": "hmn", "F42": "it", "F43": "ja", "F47": "ko", "F66": "pl", "F67": "pt",
    "F70": "ru", "F81": "tl", "F92": "vi", "N24": "oj", "N40": "ypk",
}  # fmt: skip
"""Codes by the workbook's own reference sheet. What it calls "other languages" names none, and is left out."""

_ZIP = re.compile(r"([0-9]{3,5})(-[0-9]{4})?")
"""A number has lost its leading zeros; at most two, as in 00501."""
_WITHHELD = re.compile(r"^\s*[-\u2010-\u2015][-\u2010-\u2015\s]*$")


@dataclass(frozen=True)
class Edition:
    """A workbook opened: its year, and the rows with ketamine infusion, each with its line."""

    year: int
    rows: list[tuple[int, Listing | BadRow]]


def read(file: File, year: int | None, zips: Zips) -> Edition:
    """Raises Unreadable where the workbook as a whole is wrong."""
    year = _year_of(file.name) if year is None else year
    if not 2000 <= year <= timezone.localdate().year + 1:  # a year mistyped too high would shut out all that follow
        raise Unreadable(f"{year} is no year of an edition; give --edition such as 2024.")
    with closing(opened(file)) as book:
        columns, rows = table(book, file, NEEDED, WELCOME)
        found = []
        for row in _facilities(columns, rows, year, zips):
            found.append(row)
            file.check_rows(len(found))
        return Edition(year, found)


def _facilities(columns: dict[str, int], rows: Rows, year: int, zips: Zips) -> Iterator[tuple[int, Listing | BadRow]]:
    for line, cells in rows:
        codes = set(str(cells[columns["service_code_info"]] or "").replace("*", " ").split())
        if KETAMINE in codes:
            named = {name: _text(cells[place]) for name, place in columns.items()}
            yield line, _listing(named, codes, year, zips)


def _year_of(name: str) -> int:
    years = re.findall(r"(?<!\d)20\d\d(?!\d)", name)
    if len(set(years)) != 1:
        raise Unreadable(f"The name {name} does not tell the year of the edition; give --edition YEAR.")
    return int(years[0])


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else tidy(str(cell))


def _listing(cells: dict[str, str], codes: set[str], year: int, zips: Zips) -> Listing | BadRow:
    try:
        fields = _fields(cells, codes, zips)
    except BadCell as problem:
        return BadRow(f"{cells.get('name1', '')}: {problem}", may_be=_named(cells))
    key = _identity(cells, fields)
    return Listing(
        key=f"samhsa-{sha256(key.encode()).hexdigest()[:16]}",
        fields=fields,
        traits=frozenset(
            [("payment", PAYMENTS[code]) for code in codes & PAYMENTS.keys()]
            + [("setting", SETTINGS[code]) for code in codes & SETTINGS.keys()]
            + [("language", LANGUAGES[code]) for code in codes & LANGUAGES.keys()]
        ),
        ages=_ages(codes),
        offerings={Method.IV.value: {"evidence": Evidence.SOURCE.value, "as_of": _survey_end(year)}},
        records=frozenset({(SAMHSA, key, samhsa_edition(year))}),
    )


def _survey_end(year: int) -> Any:
    return described(samhsa_edition(year)).as_of


def _fields(cells: dict[str, str], codes: set[str], zips: Zips) -> Values:
    found = _ZIP.fullmatch(cells["zip"])
    if not found:
        raise BadCell(f"the ZIP code “{cells['zip'][:20]}” has not five digits")
    code = found[1].zfill(5)
    withheld = bool(_WITHHELD.match(cells["street1"]))
    latitude, longitude = zips.get(code, (None, None))
    first, second = _phones(cells)
    return {
        "name": ", ".join(filter(None, (cells["name1"], cells.get("name2", ""))))[:160],
        "street": "" if withheld else cells["street1"][:160],
        "street2": "" if withheld else cells.get("street2", "")[:100],
        "city": cells["city"][:80],
        "state": _state(cells["state"]),
        "zip": code,
        "latitude": latitude,
        "longitude": longitude,
        "point_precision": (PointPrecision.WITHHELD if withheld else PointPrecision.ZIP).value,
        "phone": first,
        "intake_phone": second,
        "telehealth": True if "TELE" in codes else None,
    }


def _state(cell: str) -> str:
    if cell.upper() not in STATES:
        raise BadCell(f"“{cell[:20]}” is no state")
    return cell.upper()


def _phones(cells: dict[str, str]) -> tuple[str, str]:
    """The facility's number, and the first intake number that is another one."""
    found: list[str] = []
    for name in ("phone", "intake1", "intake2", "intake1a", "intake2a"):
        if cell := cells.get(name, ""):
            try:
                number = phone(cell)
            except BadCell as problem:
                if name == "phone":
                    raise BadCell(f"phone{problem}") from problem
                continue
            if number not in found:
                found.append(number)
    return (*found, "", "")[0], (*found, "", "")[1]


def _ages(codes: set[str]) -> frozenset[tuple[int, int]]:
    """Age groups that touch become one range."""
    merged: list[tuple[int, int]] = []
    for code, (youngest, oldest) in AGES.items():
        if code not in codes:
            continue
        if merged and merged[-1][1] + 1 == youngest:
            merged[-1] = (merged[-1][0], oldest)
        else:
            merged.append((youngest, oldest))
    return frozenset(merged)


def _identity(cells: dict[str, str], fields: Values) -> str:
    """One facility: the same name, street and ZIP code; a suite may differ, a withheld street counts as none."""
    return f"{_named(cells)}{_key_part(fields['street'])}/{fields['zip']}"


def _named(cells: dict[str, str]) -> str:
    """What the identity of a facility begins with."""
    return "".join(f"{_key_part(name)}/" for name in (cells.get("name1", ""), cells.get("name2", "")))


def _key_part(text: str) -> str:
    return slug(text, 60) if fold(text) else "-"
