"""A patient's own sum: what a first course costs, what a plan pays of it, and a year after that. Whole US dollars.

What is not known stays out of every sum and is said to be unknown. It is never counted as nothing.
"""

from dataclasses import dataclass

from clinics.domain.prices import Range, first_course


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody wrote; None is not known. price, plan: of one session. later: sessions in a year after that."""

    sessions: int | None = None
    price: int | None = None
    intake: int | None = None
    plan: int | None = None
    later: int | None = None
    later_price: int | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """amount: None where not known. words: how it adds up, so that anybody can check it; or what is missing."""

    amount: int | None
    words: str


def course(given: Given) -> Sum:
    """Sessions x price, plus the fee for the first visit where it is known."""
    if missing := _missing(given.price, given.sessions):
        return Sum(None, missing)
    found = first_course(
        method="",  # no typical number of sessions: what was not written is not known
        session=_price(given.price),
        course_sessions=given.sessions,
        package_price=None,
        intake_fee=given.intake,
        consult_included=None,
    )
    fee = f"{given.intake:,} + " if given.intake else ""
    return Sum(found.total.low if found.total else None, f"{fee}{given.sessions} × {given.price:,}")


def plan_pays(given: Given) -> Sum:
    if given.plan is None:
        return Sum(None, "")
    if given.sessions is None:
        return Sum(None, "the number of sessions is not known")
    return Sum(given.sessions * given.plan, f"{given.sessions} × {given.plan:,}" if given.plan else "")


def you_pay(given: Given) -> Sum:
    """The course without what the plan pays."""
    whole, plan = course(given), plan_pays(given)
    if whole.amount is None or plan.amount is None:
        return Sum(None, "")
    return Sum(whole.amount - plan.amount, f"{whole.amount:,} − {plan.amount:,}")


def a_year_later(given: Given) -> Sum:
    """Before what a plan pays: whether it pays for these, too, nobody has said."""
    if given.later is None or given.later_price is None:
        return Sum(None, _missing(given.later_price, given.later))
    return Sum(given.later * given.later_price, f"{given.later} × {given.later_price:,}")


def _price(price: int | None) -> Range | None:
    return None if price is None else Range(price, price)


def _missing(price: int | None, sessions: int | None) -> str:
    """ "" where both are known."""
    if price is None and sessions is None:
        return "the price and the number of sessions are not known"
    if price is None:
        return "the price of one session is not known"
    return "" if sessions is not None else "the number of sessions is not known"
