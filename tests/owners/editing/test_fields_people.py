"""Rows of people: numbers that change hands, half a row, somebody who is taken off."""

import pytest

from clinics.models import Practitioner
from tests.factories import PractitionerFactory
from tests.owners.editing.forms import fields_of

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


def test_a_row_of_somebody_new_needs_a_name_though_only_a_box_is_ticked(two, save):
    html = save("people", **{"new0-is_medical_director": "on"}).content.decode()
    assert "Write the person&#x27;s name, or clear this row." in html
    assert fields_of(html)["new0-is_medical_director"] == "on"


def test_whoever_is_taken_off_needs_no_name(two, save):
    dana, _ = two
    typed = {f"{dana}-gone": "on", f"{dana}-name": "", f"{dana}-npi": "12"}
    assert save("people", **typed).status_code == 303
    assert [name for name, *_ in people()] == ["Ruth Amsel"]


def test_a_name_that_is_blanked_is_still_asked_for(two, save):
    dana, _ = two
    assert "This field is required." in save("people", **{f"{dana}-name": ""}).content.decode()
    assert [name for name, *_ in people()] == ["Dana Whitfield", "Ruth Amsel"]
