"""What a file may not decide: it is a clinic's own, or the listing waits for a moderator."""

import datetime as dt
import json

import pytest

from clinics.models import Clinic, Practitioner, Statement
from sources.actions.files import csv_plan
from sources.actions.importing import run as carry_out
from tests.factories import ClinicFactory
from tests.sources.files import AUSTIN, NPI, csv_file, places, run

pytestmark = pytest.mark.django_db
KEPT = {"managed": "yes", "confirmed_on": "2026-11-02"}


@pytest.fixture(autouse=True)
def _places():
    places()


@pytest.fixture
def own(tmp_path):
    """Carry out a clinic's own file; the lines of its plan."""

    def take(*rows):
        batch, steps, _ = csv_plan(csv_file(tmp_path / "own.csv", *rows), "clinic")
        steps = list(steps)
        carry_out(batch, steps)
        return [str(step) for step in steps]

    return take


@pytest.fixture
def held(tmp_path):
    def take(**cells):
        run("import_clinics", csv_file(tmp_path / "held.csv", AUSTIN | cells))

    return take


def test_a_clinic_changes_what_it_keeps_itself(held, own):
    held(**KEPT)
    assert own(AUSTIN | {"phone": "512-555-0199"}) == ["line 2: update Harbor Clinic, Austin, TX (phone)"]
    assert Clinic.objects.get().phone == "+15125550199"


def test_a_blank_in_a_column_of_the_operator_takes_nothing_back(held, own):
    held(**KEPT)
    own(AUSTIN | dict.fromkeys(KEPT, "") | {"phone": "512-555-0199"})
    clinic = Clinic.objects.get()
    assert (clinic.managed, clinic.confirmed_on) == (True, dt.date(2026, 11, 2))


def test_ratings_follow_from_reviews_whatever_a_file_says(held):
    """Not even the operator's own: an average that no review stands behind would be invented."""
    held(rating_average="4.5", rating_count="9")
    assert Clinic.objects.values_list("rating_average", "rating_count").get() == (None, 0)
    Clinic.objects.update(rating_average=3, rating_count=5)
    held(rating_average="", rating_count="")
    assert Clinic.objects.values_list("rating_average", "rating_count").get() == (3, 5)


def test_a_clinic_makes_no_listing(held, own):
    held()
    said = own(AUSTIN | {"key": "other", "name": "Other"})
    assert said == [
        "line 2: error Other, Austin, TX (key other is no clinic here; a clinic's own file changes its own listing)"
    ]
    assert Clinic.objects.count() == 1


def test_a_clinics_answer_leaves_what_a_moderator_saw(held, own):
    held(**{"fact.dea": "no stated 2026-01-05 | yes document 2026-08-19 until 2027-08-19 address matched"})
    own(AUSTIN | {"fact.dea": "yes"})
    said = Statement.objects.order_by("as_of").values_list("evidence", "answer")
    assert list(said) == [(3, True), (2, True)]


def test_a_clinic_does_not_say_what_a_register_shows(held, own):
    held()
    said = own(AUSTIN | {"people": json.dumps([{"name": "Zoë", "npi": NPI, "looked_up_on": "2026-11-01"}])})
    assert said == ["line 2: error (people has looked_up_on, which is not for a clinic's own file; leave it out)"]
    assert Practitioner.objects.count() == 0


def test_what_a_register_showed_stays_with_its_person(held, own):
    found = {"name": "Zoë", "npi": NPI, "looked_up_on": "2026-11-01", "register_says": "Anesthesiology"}
    held(people=json.dumps([found]))
    own(AUSTIN | {"people": json.dumps([{"name": "Zoë", "npi": NPI, "role": "physician"}, {"name": "Max"}])})
    people = Practitioner.objects.order_by("name").values_list("name", "role", "register_says")
    assert list(people) == [("Max", "", ""), ("Zoë", "physician", "Anesthesiology")]


def test_a_draft_waits_for_a_moderator_whatever_a_file_says(held, tmp_path):
    held(status="draft")
    run("import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"status": "listed", "description": "New."}))
    assert Clinic.objects.values_list("status", "description").get() == ("draft", "New.")


def test_a_withdrawn_origin_is_withdrawn_under_any_key(held, tmp_path):
    held(records="samhsa-mh a/b in samhsa-mh-2024")
    Clinic.objects.update(status="withdrawn", status_on=dt.date(2026, 11, 1))
    ClinicFactory(key="other")
    row = AUSTIN | {"key": "other", "records": "samhsa-mh a/b in samhsa-mh-2024"}
    said = run("import_clinics", csv_file(tmp_path / "b.csv", row))
    assert said[0] == "line 2: withdrawn Harbor Clinic, Austin, TX (the clinic asked not to be listed)"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"point_precision": "exact"}, "point_precision is exact, so latitude and longitude must be given"),
        ({"latitude": "30.1"}, "latitude and longitude go together; give both or neither"),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_a_point_is_not_called_better_than_it_is(held, tmp_path, cells, reason, known):
    if known:
        held()
    file = csv_file(tmp_path / "b.csv", AUSTIN | cells)
    assert reason in run("import_clinics", file, dry_run=True, wrong=True)[0]


def test_rows_of_nothing_are_no_rows(tmp_path):
    file = csv_file(tmp_path / "a.csv", AUSTIN)
    file.write_text(file.read_text() + ",,,,\n\n , ,,,\n")
    assert run("import_clinics", file)[-1] == "1 create"


def test_a_clinic_that_moved_is_whole_or_not_there(tmp_path):
    """A run that ends before its last step leaves nothing half-moved that a later run could not mend."""
    moved = AUSTIN | {"status": "moved", "status_on": "2026-11-01", "moved_to": "there", "managed": "yes"}
    file = csv_file(tmp_path / "a.csv", moved, AUSTIN | {"key": "there", "name": "There", "zip": "76701"})
    batch, steps, _ = csv_plan(file)
    left = []
    with pytest.raises(KeyboardInterrupt):
        carry_out(batch, steps, progress=lambda count: _stop(left))
    assert left == ["there"]
    assert run("import_clinics", file)[-1] == "1 create, 1 unchanged"
    assert Clinic.objects.get(key="harbor").moved_to.key == "there"


def _stop(left):
    left.extend(Clinic.objects.values_list("key", flat=True))
    raise KeyboardInterrupt
