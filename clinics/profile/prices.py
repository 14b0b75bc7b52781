"""What a clinic charges, method by method, as receipts that can be added up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clinics.costs import Spread
from clinics.domain.prices import Course, Range, dollars
from clinics.domain.quartiles import middle, whole
from clinics.enums import Evidence, Method, Unit
from clinics.models import Clinic, Offering
from clinics.profile.words import listed
from clinics.search.cards import day, in_order

UNKNOWN = "Not known yet"
TYPICAL = "typical course"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a receipt. blank: nobody has said. dotted: said by us, not by the clinic."""

    label: str
    value: str
    note: str = ""
    blank: bool = False
    total: bool = False
    dotted: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One method. session and course: the two figures that comparisons show, "" where not stated.

    compared: its price of a session beside those of its state, "" where there is nothing to compare.
    """

    method: str
    label: str
    note: str
    entries: list[Entry]
    under: list[str]
    session: str
    course: str
    sum: str
    typical: bool
    dated: str
    compared: str


def receipts(
    clinic: Clinic, offerings: Iterable[Offering], source: str, spreads: Mapping[str, Spread]
) -> list[Receipt]:
    """spreads: prices in the clinic's state by method, where the page shows them."""
    return [receipt(clinic, row, source, spreads.get(row.method)) for row in in_order(offerings)]


def receipt(clinic: Clinic, row: Offering, source: str, spread: Spread | None) -> Receipt:
    """Ketamine-assisted psychotherapy is given beside another method, so it has no sum of its own."""
    method, course = Method(row.method), row.course(clinic.intake_fee)
    beside = method is Method.KAP
    total = course.total if course.total and not beside else None
    entries = [*([] if beside else [_intake(row, clinic.intake_fee)]), _price(row)]
    entries += [] if beside and not row.course_sessions else _sessions(row, course)
    entries += [*_package(row, course), *([] if beside else [_total(row, course)]), *_maintenance(row)]
    return Receipt(
        method=method.value,
        label=method.label,
        note=" · ".join(part for part in (method.note, row.get_oral_place_display() if row.oral_place else "") if part),
        entries=entries,
        under=[text for text in (_beside(method), *_included(row), _insurance(row)) if text],
        session=f"{dollars(row.price)} {row.get_unit_display()}" if row.price else "",
        course=dollars(total) if total else "",
        sum=_total(row, course).note if total else "",
        typical=course.typical and course.package is None,
        dated=_dated(row, source),
        compared=_compared(row.session_price, spread, clinic.state_name),
    )


def _intake(row: Offering, fee: int | None) -> Entry:
    if row.includes_consult:
        return Entry("Intake visit", "Included")
    if fee is None:
        return Entry("Intake visit", "Not stated", blank=True)
    return Entry("Intake visit", dollars(fee) if fee else "No fee")


_ONE = {"month": "One month", "package": "One package"}


def _price(row: Offering) -> Entry:
    minutes = f"{row.minutes} minutes" if row.minutes else ""
    if row.price is None:
        return Entry("One session", "No price stated", note=minutes, blank=True)
    return Entry(_ONE.get(row.unit, "One session"), dollars(row.price), note=minutes)


def _sessions(row: Offering, course: Course) -> list[Entry]:
    """A typical number stands beside a price of one session; a package has its own, which nobody has said."""
    package = row.unit == Unit.PACKAGE or course.package is not None
    if course.sessions is None or (course.typical and package):
        return [Entry("Sessions in a first course", "Not stated", blank=True)]
    if not course.typical:
        return [Entry("Sessions in a first course", str(course.sessions), note="the clinic’s own figure")]
    note = "not the clinic’s own figure"
    return [Entry("Sessions in a first course", str(course.sessions), note=note, blank=True, dotted=f"a {TYPICAL}")]


def _package(row: Offering, course: Course) -> list[Entry]:
    if row.package_price is None or course.package is None:
        return []
    return [Entry("The whole first course as a package", dollars(course.package))]


def _total(row: Offering, course: Course) -> Entry:
    """The sum, or why there is none."""
    if course.total is None:
        return Entry("First course", UNKNOWN, note=_why_not(row, course), total=True, blank=True)
    note = _sum(course)
    if course.intake_unknown:
        note += ". Intake fee not stated, so not in this sum"
    return Entry("First course", dollars(course.total), note=note, total=True)


