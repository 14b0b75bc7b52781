"""What a moderator's file may not say, though it may hold it: another's act, and evidence that somebody looked."""

import datetime as dt
import json

import pytest

from clinics.models import Clinic, Membership, Offering, Practitioner, SourceRecord, Statement
from sources.actions.files import csv_plan
from sources.actions.importing import run as carry_out
from sources.authority import spoken
from sources.columns import header
from tests.sources.files import AUSTIN, NPI, csv_file, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_places")]
SEEN = "yes document 2026-08-19 until 2027-08-19 address matched"
LOOKED = {"name": "Zoë", "npi": NPI, "looked_up_on": "2026-11-01", "register_says": "Anesthesiology"}


@pytest.fixture
def held(tmp_path):
    return lambda **cells: run("import_clinics", csv_file(tmp_path / "held.csv", AUSTIN | cells))


@pytest.fixture
def theirs(tmp_path):
    """Carry out a moderator's file; the lines of its plan."""

    def take(*rows):
        batch, steps, _ = csv_plan(csv_file(tmp_path / "theirs.csv", *rows), "moderator")
        steps = list(steps)
        carry_out(batch, steps)
        return [str(step) for step in steps]

    return take


ASIDE = {
    "managed": "yes", "confirmed_on": "2026-11-02", "listed_on": "2020-01-01", "rating_average": "5.0",
    "rating_count": "9", "old_addresses": "tx/austin/old", "methods": "iv", "iv.evidence": "source",
    "merged": "harbor-other",
}  # fmt: skip


def acts():
    clinic = Clinic.objects.get()
    offering = Offering.objects.get()
    return (
        clinic.managed, clinic.confirmed_on, clinic.rating_average, clinic.rating_count,
        clinic.old_addresses.count() + clinic.old_keys.count(), offering.evidence,
    )  # fmt: skip


def test_what_stands_for_an_act_of_others_is_not_read_for_a_new_listing(theirs):
    assert theirs(AUSTIN | ASIDE) == ["line 2: create Harbor Clinic, Austin, TX"]
    assert acts() == (False, None, None, 0, 0, 2)
    assert Clinic.objects.get().listed_on != dt.date(2020, 1, 1)


def test_of_all_columns_these_are_not_read():
    """A new one is not, until somebody says that it may be."""
    names = frozenset(header()) - spoken(header(), "moderator")
    assert {name for name in names if "." not in name} == ASIDE.keys() - {"methods", "iv.evidence"}
    assert {name.partition(".")[2] for name in names if "." in name} == {"evidence"}


def test_nor_does_it_change_one_that_is_there(held, theirs):
    held(**{"methods": "iv", "iv.evidence": "stated"})
    assert theirs(AUSTIN | ASIDE) == ["line 2: unchanged Harbor Clinic, Austin, TX"]
    assert acts() == (False, None, None, 0, 0, 2)


def test_a_blank_in_a_column_that_is_not_read_takes_nothing_back(held, theirs):
    held(confirmed_on="2026-11-02")
    theirs(AUSTIN | dict.fromkeys(ASIDE, "") | {"phone": "512-555-0199"})
    assert Clinic.objects.values_list("confirmed_on", "phone").get() == (dt.date(2026, 11, 2), "+15125550199")


