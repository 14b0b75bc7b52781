"""A scale of dollars from 0, for a plot."""

from itertools import count

GAPS = 4
"""At most so many: five labels of dollars stand side by side on a phone."""


def ticks(highest: int) -> list[int]:
    """Round amounts at even steps from 0, the last not below `highest` and never 0."""
    steps = (base * 10**power for power in count(1) for base in (1, 2, 2.5, 5))
    step = next(int(step) for step in steps if highest <= step * GAPS)
    top = -(-max(highest, 1) // step) * step
    return list(range(0, top + 1, step))
