"""The one table of columns of our own CSV: their names, order, codecs, and who may set them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from clinics.domain.catalog import FACTS
from clinics.domain.languages import LANGUAGES
from clinics.domain.limits import AT_MOST
from clinics.domain.states import STATES
from clinics.enums import Evidence, Method, OralPlace, Payment, PointPrecision, Setting, Status, Unit
from clinics.models import Condition
from sources.cells import (
    AGES,
    DATE,
    FLAG,
    HOURS,
    KEY,
    PHONE,
    RATING,
    SLUG,
    WEB,
    YES_NO,
    ZIP,
    Codec,
    choice,
    degrees,
    many,
    text,
    whole,
)  # fmt: skip
from sources.listing import Listing
from sources.parts import ADDRESSES, MERGED, RECORDS, people, people_cell, statement_cell


@dataclass(frozen=True, slots=True)
class Column:
    """name: the header. clinic: a clinic's own upload may set it. help: for docs/data.md."""

    name: str
    codec: Codec
    clinic: bool = False
    help: str = ""


_EVIDENCE = Codec(
    lambda cell: int(Evidence[choice([e.name.lower() for e in Evidence]).read(cell).upper()]),
    lambda value: Evidence(value).name.lower(),
)
_DOLLARS = whole(1, AT_MOST["price_min"])
_FEE = whole(0, AT_MOST["intake_fee"])
_IMPORTED_STATUS = [s.value for s in Status if s.value not in Status.hidden] + [Status.DRAFT.value]

CLINIC = (
    Column("name", text(160), True, "Name of the clinic. Needed."),
    Column("street", text(160), True, "Blank where withheld or not known."),
    Column("street2", text(100), True, "Suite or floor."),
    Column("city", text(80), True, "Needed."),
    Column("state", choice(STATES), True, "Two letters. Needed."),
    Column("zip", ZIP, True, "Five digits. Needed."),
    Column("latitude", degrees(90), False, "Degrees; blank: the point of the ZIP code."),
    Column("longitude", degrees(180), False, "Degrees, west is negative."),
    Column("point_precision", choice(PointPrecision.values), False, "exact, zip, withheld; blank: by the degrees."),
    Column("phone", PHONE, True, "512-555-0142, with x2 for an extension."),
    Column("intake_phone", PHONE, True, "A second number, for new patients."),
    Column("website", WEB, True, "https://…"),
    Column("hours", HOURS, True, "OpenStreetMap opening_hours."),
    Column("description", text(4000, lines=True), True, "In the clinic's own words."),
    Column("methods_complete", FLAG, True, "yes: the methods given are the clinic's whole list."),
    Column("telehealth", YES_NO, True, "Consults by video."),
    Column("new_patients", YES_NO, True, "Taking new patients."),
    Column("wait_days", whole(0, AT_MOST["wait_days"]), True, "Usual wait in days."),
    Column("availability_on", DATE, True, "The day that new_patients and wait_days speak of; needed with either."),
    Column("intake_fee", _FEE, True, "Dollars; 0 means that there is none."),
    Column("deposit", _FEE, True, "Dollars."),
    Column("cancellation_fee", _FEE, True, "Dollars."),
    Column("status", choice(_IMPORTED_STATUS), False, "Blank: listed. Also temporarily_closed, closed, moved, draft."),
    Column("status_on", DATE, False, "Since when; needed but for listed and draft."),
    Column("managed", FLAG, False, "yes: staff of the clinic keep it."),
    Column("confirmed_on", DATE, False, "When the clinic last said that all is correct."),
    Column("rating_average", RATING, False, "Written by an export, never read: it follows from the reviews."),
    Column("rating_count", whole(0, blank=0), False, "Number of published reviews; never read, either."),
    Column("listed_on", DATE, False, "First listed; blank: today."),
    Column("is_sample", FLAG, False, "yes: an invented clinic. All rows of a file, or none."),
    Column("slug", SLUG, False, "Last part of the page's address; blank: made from the name."),
)  # fmt: skip
"""Columns that are columns of Clinic too."""

