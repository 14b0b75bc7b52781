"""What moderators read where a file says something else than a clinic that keeps its own listing."""

import json

import pytest

from clinics.models import Clinic
from sources.models import ImportDifference
from tests.moderators import moderator, signed_in
from tests.sources.files import AUSTIN, NPI, csv_file, places, run

pytestmark = pytest.mark.django_db
HELD = {
    "managed": "yes", "methods": "iv; kap", "iv.unit": "session", "iv.price_min": "400", "iv.price_max": "500",
    "iv.minutes": "40", "iv.as_of": "2026-01-02", "kap.as_of": "2026-01-02", "fact.anesthesiologist": "yes stated 2026-01-02",
    "fact.dea": "yes document 2026-08-19 until 2028-07-31 address matched", "conditions": "trd; ptsd",
    "payments": "self_pay; medicare", "settings": "outpatient", "ages": "12-17; 18-120", "telehealth": "yes",
    "methods_complete": "yes", "intake_fee": "0", "deposit": "1500", "organization": "Open Field",
    "people": json.dumps([{"name": "Jane Roe", "credentials": "MD", "role": "psychiatrist", "is_medical_director": "yes"},
                          {"name": "Max Ort", "npi": NPI}]),
}  # fmt: skip


@pytest.fixture
def noted(tmp_path):
    """Column → what the clinic and what the file says, after a file that says the rest of the row as it is held."""

    def take(**cells):
        places()
        run("import_clinics", csv_file(tmp_path / "held.csv", AUSTIN | HELD))
        said = run("import_clinics", csv_file(tmp_path / "other.csv", AUSTIN | HELD | cells))
        assert ": differs " in said[0]
        assert run("import_clinics", csv_file(tmp_path / "other.csv", AUSTIN | HELD | cells)) == said
        found = ImportDifference.objects.order_by("column").values_list("column", "held", "offered")
        assert len({column for column, *_ in found}) == len(found)
        return {column: (held, offered) for column, held, offered in found}

    return take


@pytest.mark.parametrize(
    ("cells", "column", "held", "offered"),
    [
        ({"fact.anesthesiologist": "no stated 2026-03-04"}, "statements",
         "Anesthesiologist: yes stated 2026-01-02.", "Anesthesiologist: no stated 2026-03-04."),
        ({"fact.anesthesiologist": "", "fact.crna": "yes stated 2026-01-02"}, "statements",
         "Anesthesiologist: yes stated 2026-01-02.\nNurse anesthetist: not stated.",
         "Anesthesiologist: not stated.\nNurse anesthetist: yes stated 2026-01-02."),
        ({"iv.price_max": "450"}, "offerings", "IV infusion: $400 to $500 a session.", "IV infusion: $400 to $450 a session."),
        ({"iv.price_min": "", "iv.price_max": "", "iv.unit": "", "iv.minutes": ""}, "offerings",
         "IV infusion: $400 to $500 a session; minutes a session: 40.",
         "IV infusion: price: not stated; minutes a session: not stated."),
        ({"iv.takes_insurance": "no", "iv.maintenance_price": "1200"}, "offerings",
         "IV infusion: insurance is billed: not stated; price of a maintenance session: not stated.",
         "IV infusion: insurance is billed: no; price of a maintenance session: $1,200."),
        ({"methods": "iv; oral", "kap.as_of": "", "oral.oral_place": "home", "oral.evidence": "source",
          "oral.as_of": "2023-12-31"}, "offerings",
         "Lozenge or tablet: not stated.\nWith talk therapy: evidence: clinic says; stated on: 2026-01-02.",
         "Lozenge or tablet: lozenge taken: Taken at home; evidence: public data; stated on: 2023-12-31.\nWith talk therapy: not stated."),
        ({"people": json.dumps([{"name": "Jane Roe", "credentials": "MD", "role": "physician"},
                                {"name": "Max Ort", "npi": NPI}])}, "people",
         "1 person whom the file does not name so", "1 person whom the listing does not name so"),
        ({"people": json.dumps([{"name": "Jane Roe", "credentials": "MD", "role": "psychiatrist", "is_medical_director": "yes"},
                                {"name": "Max Ort", "npi": NPI, "looked_up_on": "2026-11-01", "register_says": "Nurse"}])},
         "people", "1 person whom the file does not name so", "1 person whom the listing does not name so"),
        ({"people": ""}, "people", "2 people whom the file does not name so", ""),
        ({"payments": "self_pay; private"}, "traits", "Payment: Self-pay, Medicare.", "Payment: Self-pay, Private insurance."),
        ({"settings": "", "languages": "en; es"}, "traits", "Language: not stated.\nSetting: Outpatient clinic.",
         "Language: English, Spanish.\nSetting: not stated."),
        ({"ages": "0-120"}, "ages", "12 to 17; 18 and over", "All ages"),
        ({"conditions": "trd"}, "conditions", "Depression that other medicines have not helped; PTSD",
         "Depression that other medicines have not helped"),
        ({"old_addresses": "tx/austin/old-harbor"}, "addresses", "", "tx/austin/old-harbor"),
        ({"telehealth": "no"}, "telehealth", "yes", "no"),
        ({"telehealth": ""}, "telehealth", "yes", ""),
        ({"methods_complete": ""}, "methods_complete", "yes", "no"),
        ({"intake_fee": "150"}, "intake_fee", "$0", "$150"),
        ({"deposit": ""}, "deposit", "$1,500", ""),
        ({"status": "temporarily_closed", "status_on": "2026-11-01"}, "status", "Listed", "Temporarily closed"),
        ({"confirmed_on": "2026-11-02"}, "confirmed_on", "", "2026-11-02"),
        ({"organization": "Other"}, "organization", "Open Field", "Other"),
    ],
)  # fmt: skip
def test_a_difference_is_told_in_plain_words(noted, cells, column, held, offered):
    assert noted(**cells)[column] == (held, offered)


def test_no_difference_is_told_in_the_words_of_a_program(noted):
    """Every column at once."""
    blank = {name: "" for name in HELD if name not in {"managed", "methods"}}
    found = noted(
        **(blank | {"methods": "oral", "street": "1 Elm", "website": "https://example.com/", "languages": "ase"})
    )
    words = " ".join(word for pair in found.values() for word in pair)
    assert set(found) >= {"statements", "offerings", "people", "traits", "ages", "conditions", "street"}
    assert [mark for mark in ("{", "[", "(", "None", "True", "False", "datetime", "'", "_") if mark in words] == []


def test_the_page_of_a_run_shows_the_words_line_by_line(noted):
    noted(**{"fact.anesthesiologist": "", "fact.crna": "yes stated 2026-01-02"})
    run_id = ImportDifference.objects.values_list("run", flat=True).get()
    page = signed_in(moderator()).get(f"/admin/sources/importrun/{run_id}/change/").content.decode()
    assert "Anesthesiologist: not stated.<br>Nurse anesthetist: yes stated 2026-01-02." in page
    assert Clinic.objects.get().statements.count() == 2
