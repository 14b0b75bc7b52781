"""The middle of a list of prices, and the half of them that stands around it. Whole US dollars."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

AT_LEAST = 3
"""Fewer prices say more about the clinics that gave them than about what a session costs."""


@dataclass(frozen=True, slots=True)
class Quartiles:
    """A quarter of the prices is not above `lower`, half not above `median`, three quarters not above `upper`."""

    lower: int
    median: int
    upper: int


def quartiles(prices: Sequence[float]) -> Quartiles | None:
    """None under three prices.

    Between two prices the line is straight and both ends of the list count as reached: the method that
    spreadsheets call QUARTILE.INC, and Python "inclusive".
    """
    if len(prices) < AT_LEAST:
        return None
    lower, median, upper = quantiles(prices, n=4, method="inclusive")
    return Quartiles(whole(lower), whole(median), whole(upper))


def whole(amount: float) -> int:
    """Whole dollars; half a dollar goes up."""
    return math.floor(amount + 0.5)


def middle(low: int, high: int) -> float:
    """One price for a clinic that states a lowest and a highest; may end in half a dollar."""
    return (low + high) / 2
