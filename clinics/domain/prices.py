"""What a first course costs: one sum, shown with its parts. Whole US dollars."""

from dataclasses import dataclass

TYPICAL_SESSIONS = {"iv": 6, "esketamine": 8}
"""Sessions of a typical course where the clinic has not said: IV six in two to three weeks,
esketamine twice a week for four weeks. No other method has a figure to lean on."""


@dataclass(frozen=True, slots=True)
class Range:
    """A price from `low` to `high` dollars."""

    low: int
    high: int

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def times(self, count: int) -> "Range":
        return Range(self.low * count, self.high * count)


@dataclass(frozen=True, slots=True)
class Course:
    """A first course as a sum.

    total: None where it cannot be known. sessions: None where nobody gave a number.
    typical: the number of sessions is ours, not the clinic's. package: the clinic's own
    price for the whole course. intake: what is added for the first visit; None where it
    is included, or not known (then `intake_unknown`).
    """

    total: Range | None
    session: Range | None
    sessions: int | None
    typical: bool
    package: int | None
    intake: int | None
    intake_unknown: bool


def first_course(
    *,
    method: str,
    session: Range | None,
    course_sessions: int | None,
    package_price: int | None,
    intake_fee: int | None,
    consult_included: bool | None,
) -> Course:
    """The package where one is stated, else sessions x price; plus the intake fee.

    The intake fee is left out where the consult is included, and named as unknown where
    neither is stated: a missing fee is not a fee of nothing.
    """
    sessions = course_sessions or TYPICAL_SESSIONS.get(method)
    base = None
    if package_price is not None:
        base = Range(package_price, package_price)
    elif session and sessions:
        base = session.times(sessions)
    intake = None if consult_included else intake_fee
    extra = Range(intake, intake) if intake is not None else Range(0, 0)
    return Course(
        total=base + extra if base else None,
        session=session,
        sessions=sessions,
        typical=course_sessions is None and sessions is not None,
        package=package_price,
        intake=intake,
        intake_unknown=consult_included is not True and intake_fee is None,
    )


def dollars(amount: Range | int) -> str:
    """ "$450", "$450 to $550", "$2,850"."""
    if isinstance(amount, int):
        return f"${amount:,}"
    if amount.low == amount.high:
        return f"${amount.low:,}"
    return f"${amount.low:,} to ${amount.high:,}"
