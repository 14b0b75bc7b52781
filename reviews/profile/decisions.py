"""How reviews were decided on, for the whole site: counted from the rows, by quarter."""

import datetime as dt
import statistics
from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone

from clinics.domain.clock import months_after
from reviews.domain.calendar import MONTHS_SHOWN, quarter
from reviews.enums import ReviewReason
from reviews.models import Review


@dataclass(slots=True)
class Quarter:
    """name: "Jul-Sep 2026". days: from confirmation to decision, one entry a review."""

    name: str
    reasons: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)

    @property
    def published(self) -> int:
        return self.reasons[ReviewReason.FITS]

    @property
    def refused(self) -> int:
        return self.reasons.total() - self.published

    @property
    def decided(self) -> int:
        return self.reasons.total()

    @property
    def why(self) -> list[tuple[str, int]]:
        """The reasons of refusals with their numbers, in the order of the list."""
        return [(ReviewReason(code).label, self.reasons[code]) for code in ReviewReason.refusing if self.reasons[code]]

    @property
    def median(self) -> str:
        """ "2 days", "2.5 days", "the same day"; "" where nothing was decided."""
        if not self.days:
            return ""
        median = statistics.median(self.days)
        return "the same day" if not median else f"{median:g} day{'' if median == 1 else 's'}"


def decisions(today: dt.date) -> list[Quarter]:
    """The quarters of the last two years since the first decision in them, newest first; one query.

    A review counts once, with its latest decision. Whatever became of it since (taken back by its writer, expired),
    its row keeps its days and its reason.
    """
    first = _first_day(months_after(_first_day(today), -MONTHS_SHOWN))
    found = {name: Quarter(name) for name in _names(first, today)}
    rows = Review.objects.filter(decided_at__date__gte=first).exclude(reason="").order_by()
    for confirmed, decided, reason in rows.values_list("confirmed_at", "decided_at", "reason"):
        name = quarter(timezone.localdate(decided))
        one = found.setdefault(name, Quarter(name))
        one.reasons[reason] += 1
        if (
            confirmed is not None and decided is not None and confirmed <= decided
        ):  # later: its writer's answer waits for another decision
            one.days.append((timezone.localdate(decided) - timezone.localdate(confirmed)).days)
    return _since_the_first(list(found.values()))[::-1]


def _since_the_first(quarters: list[Quarter]) -> list[Quarter]:
    begun = [number for number, one in enumerate(quarters) if one.decided]
    return quarters[begun[0] :] if begun else []


def _names(first: dt.date, today: dt.date) -> list[str]:
    months = range(0, (today.year - first.year) * 12 + today.month - first.month + 1, 3)
    return [quarter(months_after(first, n)) for n in months]


def _first_day(day: dt.date) -> dt.date:
    """Of its quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
