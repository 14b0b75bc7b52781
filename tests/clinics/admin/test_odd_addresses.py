"""Whatever stands in an address or a choice of rows: the admin answers with a page, never with a failure."""

import pytest
from django.contrib.admin import site

from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory

pytestmark = pytest.mark.django_db
ODD = [
    "",
    "x",
    "\x00",
    "\u202e",
    "9" * 20,
    "-1",
    "1e9",
    "'",
    "%",
    "é",
    "2026-13-45",
    "[]",
    '"unclosed',
    "a" * 3000,
    "a " * 1500,
]
NAMES = [
    "q",
    "o",
    "p",
    "all",
    "e",
    "_facets",
    "_popup",
    "_to_field",
    "foo",
    "at__year",
    "name__regex",
    "pk__in",
    "id__in",
    "id__isnull",
    "source",
]
LISTS = [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in site._registry]

USUAL = {"/admin/clinics/clinic/", "/admin/owners/check/"}
"""Tried in every run; the rest of the lists differ from these in nothing but their columns."""


@pytest.fixture
def rows():
    clinic = ClinicFactory()
    for factory in (StatementFactory, PractitionerFactory, OfferingFactory):
        factory(clinic=clinic)
    return clinic


@pytest.mark.no_cover  # hundreds of requests to pages that tests of their own measure
@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    "path", [pytest.param(path, marks=[] if path in USUAL else pytest.mark.deep) for path in LISTS]
)
def test_lists_and_pages_take_any_address(admin, path):
    admin.raise_request_exception = False
    found = {(name, value): admin.get(path, {name: value}).status_code for name in NAMES for value in ODD}
    for row in ("abc", "0", "9" * 30, "1_5F", "%00", "-1"):
        found |= {
            (row, tail): admin.get(f"{path}{row}/{tail}/").status_code for tail in ("change", "history", "delete")
        }
    assert {asked: status for asked, status in found.items() if status >= 500} == {}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("chosen", ["x", "9" * 40, "\x00"])
def test_actions_take_any_choice(admin, path, rows, chosen):
    admin.raise_request_exception = False
    actions = ["suspend", "close", "ban", "unban", "reset_factors", "delete_selected", "nothing"]
    found = {
        action: admin.post(path, {"action": action, "_selected_action": [chosen], "apply": "1"}).status_code
        for action in actions
    }
    assert {action: status for action, status in found.items() if status >= 500} == {}


def test_a_form_that_claims_a_million_rows_is_cut(admin, form_of, rows):
    path = f"/admin/clinics/clinic/{rows.pk}/change/"
    answer = admin.post(path, form_of(path) | {"traits-TOTAL_FORMS": "99999999"})
    assert answer.status_code == 200
    assert "at most 200" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [("minutes", "2000"), ("course_sessions", "101"), ("maintenance_weeks", "9" * 11), ("evidence", "4")],
)
def test_numbers_of_a_method_that_cannot_be_meant(admin, form_of, rows, name, value):
    path = f"/admin/clinics/clinic/{rows.pk}/change/"
    answer = admin.post(path, form_of(path) | {f"offerings-0-{name}": value})
    offering = rows.offerings.get()
    assert (answer.status_code, getattr(offering, name)) == (200, 2 if name == "evidence" else None)


@pytest.mark.parametrize("to", ["x", "9" * 40, "\x00", ""])
def test_a_place_to_move_to_may_be_anything(admin, rows, to):
    fields = {"action": "mark_moved", "_selected_action": [rows.pk], "apply": "1", "reason": "checked", "to": to}
    answer = admin.post("/admin/clinics/clinic/", fields)
    rows.refresh_from_db()
    assert (answer.status_code, rows.status) == (200, "listed")
