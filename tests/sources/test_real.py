"""SAMHSA's directory of 2024 beside our listings: a second reading of the workbook, by the bare cells."""

import re
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings

from clinics.models import Clinic
from tests.sources.files import run

REAL = Path(settings.BASE_DIR).parent / "shared/data/samhsa/National_Directory_MH_2024_Final.xlsx"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.real,
    pytest.mark.skipif(not REAL.exists(), reason=f"{REAL.name} is not here"),
]
PAYMENTS = {"self_pay": {"SF"}, "medicare": {"MC"}, "medicaid": {"MD"}, "private": {"PI"}, "sliding": {"SS"},
            "military": {"MI", "VAF"}}  # fmt: skip


@pytest.fixture(scope="module")
def facilities():
    """Line → cells of every facility with ketamine infusion."""
    book = openpyxl.load_workbook(REAL, read_only=True)
    rows = enumerate(book["Facilities List"].iter_rows(values_only=True), start=1)
    columns = next(rows)[1]
    named = {
        line: dict(zip(columns, ("" if cell is None else str(cell) for cell in row), strict=True)) for line, row in rows
    }
    book.close()
    return {line: row for line, row in named.items() if re.search(r"\bKIT\b", row["service_code_info"])}


def digits(phone):
    return re.sub(r"\D", "", phone)


def of_row(row):
    """What the bare cells say, without the reader."""
    codes = set(row["service_code_info"].split())
    return (
        re.findall(r"\w+", row["name1"] + " " + row["name2"]), row["street1"].strip("- "), row["city"], row["state"], row["zip"][:5].zfill(5),
        digits(row["phone"]), "TELE" in codes, {code for code, marks in PAYMENTS.items() if marks & codes},
        {age for age, mark in {5: "CHLD", 20: "YAD", 40: "ADLT", 80: "SNR"}.items() if mark in codes},
    )  # fmt: skip


def of_clinic(clinic):
    ages = list(clinic.ages.values_list("youngest", "oldest"))
    return (
        re.findall(r"\w+", clinic.name), clinic.street, clinic.city, clinic.state, clinic.zip,
        digits(clinic.phone).removeprefix("1"), bool(clinic.telehealth),
        set(clinic.traits.filter(kind="payment").values_list("code", flat=True)),
        {age for age in (5, 20, 40, 80) if any(youngest <= age <= oldest for youngest, oldest in ages)},
    )  # fmt: skip


def test_every_listing_says_what_its_row_says(facilities):
    run("load_places")
    said = run("import_samhsa", REAL)
    made = [int(line.split()[1].rstrip(":")) for line in said if ": create " in line]
    assert (len(facilities), len(made)) == (138, 136)
    clinics = Clinic.objects.order_by("pk")
    assert [of_clinic(clinic) for clinic in clinics] == [of_row(facilities[line]) for line in made]
    assert clinics.filter(telehealth=False).count() == 0
    withheld = [line for line in made if not facilities[line]["street1"].strip("- ")]
    assert clinics.filter(point_precision="withheld").count() == len(withheld) == 12
    listed = set(clinics.values_list("zip", "city", "state"))
    assert {(row["zip"][:5].zfill(5), row["city"], row["state"]) for row in facilities.values()} == listed
