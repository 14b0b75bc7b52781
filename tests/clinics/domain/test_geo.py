"""Distances on the earth."""

import math
import random

import pytest

from clinics.domain.geo import EARTH_RADIUS_MILES, chord2_of, chord_squared, latitude_span, miles, spoken_miles, vector


def haversine(a, b):
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(h))


def test_the_chord_gives_the_great_circle():
    chance = random.Random(3)
    for _ in range(200):
        a, b = ((chance.uniform(-80, 80), chance.uniform(-180, 180)) for _ in range(2))
        assert miles(chord_squared(vector(*a), vector(*b))) == pytest.approx(haversine(a, b), rel=1e-9)


def test_austin_to_dallas():
    assert round(miles(chord_squared(vector(30.2672, -97.7431), vector(32.7767, -96.7970)))) == 182


@pytest.mark.parametrize("distance", [0.1, 5, 100, 3000])
def test_chord2_of_is_the_inverse(distance):
    assert miles(chord2_of(distance)) == pytest.approx(distance)


def test_opposite_points_do_not_break_the_sum():
    assert miles(chord_squared(vector(0, 0), vector(0, 180))) == pytest.approx(math.pi * EARTH_RADIUS_MILES)


def test_the_span_of_latitudes_holds_every_point_within_the_distance():
    low, high = latitude_span(30, 25)
    assert miles(chord_squared(vector(30, -97), vector(low, -97))) >= 25
    assert (low < 30 < high, high - 30) == (True, pytest.approx(30 - low))


@pytest.mark.parametrize(
    ("distance", "words"),
    [(0, "under 0.1 miles"), (3.24, "3.2 miles"), (9.94, "9.9 miles"), (9.96, "10 miles"), (12.4, "12 miles")],
)
def test_one_decimal_below_ten(distance, words):
    assert spoken_miles(distance) == words
