"""The text that a moderator copied from the register, read and forgotten."""

import json

import pytest

from clinics.domain.npi import NOT_IN_USE
from owners.domain.register import Shown, Unreadable, read_page
from tests.owners.checks.pages import ANESTHESIA, FAMILY, NPI, PSYCHIATRY, page

pytestmark = pytest.mark.django_db


def read(text, name="Maya Ortiz"):
    return read_page(text, npi=NPI, name=name)


@pytest.mark.parametrize(
    ("codes", "facts", "listed_as"),
    [
        ([ANESTHESIA], ("anesthesiologist",), "anesthesiologist"),
        (["207LP2900X - Anesthesiology, Pain Medicine"], ("anesthesiologist",), "anesthesiologist"),
        ([PSYCHIATRY], ("psychiatrist",), "psychiatrist"),
        (["2084P0805X - Geriatric Psychiatry"], ("psychiatrist",), "psychiatrist"),
        (["2084N0400X - Neurology Physician"], (), "Neurology Physician"),
        (["367500000X - Nurse Anesthetist, Certified Registered"], ("crna",), "nurse anesthetist (CRNA)"),
        (["363LP0808X - Nurse Practitioner"], ("psychiatric_np",), "psychiatric nurse practitioner"),
        (["363LF0000X - Nurse Practitioner, Family"], (), "Nurse Practitioner, Family"),
        ([FAMILY, ANESTHESIA], ("anesthesiologist",), "anesthesiologist"),
        ([PSYCHIATRY, ANESTHESIA], ("anesthesiologist", "psychiatrist"), "anesthesiologist and psychiatrist"),
        ([FAMILY], (), "Family Medicine Physician"),
        (["208D00000X"], (), ""),
    ],
)
def test_what_the_codes_show(codes, facts, listed_as):
    shown = read(page(*codes))
    assert (shown.active, shown.facts, shown.listed_as) == (True, facts, listed_as)


def test_the_answer_to_a_program_is_read_alike():
    found = {"number": NPI, "enumeration_type": "NPI-1", "basic": {"first_name": "MAYA", "last_name": "ORTIZ", "status": "A"},
             "taxonomies": [{"code": "207L00000X", "desc": "Anesthesiology", "primary": True}]}  # fmt: skip
    assert read(json.dumps(found)).facts == ("anesthesiologist",)


@pytest.mark.parametrize(
    "name",
    [
        "Maya Ortiz", "Dr. Maya J. Ortiz, M.D.", "MAYA ORTÍZ", "May Ortiz", "Maya Ortiz Jr.", "Maya Ortiz, PMHNP-BC",
        "Maya Ortiz (she/her)",
    ],
)  # fmt: skip
def test_a_name_may_be_written_otherwise(name):
    assert read(page(ANESTHESIA), name=name).facts == ("anesthesiologist",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "does not hold the NPI"),
        (page(ANESTHESIA, npi="1245319599"), "does not hold the NPI 1234567893"),
        (page(ANESTHESIA) + page(PSYCHIATRY, npi="1245319599"), "another number that looks like an NPI"),
        (page(ANESTHESIA, kind="NPI-2 Organization"), "of a person"),
        (page(ANESTHESIA, kind="NPI-2 Organization") + "NPI-1 is of people, NPI-2 of organizations", "of a person"),
        (page(ANESTHESIA, name="Robin Lang"), "no line with the first and the family name"),
        (page(ANESTHESIA, name="Rosalind Ortiz"), "no line with the first and the family name"),
        (page(), "no taxonomy code"),
        (page(ANESTHESIA, status=""), "whether the number is active"),
        (page(ANESTHESIA, status="Pending"), "whether the number is active"),
        ("\x00" * 100, "does not hold"),
        ("9" * 20_000, "does not hold"),
    ],
)
def test_what_shows_nothing_is_said(text, why):
    with pytest.raises(Unreadable, match=why):
        read(text)


def test_a_number_that_is_no_longer_used_shows_no_fact():
    assert read(page(ANESTHESIA, status="Deactivated")) == Shown(active=False, listed_as=NOT_IN_USE)


def test_a_phone_number_is_nobody_elses_npi():
    assert read(page(ANESTHESIA) + "\nFax: 1-234-567-893\nPhone (123) 456-7893").facts == ("anesthesiologist",)


@pytest.mark.parametrize(
    ("name", "there"),
    [("Stephen Austin", "Robert Garza"), ("Lois Oak", "Robert Garza"), ("John Smith", "Rosalind K Smith, MD"),
     ("John Smith, CRNA", "Maria Garza, CRNA"), ("Dr.", "Robert Garza"), ("Ortiz", "Maya Ortiz"), ("", "Maya Ortiz")],
)  # fmt: skip
def test_somebody_elses_page_is_not_theirs(name, there):
    """Their family name may be a city, a street, or somebody else's."""
    with pytest.raises(Unreadable, match="no line with the first and the family name"):
        read(page(ANESTHESIA, name=there), name=name)


def answered(**basic):
    basic = {"first_name": "MAYA", "last_name": "ORTIZ", "status": "A"} | basic
    taxonomies = [{"code": "208D00000X", "desc": "General Practice", "primary": True}]
    return json.dumps({"results": [
        {"number": NPI, "enumeration_type": "NPI-1", "basic": basic, "taxonomies": taxonomies}
    ]})  # fmt: skip


def test_who_came_back_is_in_use():
    back = answered(deactivation_date="2019-01-01", reactivation_date="2020-01-01")
    assert read(back) == Shown(True, ("208D00000X",), "General Practice")
    footer = page(ANESTHESIA) + "\nDeactivated NPIs are listed apart."
    assert read(footer).facts == ("anesthesiologist",)


@pytest.mark.parametrize("text", [answered(status="D"), f"{NPI}\nThis NPI was deactivated on 2019-01-01."])
def test_who_is_out_of_use_is_so_in_every_form(text):
    assert read(text) == Shown(active=False, listed_as=NOT_IN_USE)


@pytest.mark.parametrize(
    "row", ["207Q00000X - Family Medicine Physician TX Q1234", "207Q00000X - Family Medicine Physician  TX  Q1234"]
)
def test_the_state_behind_a_profession_is_none_of_its_words(row):
    assert read(page() + row).listed_as == "Family Medicine Physician"
