"""What a bad file leaves behind: nothing. And the odd cells that a database or a second reading would not take."""

import os

import openpyxl
import pytest
from django.core.management.base import CommandError

from accounts.models import Event
from clinics.models import Clinic, SiteState, SourceRecord
from sources.models import ImportRun
from tests.sources.files import AUSTIN, NPI, csv_file, places, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places():
    places()


def left():
    """What is there after an import, and what the site says that it holds."""
    tables = (Clinic, Clinic.history.model, SourceRecord, ImportRun, Event)
    return [*(table.objects.count() for table in tables), SiteState.now().holds, SiteState.now().revision]


NOTHING = [0, 0, 0, 0, 0, "", 0]


def refusal(path):
    with pytest.raises(CommandError) as caught:
        run("import_clinics", path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"key,name,city,state,zip,\n", "has a column “” that is not known"),
        (b"key,name,city,state,zip\n,,,,\n", "has a header and no rows"),
        (b"Key,name,city,state,zip\nharbor,Harbor,Austin,TX,78701\n", "lacks the column key"),
        (b"key\tname\tcity\tstate\tzip\n", "is not parted by commas"),
        (
            b'key,name,city,state,zip\nharbor,Harbor "House,Austin,TX,78701\nlake,"A"B,Austin,TX,78701\n',
            "from line 3 on",
        ),
        (b"key,name,city,state,zip\nharbor,Harbor,Austin,TX,78701\n\x00", "holds a NUL byte on line 3"),
        (b"key,name,city,state,zip\nharbor,Harbor,Austin,TX,78701\nlake,Lak\xe9,,,\n", "(line 3, perhaps Latin-1)"),
    ],
)
def test_a_file_that_is_refused_leaves_nothing(tmp_path, data, part):
    (tmp_path / "a.csv").write_bytes(data)
    assert part in refusal(tmp_path / "a.csv")
    assert left() == NOTHING


def test_a_workbook_in_the_place_of_a_csv_is_told_apart(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(list(AUSTIN))
    book.save(tmp_path / "clinics.xlsx")
    assert refusal(tmp_path / "clinics.xlsx") == "clinics.xlsx is a workbook, not a CSV; save it as CSV (UTF-8)."
    assert left() == NOTHING


@pytest.mark.parametrize("name", [b"caf\xe9.csv", b"a\nb.csv", "a\u202eb.csv".encode()])
def test_a_file_whose_name_cannot_be_printed_is_refused(tmp_path, name):
    path = csv_file(tmp_path / os.fsdecode(name), AUSTIN)
    assert refusal(path) == "The name of this file holds signs that cannot be printed; rename it."
    assert left() == NOTHING


LONG = "has an extension that is not of 1 to 7 digits"


@pytest.mark.parametrize(
    ("column", "cell", "part"),
    [
        ("phone", "512-555-0142 ext. 12345678", LONG),
        ("intake_phone", "512-555-0142 ext. 12345678901234", LONG),
        ("phone", "512-555-0142 ext. 1٤", LONG),
        ("rating_average", "4_.5", "write a number from 1.0 to 5.0"),
        ("rating_average", "٤", "write a number from 1.0 to 5.0"),
        ("rating_average", "1e999999999", "write a number from 1.0 to 5.0"),
        ("latitude", "3_0", "write degrees from -90 to 90"),
        ("longitude", "٩٧", "write degrees from -180 to 180"),
        ("latitude", "inf", "write degrees from -90 to 90"),
        ("iv.price_min", "-5", "iv.price_min is “-5”; write a whole number from 1"),
        ("iv.price_max", "0", "iv.price_max is “0”; write a whole number from 1"),
        ("iv.minutes", "1441", "iv.minutes is “1441”; write a whole number from 1 to 1,440"),
        ("managed", "true", "managed is “true”; write yes, no"),
        ("new_patients", "YES", "new_patients is “YES”; write yes, no"),
        ("moved_to", "Harbor", "moved_to is “Harbor”; write small letters"),
        ("status_on", "2026-9-2", "status_on is “2026-9-2”; write the date as"),
        ("organization", "Open\u200bField", "organization holds invisible characters"),
        ("people", "[" * 100_000, "people is not a JSON list"),
        ("people", "[1, 2]", "people is not a JSON list of objects"),
        ("people", '[{"name": "Dana", "role": "wizard"}]', "people is “wizard”; it may be"),
        ("people", '[{"name": "Dana", "npi": "1000000013"}]', "people has an npi that is wrong"),
        ("people", '[{"name": "Dana", "is_medical_director": "maybe"}]', "people is “maybe”; write yes, no"),
        ("fact.dea", "YES stated 2026-09-01", "fact.dea is “YES stated 2026-09-01”; write each answer as"),
        ("fact.dea", "yes stated 2026-09-01 from samhsa-mh-2024", "names a source where, and only where"),
        ("fact.dea", f"yes stated 2026-09-01 by {NPI}", "which nobody under people has"),
        ("fact.dea", "yes stated 2026-09-01 (\u202e)", "fact.dea holds invisible characters"),
        ("records", "samhsa-mh a in rumor-2024", "names the source “rumor-2024”, which this site does not know"),
    ],
)
def test_a_row_that_is_wrong_leaves_nothing(tmp_path, column, cell, part):
    both = {"latitude": {"longitude": "1"}, "longitude": {"latitude": "1"}, "rating_average": {"rating_count": "3"}}
    file = csv_file(tmp_path / "a.csv", AUSTIN | both.get(column, {}) | {column: cell})
    said = run("import_clinics", file, wrong=True)
    assert (said[0].startswith("line 2: error"), part in said[0], said[-1]) == (True, True, "1 error")
    assert left() == NOTHING


def test_a_clinic_moves_to_none_that_is_nowhere(tmp_path):
    row = AUSTIN | {"status": "moved", "status_on": "2026-11-01", "moved_to": "nowhere"}
    said = run("import_clinics", csv_file(tmp_path / "a.csv", row), wrong=True)
    assert "moved_to names nowhere, which is neither here nor in this file" in said[0]
    assert left() == NOTHING


@pytest.mark.parametrize(
    ("cell", "stored"),
    [("30.27", 30.27), ("-0.5", -0.5), ("1e-05", 1e-05), ("7", 7.0)],
)
def test_degrees_are_read_as_an_export_writes_them(tmp_path, cell, stored):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | {"latitude": cell, "longitude": "-97.74"}))
    assert Clinic.objects.get().latitude == stored
    run("export_clinics", tmp_path / "out.csv")
    assert run("import_clinics", tmp_path / "out.csv")[-1] == "1 unchanged"


def test_an_extension_of_seven_digits_fits(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | {"phone": "512-555-0142 x1234567"}))
    assert Clinic.objects.get().phone == "+15125550142;ext=1234567"
