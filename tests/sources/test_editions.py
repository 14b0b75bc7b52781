"""A newer edition meets listings that were claimed, restored from an export, or taken down."""

import datetime as dt

import pytest

from clinics.models import Clinic, SourceRecord
from sources.models import ImportDifference
from tests.sources.files import places, run
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
    first = edition(2025, NEWER)
    assert edition(2025, NEWER) == first
    assert Clinic.objects.get().phone == "+15125550177"
    assert ("phone", "+15125550177", "+15125550199") in differences()
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