def _why_not(row: Offering, course: Course) -> str:
    if row.unit == Unit.MONTH:
        return "priced by the month, so it cannot be summed"
    if row.unit == Unit.PACKAGE:
        return "what a package holds differs, so it cannot be summed"
    if course.session is None:
        return "there is no price to sum"
    return "the number of sessions is not stated"


def _sum(course: Course) -> str:
    """ "150 + 6 × 450 to 550": the sum in words, so that anyone can check it."""
    parts = [f"{course.intake:,}"] if course.intake else []
    if course.package is not None:
        parts.append(f"{course.package:,} for the package")
    elif course.session and course.sessions:
        parts.append(f"{course.sessions} × {_bare(course.session)}")
    return " + ".join(parts)


def _bare(price: Range) -> str:
    return dollars(price).replace("$", "")


def _maintenance(row: Offering) -> list[Entry]:
    if row.maintenance_weeks is None and row.maintenance_price is None:
        return []
    weeks = row.maintenance_weeks
    note = f"one session every {f'{weeks} weeks' if weeks != 1 else 'week'}" if weeks else "how often is not stated"
    price = row.maintenance_price
    return [Entry("After that", dollars(price) if price else "No price stated", note=note, blank=price is None)]


def _included(row: Offering) -> list[str]:
    parts = {
        "the consult": row.includes_consult, "monitoring": row.includes_monitoring, "therapy": row.includes_therapy,
        "anti-nausea medicine": row.includes_antinausea, "follow-up": row.includes_follow_up,
    }  # fmt: skip
    heads = {True: "Includes {}.", False: "Does not include {}.", None: "Not stated whether it includes {}."}
    if all(value is None for value in parts.values()):
        return ["Not stated what is included."]
    found = []
    for answer, head in heads.items():
        words = [word for word, value in parts.items() if value is answer]
        if words:
            found.append(head.format(listed(words, "and" if answer else "or")))
    return found


def _insurance(row: Offering) -> str:
    named = f": {row.insurers.rstrip('.')}" if row.insurers else ""
    if row.takes_insurance is None:
        return f"Insurance named{named}." if named else "Insurance: not stated."
    return f"Insurance is billed{named}." if row.takes_insurance else "Insurance is not billed."


def _beside(method: Method) -> str:
    if method is not Method.KAP:
        return ""
    return "Given beside one of the other methods, so it has no sum of its own. Ask whether this price comes on top."


def _dated(row: Offering, source: str) -> str:
    """Who says so and since when: a public data set may name a method, never a price."""
    if row.evidence == Evidence.SOURCE:
        return (
            f"Public data says that this is offered ({source})." if source else "Public data says that this is offered."
        )
    if row.valid_from:
        return f"Stated by the clinic, valid from {day(row.valid_from)}."
    return f"Stated by the clinic, {day(row.as_of)}." if row.as_of else "Stated by the clinic; the date is not known."


def _compared(price: Range | None, spread: Spread | None, state: str) -> str:
    """Above, below or the same, and beside whom: a price tells nothing of how good a clinic is, so no more is said."""
    if price is None or spread is None or spread.quartiles is None:
        return ""
    own, median = whole(middle(price.low, price.high)), spread.quartiles.median
    here = "The price here" if price.low == price.high else f"The middle of the range here, {dollars(own)},"
    place = "is the same" if own == median else f"is {'above' if own > median else 'below'} it"
    return (
        f"{spread.stated:,} clinics in {state}, this one among them, give a price for a session of this kind. "
        f"The middle price is {dollars(median)}. {here} {place}."
    )


@dataclass(frozen=True, slots=True)
class Fee:
    label: str
    value: str
    blank: bool


def fees(clinic: Clinic) -> list[Fee]:
    """A fee of 0 is stated to be none; null is not stated."""
    rows = (("Deposit", clinic.deposit), ("Late cancellation fee", clinic.cancellation_fee))
    return [Fee(label, _fee(amount), amount is None) for label, amount in rows]


def _fee(amount: int | None) -> str:
    if amount is None:
        return "Not stated"
    return dollars(amount) if amount else "None"
