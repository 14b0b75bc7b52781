"""The engine against the brute force, on drawn clinics, questions and days."""

import random
from dataclasses import replace

import pytest

from clinics.search.engine import find
from tests.clinics.search.brute import Brute
from tests.clinics.search.drawn import draw, fill

pytestmark = pytest.mark.django_db


def differences(count, queries, seed):
    fill(count)
    brute = Brute()
    chance = random.Random(seed)
    wrong = []
    for number in range(queries):
        query = draw(chance)
        found, wanted = replace(find(query), unknown={}), brute.find(query)
        if found != wanted:
            wrong.append((number, query, difference(found, wanted)))
    return wrong


def difference(found, wanted):
    """Only what is not alike, for a message one can read."""
    told = {
        n: (getattr(found, n), getattr(wanted, n)) for n in found.__slots__ if getattr(found, n) != getattr(wanted, n)
    }
    if "facets" in told:
        told["facets"] = {
            (g, o): (found.facets[g][o], count)
            for g, options in wanted.facets.items()
            for o, count in options.items()
            if found.facets[g][o] != count
        }
    return told


@pytest.mark.no_cover  # the same lines a hundred times; others measure them
def test_engine_finds_what_plain_python_finds():
    assert differences(300, 100, seed=1) == []


@pytest.mark.deep
def test_engine_finds_what_plain_python_finds_among_many():
    assert differences(2000, 500, seed=2) == []
