"""How one cell is read and written. Blank is always "nobody has said"; reading raises BadCell with a sentence."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError

from clinics.domain.evidence import holds_dea_number
from clinics.domain.text import HIDDEN
from clinics.validators import canonical_phone, hours_problem, validate_web
from sources.exceptions import BadCell

_PLAIN_PHONE = re.compile(r"(?:\+?1[ .-]?)?\(?([0-9]{3})\)?[ .-]?([0-9]{3})[ .-]?([0-9]{4})")
_NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,20})?(e-[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_KEY = re.compile(r"^[a-z0-9][a-z0-9-]{0,59}$")


@dataclass(frozen=True, slots=True)
class Codec:
    """read: cell → stored value. write: stored value → cell. blank: what an empty cell means."""

    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    blank: Any = None

    def decode(self, cell: str) -> Any:
        return self.read(cell) if cell else self.blank

    def encode(self, value: Any) -> str:
        return "" if value == self.blank or value is None else self.write(value)


def text(limit: int, *, lines: bool = False) -> Codec:
    def read(cell: str) -> str:
        cell = cell.replace("\r\n", "\n")
        if holds_dea_number(cell):
            raise BadCell("holds a DEA number, which is never kept")
        if HIDDEN.search(cell) or _SURROGATE.search(cell):
            raise BadCell("holds invisible characters; type it again")
        if not lines and ("\n" in cell or "\r" in cell or "\t" in cell):
            raise BadCell("is more than one line")
        if len(cell) > limit:
            raise BadCell(f"is longer than {limit} characters")
        return cell

    return Codec(read, blank="")


def choice(values: Iterable[str], *, blank: str | None = "") -> Codec:
    known = set(values)

    def read(cell: str) -> str:
        if cell not in known:
            raise BadCell(f"is “{_short(cell)}”; it may be {', '.join(sorted(known))}")
        return cell

    return Codec(read, blank=blank)


def _yes_no(cell: str) -> bool:
    if cell not in {"yes", "no"}:
        raise BadCell(f"is “{_short(cell)}”; write yes, no, or leave it blank for not stated")
    return cell == "yes"


YES_NO = Codec(_yes_no, lambda value: "yes" if value else "no")
FLAG = Codec(_yes_no, lambda value: "yes" if value else "", blank=False)


def whole(low: int, high: int = 1_000_000, *, blank: int | None = None) -> Codec:
    def read(cell: str) -> int:
        if not (cell.isascii() and cell.isdigit() and len(cell) <= 9 and low <= int(cell) <= high):
            raise BadCell(f"is “{_short(cell)}”; write a whole number from {low} to {high:,}, without signs")
        return int(cell)

    return Codec(read, blank=blank)


@lru_cache(maxsize=4096)
def day(cell: str) -> dt.date:
    """ "2026-09-02"; nothing else, since 9/2 is February for half the world."""
    try:
        found = dt.date.fromisoformat(cell) if _DAY.fullmatch(cell) else None
    except ValueError:
        found = None
    if found is None or not 1990 <= found.year <= 2200:
        raise BadCell(f"is “{_short(cell)}”; write the date as 2026-09-02")
    return found


DATE = Codec(day, dt.date.isoformat)


def degrees(limit: int) -> Codec:
    def read(cell: str) -> float:
        found = float(cell) if _NUMBER.fullmatch(cell) else 999.0
        if not -limit <= found <= limit:
            raise BadCell(f"is “{_short(cell)}”; write degrees from -{limit} to {limit}")
        return found

    return Codec(read, repr)


def _rating(cell: str) -> Decimal:
    found = Decimal(cell) if _NUMBER.fullmatch(cell) else Decimal(0)
    if not (Decimal(1) <= found <= Decimal(5) and found == found.quantize(Decimal("0.1"))):
        raise BadCell(f"is “{_short(cell)}”; write a number from 1.0 to 5.0")
    return found.quantize(Decimal("0.1"))


RATING = Codec(_rating)


@lru_cache(maxsize=8192)
def phone(cell: str) -> str:
    if plain := _PLAIN_PHONE.fullmatch(cell):
        return "+1" + "".join(plain.groups())
    try:
        return canonical_phone(cell)
    except ValueError as error:
        raise BadCell(f": {error}") from error


def _phone_out(value: str) -> str:
    number, _, extension = value.partition(";ext=")
    plain = f"{number[2:5]}-{number[5:8]}-{number[8:]}"
    return f"{plain} x{extension}" if extension else plain


PHONE = Codec(phone, _phone_out, blank="")


@lru_cache(maxsize=4096)
def _hours(cell: str) -> str:
    if len(cell) > 500 or hours_problem(cell):
        raise BadCell(f"is “{_short(cell)}”; write OpenStreetMap hours such as Mo-Fr 08:00-17:00")
    return cell


HOURS = Codec(_hours, blank="")


def _web(cell: str) -> str:
    try:
        validate_web(cell)
    except ValidationError as error:
        raise BadCell(f"is “{_short(cell)}”; write the whole address, such as https://example.com/") from error
    return str(text(300).read(cell))


WEB = Codec(_web, blank="")


def _zip(cell: str) -> str:
    found = cell[:5] if re.fullmatch(r"[0-9]{5}(-[0-9]{4})?", cell) else ""
    if not found:
        raise BadCell(f"is “{_short(cell)}”; write five digits, keeping a leading 0")
    return found


ZIP = Codec(_zip, blank="")


def _key(cell: str) -> str:
    if not _KEY.match(cell):
        raise BadCell(f"is “{_short(cell)}”; write small letters, digits and hyphens, 60 at most")
    return cell


KEY = Codec(_key, blank="")


def _slug(cell: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,89}", cell):
        raise BadCell(f"is “{_short(cell)}”; write small letters, digits and hyphens, 90 at most")
    return cell


SLUG = Codec(_slug, blank="")


def many(codes: Iterable[str]) -> Codec:
    """ "medicare; private": a set of codes, written in the order of the list."""
    order = list(codes)
    one = choice(order)

    def read(cell: str) -> frozenset[str]:
        return frozenset(one.read(part.strip()) for part in cell.split(";") if part.strip())

    return Codec(read, lambda value: "; ".join(c for c in order if c in value), blank=frozenset())


def _ages(cell: str) -> frozenset[tuple[int, int]]:
    found = []
    for part in filter(None, (p.strip() for p in cell.split(";"))):
        ends = re.fullmatch(r"([0-9]{1,3})-([0-9]{1,3})", part)
        if not ends or not int(ends[1]) <= int(ends[2]) <= 120:
            raise BadCell(f"is “{_short(part)}”; write ages as 18-120, the younger first, 120 for no upper end")
        found.append((int(ends[1]), int(ends[2])))
    if len({young for young, _ in found}) < len(found):
        raise BadCell("names two ranges that begin at one age")
    return frozenset(found)


AGES = Codec(_ages, lambda value: "; ".join(f"{a}-{b}" for a, b in sorted(value)), blank=frozenset())


def _short(cell: str) -> str:
    return HIDDEN.sub("", cell)[:40]
