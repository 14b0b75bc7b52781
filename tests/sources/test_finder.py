"""Which listings are taken for one clinic, and how much work that is."""

import time

import pytest

from clinics.actions.listing import mark_moved, withdraw
from clinics.models import Clinic
from sources.actions.pairs import find_pairs
from sources.domain.names import alike, telling, triples
from sources.finder import find
from sources.models import DuplicatePair
from tests.factories import ClinicFactory

pytestmark = pytest.mark.django_db


def clinic(name, **fields):
    """Nothing of it is like another one but what a test says."""
    number = Clinic.objects.count()
    here = {"phone": f"+1512555{1000 + number}", "street": f"{number} Oak Road", "zip": f"{70000 + number}",
            "latitude": 30.0 + number / 10, "longitude": -97.0}  # fmt: skip
    return ClinicFactory(name=name, **here | fields)


def likeness():
    return {pair: sorted(why) for pair, why in find().items()}


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ({"name": "Harbor", "zip": "78701"}, ["name_zip"]),
        ({"name": "HARBOR!", "phone": "+15125550101"}, ["name_phone"]),
        ({"name": "Lone Star", "phone": "+15125550101", "street": "1 main street"}, ["phone_street"]),
        ({"name": "Harbour", "zip": "78701"}, []),
        ({"name": "Harbor Ketamine Clinic LLC", "zip": "78701"}, ["near_names"]),
        ({"name": "Harbor Ketamine Clinic LLC", "latitude": 30.273, "longitude": -97.744}, ["near_names"]),
        ({"name": "Harbor Ketamine Clinic LLC", "latitude": 30.29, "longitude": -97.744}, []),
        ({"name": "Harbor", "latitude": 30.273, "longitude": -97.744}, ["near_names"]),
        ({"name": "Lakeside", "zip": "78701"}, []),
        ({"name": "Lone Star", "phone": "+15125550101"}, []),
        ({"name": "Lone Star", "street": "1 Main Street"}, []),
    ],
)
def test_what_makes_a_pair(second, why):
    one = clinic(
        "Harbor", zip="78701", phone="+15125550101", street="1 Main Street", latitude=30.271, longitude=-97.744
    )
    other = clinic(
        **{"latitude": 31.0, **second}
        if second.get("phone") is None
        else {"latitude": 30.4, "longitude": -97.744, **second}
    )
    assert likeness() == ({(one.pk, other.pk): why} if why else {})


def test_half_a_mile_is_found_across_the_lines_of_the_map():
    """Wherever the squares end."""
    for number in range(40):
        at = {"latitude": 40 + number / 3 + number * 0.00137, "longitude": -80 - number * 0.00411}
        clinic(f"Harbor {number}x", **at)
        clinic(
            f"Harbor {number}x Clinic",
            **at | {"latitude": at["latitude"] + 0.005, "longitude": at["longitude"] + 0.004},
        )
    assert len(find()) == 40


def test_one_number_for_many_branches_is_a_chain():
    """Far from each other they are two; more than twenty with one number are not compared by it."""
    clinic("Chain", phone="+15125550101", latitude=30.0), clinic("Chain", phone="+15125550101", latitude=31.0)
    assert find() == {}
    for number in range(25):
        clinic("Metro", phone="+15125550102", latitude=35 + number / 50)
    assert find() == {}


def test_of_two_that_moved_the_listing_itself_says_that_they_are_two():
    one, other = clinic("Harbor", zip="78701"), clinic("Harbor", zip="78701")
    mark_moved(one, to=other, by="operator")
    assert find() == {}


def test_a_listing_without_a_point_phone_or_street():
    blank = {"latitude": None, "longitude": None, "phone": "", "street": "", "point_precision": "zip"}
    one, other = clinic("Harbor", zip="78701", **blank), clinic("Harbor", zip="78701", **blank)
    assert likeness() == {(one.pk, other.pk): ["name_zip"]}


class TestRows:
    def test_a_pair_is_found_once_and_stays_decided(self):
        clinic("Harbor", zip="78701"), clinic("Harbor", zip="78701")
        assert (find_pairs(), find_pairs()) == (1, 0)
        DuplicatePair.objects.update(status="apart", reason="branches", decided_at="2026-11-01T00:00Z")
        assert (find_pairs(), DuplicatePair.objects.waiting().count()) == (0, 0)

    def test_it_leaves_the_queue_with_a_listing_that_is_hidden(self):
        one, _ = clinic("Harbor", zip="78701"), clinic("Harbor", zip="78701")
        find_pairs()
        assert DuplicatePair.objects.waiting().count() == 1
        withdraw(one, by="operator")
        assert (DuplicatePair.objects.waiting().count(), find_pairs()) == (0, 0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("austin ketamine clinic", "dallas ketamine clinic", False), ("lone star ketamine", "lone star infusion llc", True),
        ("harbor psychiatry", "harbour psychiatry", True), ("ketamine clinic", "clinic of ketamine", True),
        ("ketamine clinic", "wellness center", False), ("river oaks", "oaks river", True), ("mindful", "mindful health", True),
    ],
)  # fmt: skip
def test_names_that_are_nearly_the_same(one, other, same):
    assert (alike(triples(telling(one)), triples(telling(other))) >= 0.7) is same


@pytest.mark.deep
def test_the_work_follows_the_number_however_crowded_a_place_is():
    """All in one ZIP code and one building: the worst that a file can do."""

    def seconds(count):
        rows = [
            ClinicFactory.build(name=f"Clinic {n} of {n * 7919 % 1000}", slug=f"s{n}")
            for n in range(Clinic.objects.count(), count)
        ]
        for row in rows:
            row.derive()
        Clinic.objects.bulk_create(rows, batch_size=300)
        start = time.perf_counter()
        find()
        return time.perf_counter() - start

    small, large = seconds(2000), seconds(20_000)
    assert (small < 10, large / small < 25) == (True, True)
