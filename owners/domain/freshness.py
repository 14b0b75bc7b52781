"""How old a confirmation is, and what follows from it on a day. Plain dates: nothing here needs a clock to have run."""

import datetime as dt
from dataclasses import dataclass

from clinics.domain.clock import FRESH_DAYS, LAPSE_DAYS

SOON_DAYS = 75
"""From the clinic's own last confirmation to the first reminder."""
_STAGES = ((LAPSE_DAYS, "lapsed"), (FRESH_DAYS, "due"), (SOON_DAYS, "due_soon"))


@dataclass(frozen=True, slots=True)
class Freshness:
    confirmed_on: dt.date
    today: dt.date

    @property
    def days(self) -> int:
        return (self.today - self.confirmed_on).days

    @property
    def stage(self) -> str:
        """The last reminder that is due on this day, as its `ReminderKind`; "" where none is."""
        return next((name for days, name in _STAGES if self.days >= days), "")

    @property
    def ages_on(self) -> dt.date:
        """The first day on which the page says "Not confirmed since"."""
        return self.confirmed_on + dt.timedelta(days=FRESH_DAYS + 1)

    @property
    def leaves_on(self) -> dt.date:
        """The first day out of the default results."""
        return self.confirmed_on + dt.timedelta(days=LAPSE_DAYS)

    @property
    def sentence(self) -> str:
        """What follows for a listing that is open, as it is on this day."""
        since = f"“Not confirmed since {_day(self.confirmed_on)}”"
        if self.today >= self.leaves_on:
            return f"Its page says {since}. It is not in the ordinary results any more, and is found by name only."
        if self.today >= self.ages_on:
            return (
                f"Its page says {since}, and it stands lower in the results. "
                f"On {_day(self.leaves_on)} it leaves the ordinary results and is then found by name only."
            )
        return f"From {_day(self.ages_on)} on its page will say {since}, and it will stand lower in the results."


def _day(day: dt.date) -> str:
    """ "Sep 2, 2026"."""
    return f"{day:%b} {day.day}, {day.year}"
