"""Whatever stands in an address or a choice of rows: the admin answers with a page, never with a failure."""

import pytest
from django.contrib.admin import site

from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory

pytestmark = pytest.mark.django_db
ODD = ["", "x", "\x00", "\u202e", "9" * 20, "-1", "1e9", "'", "%", "é", "2026-13-45", "[]", '"unclosed', "a" * 3000]
NAMES = ["q", "o", "p", "all", "e", "_facets", "_popup", "_to_field", "foo", "pk__in", "id__in", "id__isnull", "source"]
LISTS = [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in site._registry]


@pytest.fixture
def rows():
    clinic = ClinicFactory()
    for factory in (StatementFactory, PractitionerFactory, OfferingFactory):
        factory(clinic=clinic)
    return clinic


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("path", LISTS)
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


@pytest.mark.parametrize("to", ["x", "9" * 40, "\x00", ""])
def test_a_place_to_move_to_may_be_anything(admin, rows, to):
    fields = {"action": "mark_moved", "_selected_action": [rows.pk], "apply": "1", "reason": "checked", "to": to}
    answer = admin.post("/admin/clinics/clinic/", fields)
    rows.refresh_from_db()
    assert (answer.status_code, rows.status) == (200, "listed")
