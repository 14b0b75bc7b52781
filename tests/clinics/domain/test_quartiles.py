"""The middle of a list of prices, and the scale it is drawn on."""

import random
from fractions import Fraction

import pytest

from clinics.domain.quartiles import Quartiles, middle, quartiles, whole
from clinics.domain.scale import ticks
from tests.clinics.costs.independent import quarter, rounded


@pytest.mark.parametrize(
    ("prices", "found"),
    [
        ([300, 100, 200], (150, 200, 250)),
        ([100, 100, 100], (100, 100, 100)),
        ([1, 2, 3, 4], (2, 3, 3)),  # 1.75, 2.5, 3.25
        ([10, 20, 30, 40, 50], (20, 30, 40)),
        ([400.5, 400.5, 401.5], (401, 401, 401)),
    ],
)
def test_quartiles(prices, found):
    assert quartiles(prices) == Quartiles(*found)


@pytest.mark.parametrize("prices", [[], [400], [400, 500]])
def test_there_are_none_under_three(prices):
    assert quartiles(prices) is None


def test_half_a_dollar_goes_up():
    assert [whole(amount) for amount in (449.49, 449.5, 450, 450.5, 451.5)] == [449, 450, 450, 451, 452]
    assert whole(middle(400, 501)) == 451


def test_they_are_those_worked_out_in_fractions():
    chance = random.Random(11)
    for _ in range(300):
        prices = [
            middle(low, low + chance.randrange(400))
            for low in chance.choices(range(1, 3000), k=chance.randrange(3, 60))
        ]
        found, exact = quartiles(prices), [rounded(quarter(sorted(map(Fraction, prices)), n)) for n in (1, 2, 3)]
        assert [found.lower, found.median, found.upper] == exact


@pytest.mark.parametrize(
    ("highest", "scale"),
    [
        (0, [0, 10]), (39, [0, 10, 20, 30, 40]), (41, [0, 20, 40, 60]), (798, [0, 200, 400, 600, 800]),
        (1001, [0, 500, 1000, 1500]), (2**31 - 1, [0, 1_000_000_000, 2_000_000_000, 3_000_000_000]),
    ],
)  # fmt: skip
def test_the_scale_is_round_and_holds_the_highest(highest, scale):
    assert ticks(highest) == scale
