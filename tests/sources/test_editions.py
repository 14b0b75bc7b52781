"""A newer edition meets listings that were claimed, restored from an export, or taken down."""

import datetime as dt

import pytest

from accounts.models import Event
from clinics.actions.listing import withdraw
from clinics.models import Clinic, SiteState, SourceRecord
from sources.actions.files import samhsa_plan
from sources.actions.importing import run as carry_out
from sources.exceptions import Overtaken
from sources.models import ImportDifference, ImportRun
from tests.sources.files import csv_file, places, run
from tests.sources.workbooks import AUSTIN, workbook

pytestmark = pytest.mark.django_db
LAKE = AUSTIN | {"name1": "Lake Center", "street1": "7 Lake Street", "phone": "512-555-0111"}
NEWER = AUSTIN | {"phone": "512-555-0199", "service_code_info": "MH * KIT OP * SF * SNR * AH"}


@pytest.fixture(autouse=True)
def _places():
    places()


@pytest.fixture
def edition(tmp_path):
    def take(year, *rows):
        return run("import_samhsa", workbook(tmp_path / f"d_{year}.xlsx", *rows))

    return take


def differences():
    return set(ImportDifference.objects.values_list("column", "held", "offered"))


def test_a_listing_restored_from_an_export_still_follows_its_source(edition, tmp_path):
    edition(2024, AUSTIN)
    run("export_clinics", tmp_path / "e.csv")
    Clinic.objects.all().delete()
    run("import_clinics", tmp_path / "e.csv")
    assert edition(2024, AUSTIN)[-1] == "1 unchanged"
    edition(2025, NEWER)
    clinic = Clinic.objects.get()
    assert (clinic.phone, clinic.telehealth, clinic.offerings.get().as_of) == (
        "+15125550199", None, dt.date(2024, 12, 31),
    )  # fmt: skip
    assert edition(2025, NEWER)[-1] == "1 unchanged"


def test_what_a_source_says_else_of_a_claimed_listing_is_shown_once(edition):
    edition(2024, AUSTIN)
    Clinic.objects.update(managed=True, phone="+15125550177", telehealth=False)
    assert edition(2025, NEWER)[-1] == "1 differs"
    assert edition(2025, NEWER)[-1] == "1 differs"
    assert Clinic.objects.get().phone == "+15125550177"
    assert ("phone", "512-555-0177", "512-555-0199") in differences()
    assert len(differences()) == ImportDifference.objects.count() == 3


def test_what_a_source_does_not_say_differs_from_nothing(edition):
    edition(2024, AUSTIN)
    Clinic.objects.update(managed=True, telehealth=False, intake_phone="+15125550188")
    edition(2025, NEWER)
    assert {column for column, _, _ in differences()} == {"ages", "phone", "traits"}


def test_a_clinic_that_withdrew_is_not_missed(edition):
    edition(2024, AUSTIN, LAKE)
    Clinic.objects.filter(name="Lake Center").update(status="withdrawn", status_on=dt.date(2026, 11, 1))
    assert edition(2025, AUSTIN)[-1] == "1 update"
    assert SourceRecord.objects.filter(missing_since__isnull=False).count() == 0


def provenance():
    return list(SourceRecord.objects.values_list("source__edition", "missing_since"))


def test_a_claimed_listing_that_is_named_again_is_missed_no_longer(edition, tmp_path):
    edition(2023, AUSTIN, LAKE)
    Clinic.objects.filter(name="Harbor Center").update(managed=True, phone="+15125550177")
    edition(2024, LAKE)
    record = SourceRecord.objects.filter(clinic__managed=True)
    assert list(record.values_list("source__edition", "missing_since")) == [(2023, 2024)]
    book = workbook(tmp_path / "d_2025.xlsx", AUSTIN, LAKE)
    predicted = run("import_samhsa", book, dry_run=True)
    assert run("import_samhsa", book) == predicted
    assert predicted[0] == (
        "line 2: differs Harbor Center, Austin, TX (kept by the clinic itself: phone; written: records)"
    )
    clinic = Clinic.objects.get(managed=True)
    assert (clinic.phone, provenance()) == ("+15125550177", [(2025, None)] * 2)
    assert differences() == {("phone", "512-555-0177", "512-555-0142")}
    assert Event.objects.filter(subject=f"clinic:{clinic.pk}").latest("id").after == {"fields": ["records"]}
    before = left()
    again = run("import_samhsa", book)
    assert (again[-1], left()) == ("1 unchanged, 1 differs", before)
    assert again[0] == "line 2: differs Harbor Center, Austin, TX (kept by the clinic itself: phone)"


def left():
    tables = (Event.objects, ImportRun.objects, ImportDifference.objects, Clinic.history, SourceRecord.objects)
    rows = list(SourceRecord.objects.order_by("pk").values()) + list(Clinic.objects.order_by("pk").values())
    return [*(table.count() for table in tables), rows, SiteState.now().revision]


def test_a_claimed_listing_that_says_the_same_follows_its_edition_too(edition):
    edition(2023, AUSTIN)
    Clinic.objects.update(managed=True)
    before = Clinic.objects.values().get()
    assert edition(2024, AUSTIN) == ["line 2: update Harbor Center, Austin, TX (records)", "1 update"]
    after = Clinic.objects.values().get()
    kept = {name for name, value in before.items() if after[name] != value}
    assert (kept, provenance()) == ({"version", "updated_at"}, [(2024, None)])
    before = left()
    assert (edition(2024, AUSTIN)[-1], left()) == ("1 unchanged", before)


def test_a_claimed_listing_follows_what_an_export_says_of_its_origin(edition, tmp_path):
    edition(2023, AUSTIN)
    Clinic.objects.update(managed=True)
    key, origin = Clinic.objects.values_list("key", "source_records__key").get()
    row = {"key": key, "name": "Harbor Center", "city": "Austin", "state": "TX", "zip": "78701", "phone": "512-555-0111",
           "records": f"samhsa-mh {origin} in samhsa-mh-2024"}  # fmt: skip
    file = csv_file(tmp_path / "a.csv", row)
    assert run("import_clinics", file)[0].endswith("(kept by the clinic itself: phone; written: records)")
    assert (provenance(), Clinic.objects.get().phone) == ([(2024, None)], "+15125550142")
    assert SourceRecord.objects.get().data["phone"] == "+15125550142"
    before = left()
    assert (run("import_clinics", file)[-1], left()) == ("1 differs", before)


def test_what_somebody_changed_while_the_import_ran_stops_it_for_a_claimed_listing_too(edition, tmp_path):
    edition(2023, AUSTIN)
    Clinic.objects.update(managed=True)
    batch, steps, _ = samhsa_plan(workbook(tmp_path / "d_2024.xlsx", NEWER), None)
    steps = list(steps)
    withdraw(Clinic.objects.get(), by="operator")
    with pytest.raises(Overtaken):
        carry_out(batch, steps)
    assert (provenance(), ImportDifference.objects.count()) == ([(2023, None)], 0)
