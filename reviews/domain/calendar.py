"""The days of a review: when it may be of, when it appears, when it is forgotten. Plain dates."""

import datetime as dt

from clinics.domain.clock import months_after

MONTHS_BACK = 24
"""An experience may lie so far back."""
MONTHS_SHOWN = 24
"""From its publication on."""
MONTHS_BETWEEN = 12
"""One review of a clinic by one person."""
DAYS_TO_ANSWER = 90
"""After a refusal; what was refused is kept so long and no longer."""
BATCH_WEEKDAY = 0
"""Monday."""


def appears_on(decided: dt.date) -> dt.date:
    """The Monday after the decision: what appears together names nobody by its day."""
    return decided + dt.timedelta(days=(BATCH_WEEKDAY - decided.weekday() - 1) % 7 + 1)


def forgotten_on(published: dt.date) -> dt.date:
    """The first day on which it is not shown any more."""
    return months_after(published, MONTHS_SHOWN)


def answer_until(decided: dt.date) -> dt.date:
    """The last day on which the writer may answer a refusal."""
    return decided + dt.timedelta(days=DAYS_TO_ANSWER)


def needless_on(confirmed: dt.date) -> dt.date:
    """The first day on which nobody needs to know any more that somebody reviewed a clinic."""
    return months_after(confirmed, MONTHS_BETWEEN) + dt.timedelta(days=1)


def earliest_month(today: dt.date) -> dt.date:
    """The first day of the earliest month that an experience may be of."""
    return months_after(today.replace(day=1), -MONTHS_BACK)


def quarter(month: dt.date) -> str:
    """ "Summer"-free and rough enough to name nobody: "Jul-Sep 2026"."""
    first = (month.month - 1) // 3 * 3
    names = ("Jan-Mar", "Apr-Jun", "Jul-Sep", "Oct-Dec")
    return f"{names[first // 3]} {month.year}"