OFFERING = (
    Column("unit", choice(Unit.values), True, "session, month or package; needed with a price."),
    Column("price_min", _DOLLARS, True, "Whole dollars, never 0."),
    Column("price_max", _DOLLARS, True, "Blank: the same as price_min."),
    Column("minutes", whole(1, AT_MOST["minutes"]), True, "Minutes a session."),
    Column("course_sessions", whole(1, AT_MOST["course_sessions"]), True, "Sessions in a first course."),
    Column("package_price", _DOLLARS, True, "Dollars for the whole first course."),
    Column("includes_consult", YES_NO, True, "The price includes the first visit."),
    Column("includes_monitoring", YES_NO, True, ""),
    Column("includes_therapy", YES_NO, True, ""),
    Column("includes_antinausea", YES_NO, True, ""),
    Column("includes_follow_up", YES_NO, True, ""),
    Column("takes_insurance", YES_NO, True, "Insurance is billed for this method."),
    Column("insurers", text(300), True, "Their names."),
    Column("maintenance_weeks", whole(1, AT_MOST["maintenance_weeks"]), True, "Weeks between maintenance sessions."),
    Column("maintenance_price", _DOLLARS, True, "Dollars a maintenance session."),
    Column("oral_place", choice(OralPlace.values), True, "clinic, home or both; for oral only."),
    Column("valid_from", DATE, True, "First day of these prices."),
    Column("evidence", _EVIDENCE, False, "source or stated; blank: stated."),
    Column("as_of", DATE, False, "When it was said."),
)

DERIVED = frozenset({"rating_average", "rating_count"})
"""An export writes them; no import sets them, since nothing may be shown that no review stands behind."""

PLAIN = {column.name: column for column in CLINIC}
MONEY = frozenset(column.name for column in (*CLINIC, *OFFERING) if column.codec in (_DOLLARS, _FEE))
"""Columns of whole dollars."""
METHOD_COLUMNS = {f"{method}.{column.name}": (method, column) for method in Method.values for column in OFFERING}
FACT_COLUMNS = {f"fact.{key}": key for key in FACTS}
_METHODS = many(Method.values)


@cache
def _special() -> dict[str, tuple[Codec, bool, str]]:
    """Columns that stand for other rows: codec, whether a clinic may set it, help."""
    return {
        "key": (KEY, False, "What the clinic is called in every export. Needed; never change it."),
        "organization": (text(160), True, "Owner of one clinic or more."),
        "moved_to": (KEY, False, "Key of the clinic that it moved to."),
        "payments": (many(Payment.values), True, "Codes parted by ;"),
        "languages": (many(LANGUAGES), True, "ISO 639 codes parted by ;"),
        "settings": (many(Setting.values), True, "Codes parted by ;"),
        "ages": (AGES, True, "18-120, or ranges parted by ;"),
        "people": (Codec(people, people_cell, blank=[]), True, "A JSON list."),
        "old_addresses": (ADDRESSES, False, "Former addresses of the page, parted by |"),
        "records": (RECORDS, False, "Where it came from: SERIES KEY in EDITION, parted by |"),
        "merged": (MERGED, False, "Keys and origins of listings that were merged into this one, parted by |"),
        "methods": (
            _METHODS,
            True,
            "Methods given, parted by ; a method with a filled column of its own may be left out here.",
        ),
    }


def condition_codec() -> Codec:
    """The vocabulary lives in the database, where moderators keep it."""
    return many(Condition.objects.values_list("key", flat=True))


def header() -> list[str]:
    names = ["key", "is_sample", "name", "organization"]
    names += [column.name for column in CLINIC if column.name not in {"name", "is_sample"}]
    names += ["moved_to", "conditions", "payments", "languages", "settings", "ages", "methods"]
    return [*names, *METHOD_COLUMNS, *FACT_COLUMNS, "people", "old_addresses", "records", "merged"]


def special(name: str) -> Codec:
    return _special()[name][0]


def clinic_may_set(name: str) -> bool:
    """Whether a clinic's own upload may fill this column."""
    if name in PLAIN:
        return PLAIN[name].clinic
    if name in METHOD_COLUMNS:
        return METHOD_COLUMNS[name][1].clinic
    return name in FACT_COLUMNS or name == "conditions" or (name in _special() and _special()[name][1])


def cells(listing: Listing, conditions: Codec) -> dict[str, str]:
    """A listing as the cells of its row, before the guard against spreadsheets."""
    traits = {
        kind: frozenset(code for k, code in listing.traits if k == kind) for kind in ("payment", "language", "setting")
    }
    parts: dict[str, Any] = {
        "key": listing.key, "organization": listing.organization, "moved_to": listing.moved_to,
        "payments": traits["payment"], "languages": traits["language"], "settings": traits["setting"],
        "ages": listing.ages, "people": listing.people, "old_addresses": listing.addresses,
        "records": listing.records, "merged": listing.merged, "methods": frozenset(listing.offerings),
    }  # fmt: skip
    row = {name: special(name).encode(value) for name, value in parts.items()}
    row["conditions"] = conditions.encode(listing.conditions)
    row |= {column.name: column.codec.encode(listing.fields[column.name]) for column in CLINIC}
    for name, (method, column) in METHOD_COLUMNS.items():
        row[name] = column.codec.encode(listing.offerings[method][column.name]) if method in listing.offerings else ""
    for name, key in FACT_COLUMNS.items():
        row[name] = statement_cell([s for s in listing.statements if s["fact"] == key])
    return row
