"""What many reviews come to: how they are spread, and what they average to. Plain numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

RATINGS = {"care": "Care", "safety": "Safety", "honesty": "Honesty about price"}
"""The three that a writer gives, 1 to 5 each, in the order in which they are asked and shown."""
MOST = 5


class Alike(NamedTuple):
    """So many reviews of one method that gave the same."""

    method: str
    care: int
    safety: int
    honesty: int
    number: int


@dataclass(slots=True)
class Spread:
    """spread: rating → stars → how many gave them; every rating has all five, 0 among them."""

    count: int = 0
    spread: dict[str, dict[int, int]] = field(
        default_factory=lambda: {name: dict.fromkeys(range(MOST, 0, -1), 0) for name in RATINGS}
    )

    def add(self, one: Alike) -> None:
        self.count += one.number
        for name in RATINGS:
            self.spread[name][getattr(one, name)] += one.number

    def average(self, name: str) -> Decimal:
        """Of one rating. Only where there is a review."""
        return mean(self._sum(name), self.count)

    @property
    def overall(self) -> Decimal:
        """Of all three ratings together, as `actions.ratings` keeps it on the clinic."""
        return mean(sum(self._sum(name) for name in RATINGS), self.count * len(RATINGS))

    def _sum(self, name: str) -> int:
        return sum(stars * count for stars, count in self.spread[name].items())


def spread_of(rows: Iterable[Alike]) -> Spread:
    found = Spread()
    for row in rows:
        found.add(row)
    return found


def by_method(rows: Iterable[Alike]) -> Mapping[str, Spread]:
    """The most reviewed method first."""
    found: dict[str, Spread] = {}
    for row in rows:
        found.setdefault(row.method, Spread()).add(row)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].count, pair[0])))


def mean(total: int, count: int) -> Decimal:
    """To one decimal, halves up."""
    return (Decimal(total) / count).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
