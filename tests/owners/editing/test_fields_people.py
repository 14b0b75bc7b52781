"""Rows of people: numbers that change hands."""

import pytest

from clinics.models import Practitioner
from tests.factories import PractitionerFactory

pytestmark = pytest.mark.django_db
ONE, OTHER, THIRD = "1234567893", "1245319599", "1679576722"


@pytest.fixture
def two(clinic, member):
    """Paths of both."""
    member()
    rows = [
        PractitionerFactory(clinic=clinic, name=name, npi=npi, looked_up_on="2026-11-01", register_says="CRNA")
        for name, npi in (("Dana Whitfield", ONE), ("Ruth Amsel", OTHER))
    ]
    return [f"p{row.pk}" for row in rows]


def people():
    return [(row.name, row.npi, row.looked_up_on, row.register_says) for row in Practitioner.objects.order_by("pk")]


def test_two_numbers_are_swapped_and_no_register_check_passes_along(two, save):
    dana, ruth = two
    answer = save("people", **{f"{dana}-npi": OTHER, f"{ruth}-npi": ONE})
    assert answer.status_code == 303
    assert people() == [("Dana Whitfield", OTHER, None, ""), ("Ruth Amsel", ONE, None, "")]


def test_a_number_goes_on_to_somebody_new(two, save):
    dana, _ = two
    assert save("people", **{f"{dana}-npi": "", "new0-name": "Ada Cole", "new0-npi": ONE}).status_code == 303
    assert [(name, npi) for name, npi, *_ in people()] == [
        ("Dana Whitfield", ""), ("Ruth Amsel", OTHER), ("Ada Cole", ONE),
    ]  # fmt: skip


def test_numbers_go_round(two, clinic, save):
    dana, ruth = two
    ada = f"p{PractitionerFactory(clinic=clinic, name='Ada Cole', npi=THIRD).pk}"
    save("people", **{f"{dana}-npi": OTHER, f"{ruth}-npi": THIRD, f"{ada}-npi": ONE})
    assert [npi for _, npi, *_ in people()] == [OTHER, THIRD, ONE]