def test_the_page_says_what_is_not_read(tmp_path):
    batch, _, _ = csv_plan(csv_file(tmp_path / "a.csv", AUSTIN | ASIDE), "moderator")
    assert batch.notes[0] == "Not read from this file: managed. Who manages a listing follows from claims."
    assert "Not read from this file: rating_average, rating_count. Ratings follow from reviews." in batch.notes
    assert (
        sum("Not read" in note for note in batch.notes),
        csv_plan(csv_file(tmp_path / "a.csv", AUSTIN | ASIDE))[0].notes,
    ) == (5, ())


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"fact.dea": SEEN}, "fact.dea has the evidence document; an uploaded file says only what is stated"),
        (
            {"fact.crna": f"yes register 2026-11-01 by {NPI}", "people": json.dumps([{"name": "Zoë", "npi": NPI}])},
            "fact.crna",
        ),
        ({"fact.dea": "yes source 2023-12-31 from samhsa-mh-2024"}, "has the evidence source"),
        ({"people": json.dumps([LOOKED])}, "people has looked_up_on; who looked somebody up says so at the person"),
        ({"people": json.dumps([{"name": "Zoë", "works_here_on": "2026-11-01"}])}, "people has works_here_on"),
        ({"records": "samhsa-mh a/b in samhsa-mh-2024"}, "records names a public data set; import the data set itself"),
        ({"status": "closed", "status_on": "2026-11-01"}, "status"),
    ],
    ids=["document", "register", "source", "looked up", "works here", "records", "status"],
)
@pytest.mark.parametrize("known", [True, False])
def test_evidence_and_status_are_refused_with_their_row(held, theirs, cells, reason, known):
    if known:
        held()
    [line] = theirs(AUSTIN | cells)
    assert (line.startswith("line 2: error"), reason in line) == (True, True), line
    counts = [model.objects.count() for model in (Clinic, Statement, Practitioner, SourceRecord)]
    assert counts == [int(known), 0, 0, 0]


def test_evidence_that_is_held_is_no_change_and_is_not_taken_back(held, theirs):
    facts = {"fact.dea": f"no stated 2026-01-05 | {SEEN}", "people": json.dumps([LOOKED])}
    held(**facts)
    assert theirs(AUSTIN | facts) == ["line 2: unchanged Harbor Clinic, Austin, TX"]
    theirs(AUSTIN | {"fact.dea": "yes stated 2026-10-01", "people": json.dumps([{"name": "Zoë", "npi": NPI}])})
    assert list(Statement.objects.order_by("as_of").values_list("evidence", "answer")) == [(3, True), (2, True)]
    assert Practitioner.objects.get().register_says == "Anesthesiology"
    theirs(AUSTIN | {"fact.dea": ""})
    assert list(Statement.objects.values_list("evidence", flat=True)) == [3]


def test_new_terms_of_a_method_are_stated_and_no_sources(held, theirs):
    held(**{"methods": "iv; im", "iv.evidence": "source", "iv.as_of": "2023-12-31", "im.evidence": "source"})
    theirs(AUSTIN | {"iv.unit": "session", "iv.price_min": "400"})
    found = dict(Offering.objects.values_list("method", "evidence"))
    assert found == {"iv": 2, "im": 1}
    assert Offering.objects.get(method="iv").as_of > dt.date(2023, 12, 31)
    assert theirs(AUSTIN | {"iv.unit": "session", "iv.price_min": "400"})[0].startswith("line 2: unchanged")


def test_a_clinic_that_keeps_its_listing_is_not_overwritten(held, theirs):
    held(managed="yes", phone="512-555-0142")
    clinic = Clinic.objects.get()
    assert Membership.objects.count() == 0
    assert theirs(AUSTIN | {"phone": "512-555-0199"})[0].startswith("line 2: differs")
    clinic.refresh_from_db()
    assert clinic.phone == "+15125550142"


def test_a_withdrawn_origin_is_withdrawn_under_any_key(held, theirs):
    held(records="samhsa-mh a/b in samhsa-mh-2024")
    Clinic.objects.update(status="withdrawn", status_on=dt.date(2026, 11, 1))
    row = AUSTIN | {"key": "other", "name": "Other", "zip": "76701", "records": "samhsa-mh a/b in samhsa-mh-2024"}
    assert theirs(row)[0].startswith("line 2: withdrawn")


def test_a_new_listing_may_wait_as_a_draft(theirs):
    theirs(AUSTIN | {"status": "draft"})
    assert Clinic.objects.get().status == "draft"
