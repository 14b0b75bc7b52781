"""Whatever is wrong with a file is one sentence, and what is wrong with a row leaves the other rows alone."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from clinics.models import Clinic, Statement, Zip
from sources.models import ImportRun
from sources.readers.csv_file import guard, unguard
from tests.factories import ClinicFactory
from tests.sources.files import AUSTIN, NPI, csv_file, places, run

pytestmark = pytest.mark.django_db

GOOD = AUSTIN | {"key": "good", "name": "Good Clinic", "zip": "76701"}
HEAD = b"key,name,city,state,zip\n"
ROW = b"harbor,Harbor Clinic,Austin,TX,78701\n"


@pytest.fixture(autouse=True)
def _places():
    places()


def refusal(path, command="import_clinics", **options):
    with pytest.raises(CommandError) as caught:
        run(command, path, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.csv is empty."),
        (b" \n\n", "a.csv is empty."),
        (HEAD, "a.csv has a header and no rows."),
        (HEAD + "harbor,Caf\u00e9,Austin,TX,78701\n".encode("latin-1"),
         "a.csv is not in UTF-8 (line 2, perhaps Latin-1); save it as CSV (UTF-8)."),
        ((HEAD + ROW).decode().encode("utf-16"), "a.csv is in UTF-16; save it as CSV (UTF-8)."),
        ((HEAD + ROW).decode().encode("utf-16-le"), "a.csv holds a NUL byte on line 1; it is no text file."),
        (HEAD + b"har\x00bor,Harbor,Austin,TX,78701\n", "a.csv holds a NUL byte on line 2; it is no text file."),
        (b"key,name,city,state\nharbor,Harbor,Austin,TX\n", "a.csv lacks the column zip."),
        (b"key,name,city,state,zip,name\n" + ROW, "a.csv has the column \u201cname\u201d twice."),
        (b"key,name,city,state,zip,color\n" + ROW,
         "a.csv has a column \u201ccolor\u201d that is not known; see docs/data.md."),
        (HEAD.replace(b",", b";") + ROW, "a.csv is not parted by commas; save it as CSV with commas."),
        (HEAD + ROW + b'lake,"Lake,Austin,TX,78701\n',
         "a.csv cannot be read from line 3 on: unexpected end of data."),
        (b'"key', "a.csv has no header that can be read."),
        (b"PK\x03\x04rest", "a.csv is a workbook, not a CSV; save it as CSV (UTF-8)."),
        (b"\xd0\xcf\x11\xe0rest", "a.csv is a workbook, not a CSV; save it as CSV (UTF-8)."),
        (b"key,is_sample,name,city,state,zip\na,yes,A,Austin,TX,78701\nb,,B,Austin,TX,78701\n",
         "a.csv mixes sample clinics with real ones; is_sample is the same in every row."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_sentence_and_changes_nothing(tmp_path, data, sentence):
    (tmp_path / "a.csv").write_bytes(data)
    assert refusal(tmp_path / "a.csv") == sentence
    assert (Clinic.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_a_path_that_is_no_file_is_one_sentence(tmp_path):
    assert refusal(tmp_path / "no.csv") == "There is no file no.csv."
    assert refusal(tmp_path) == f"{tmp_path.name} is a folder; give a file."
    assert refusal("/dev/zero") == "zero is no ordinary file."
    assert refusal("/proc/self/mem") == "mem cannot be read: Input/output error."
    assert "name too long" in refusal("x" * 300)


def test_a_file_of_absurd_size_is_not_even_opened(tmp_path):
    with (tmp_path / "a.csv").open("wb") as target:
        target.truncate(201 * 1024 * 1024)
    assert refusal(tmp_path / "a.csv") == "a.csv is larger than 200 MB; split it."


def test_a_byte_order_mark_and_other_line_ends_are_no_matter(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + (HEAD + ROW).replace(b"\n", b"\r\n"))
    assert run("import_clinics", tmp_path / "a.csv")[-1] == "1 create"


def test_without_places_nothing_is_read(tmp_path):
    Zip.objects.all().delete()
    assert refusal(csv_file(tmp_path / "a.csv", AUSTIN)) == "The table of ZIP codes is empty. Run load_places first."


PERSON = {"name": "Dana Reyes", "npi": NPI}


def people(**changes):
    return json.dumps([PERSON | changes])


def lines_of(file, **options):
    """What is printed of a file with one wrong row."""
    out = StringIO()
    with pytest.raises(CommandError, match="1 row is wrong and was left out; the others were taken"):
        call_command("import_clinics", str(file), stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"iv.price_min": "0", "iv.unit": "session"}, "iv.price_min is “0”; write a whole number from 1 to 1,000,000"),
        ({"iv.price_min": "1e3", "iv.unit": "session"}, "iv.price_min is “1e3”; write a whole number"),
        ({"iv.price_min": "'-5", "iv.unit": "session"}, "iv.price_min is “-5”; write a whole number"),
        ({"iv.price_min": "4.5", "iv.unit": "session"}, "iv.price_min is “4.5”; write a whole number"),
        ({"iv.price_min": "٤٠٠", "iv.unit": "session"}, "iv.price_min is “٤٠٠”; write a whole number"),
        ({"iv.price_min": "9" * 10_000, "iv.unit": "session"}, "iv.price_min is “9999"),
        ({"iv.price_min": "500", "iv.price_max": "400", "iv.unit": "session"},
         "iv.price_min is 500 dollars and price_max 400; the lower one comes first"),
        ({"iv.price_min": "500"}, "iv.unit is blank; say if the price is for a session, a month or a package"),
        ({"iv.price_max": "500"}, "iv.price_min is blank, though a unit or a highest price is given"),
        ({"iv.oral_place": "home"}, "iv.oral_place is for the method oral only"),
        ({"confirmed_on": "2026-02-30"}, "confirmed_on is “2026-02-30”; write the date as 2026-09-02"),
        ({"confirmed_on": "9/2/2026"}, "confirmed_on is “9/2/2026”; write the date as 2026-09-02"),
        ({"confirmed_on": "2026-W05-1"}, "confirmed_on is “2026-W05-1”; write the date as 2026-09-02"),
        ({"confirmed_on": "0026-09-02"}, "confirmed_on is “0026-09-02”; write the date"),
        ({"status": "gone"}, "status is “gone”; it may be closed, draft, listed, moved, temporarily_closed"),
        ({"status": "withdrawn"}, "status is “withdrawn”; it may be"),
        ({"status": "closed"}, "status is closed, so status_on must say since when"),
        ({"state": "XX"}, "state is “XX”; it may be AK"),
        ({"conditions": "trd; boredom"}, "conditions is “boredom”; it may be"),
        ({"payments": "gold"}, "payments is “gold”; it may be"),
        ({"languages": "klingon"}, "languages is “klingon”; it may be"),
        ({"methods": "iv; smoke"}, "methods is “smoke”; it may be"),
        ({"telehealth": "maybe"}, "telehealth is “maybe”; write yes, no, or leave it blank for not stated"),
        ({"name": "Harbor \u202eetisoppo"}, "name holds invisible characters; type it again"),
        ({"name": "\u200b"}, "name holds invisible characters; type it again"),
        ({"name": "two\nlines"}, "name is more than one line"),
        ({"name": "x" * 161}, "name is longer than 160 characters"),
        ({"name": " "}, "name is blank, and every clinic needs one"),
        ({"description": "x" * 100_001}, "has a cell of more than 100,000 characters"),
        ({"rating_count": "many"}, "rating_count is “many”; write a whole number"),
        ({"rating_average": "NaN", "rating_count": "4"}, "rating_average is “NaN”; write a number from 1.0 to 5.0"),
        ({"rating_average": "sNaN", "rating_count": "4"}, "rating_average is “sNaN”"),
        ({"rating_average": "5.1", "rating_count": "4"}, "rating_average is “5.1”; write a number from 1.0 to 5.0"),
        ({"rating_average": "much", "rating_count": "4"}, "rating_average is “much”"),
        ({"latitude": "nan", "longitude": "0"}, "latitude is “nan”; write degrees from -90 to 90"),
        ({"latitude": "north", "longitude": "0"}, "latitude is “north”; write degrees"),
        ({"latitude": "30"}, "latitude and longitude go together; give both or neither"),
        ({"zip": "7870"}, "zip is “7870”; write five digits, keeping a leading 0"),
        ({"zip": "٧٨٧٠١"}, "zip is “٧٨٧٠١”; write five digits"),
        ({"phone": "911"}, "phone: “911” is not a US phone number with area code"),
        ({"phone": "call us"}, "phone: “call us” is not a US phone number"),
        ({"website": "javascript:alert(1)"}, "website is “javascript:alert(1)”; write the whole address"),
        ({"hours": "whenever"}, "hours is “whenever”; write OpenStreetMap hours"),
        ({"ages": "18-"}, "ages is “18-”; write ages as 18-120"),
        ({"ages": "30-20"}, "ages is “30-20”; write ages"),
        ({"ages": "18-30; 18-60"}, "ages names two ranges that begin at one age"),
        ({"wait_days": "3"}, "new_patients or wait_days is given, so availability_on must say of which day"),
        ({"fact.acls": "yes document 2026-08-19"}, "fact.acls names a document without its own last day"),
        ({"fact.dea": "yes stated 2026-08-19 (BW1234563)"}, "fact.dea holds a DEA number, which is never kept"),
        ({"description": "Our number is B91234563."}, "description holds a DEA number, which is never kept"),
        ({"point_precision": "withheld", "street": "1 Main Street"},
         "point_precision is withheld, so street and street2 must be blank"),
        ({"key": "Harbor"}, "key is “Harbor”; write small letters, digits and hyphens, 60 at most"),
        ({"key": ""}, "key is blank, and every clinic needs one"),
        ({"slug": "A b"}, "slug is “A b”; write small letters"),
        ({"moved_to": "harbor", "status": "moved", "status_on": "2026-01-01"},
         "moved_to leads back to where it began"),
        ({"moved_to": "good"}, "moved_to and the status moved go together"),
        ({"fact.dea": "perhaps"}, "fact.dea is “perhaps”; write each answer as: yes stated 2026-09-02"),
        ({"fact.dea": "yes source 2023-12-31"}, "fact.dea names a source where, and only where"),
        ({"fact.dea": "yes stated 2026-09-02 until 2026-01-01"}, "fact.dea ends before 2026-09-02"),
        ({"fact.dea": "yes stated 2026-02-30"}, "fact.dea is “2026-02-30”; write the date"),
        ({"fact.anesthesiologist": f"yes stated 2026-01-01 by {NPI}"},
         f"fact.anesthesiologist rests on the NPI {NPI}, which nobody under people has"),
        ({"fact.dea": "yes source 2023-12-31 from rumor"}, "this row names the source “rumor”, which this site does"),
        ({"fact.dea": "yes \x1b[2J"}, "fact.dea is “yes [2J”"),
        ({"people": "Dana Reyes"}, "people is not a JSON list, such as"),
        ({"people": '{"name": "Dana"}'}, "people is not a JSON list of objects"),
        ({"people": "[" * 50_000}, "people is not a JSON list, such as"),
        ({"people": '[{"name": 7}]'}, "people has a value that is not text; write every value in quotes"),
        ({"people": '[{"name": ' + "7" * 5000 + "}]"}, "people is not a JSON list"),
        ({"people": '[{"npi": ""}]'}, "people has a person without a name"),
        ({"people": '[{"name": "\\ud800"}]'}, "people holds invisible characters; type it again"),
        ({"people": people(phone="512")}, "people has “phone”; a person has name, credentials"),
        ({"people": people(npi="1234567890")}, "people has an npi that is wrong."),
        ({"people": people(npi="", looked_up_on="2026-01-01")}, "people has a person looked up in the register"),
        ({"people": json.dumps([PERSON, PERSON])}, "people names one NPI twice"),
        ({"people": json.dumps([{"name": n, "is_medical_director": "yes"} for n in "AB"])},
         "people names two medical directors"),
        ({"old_addresses": "austin/x"}, "old_addresses is “austin/x”; write former addresses as tx/austin/old-name"),
        ({"old_addresses": "tx/austin/held"},
         "old_addresses names tx/austin/held, which is the page of another clinic"),
        ({"records": "harbor"}, "records is “harbor”; write the origin as SERIES KEY in EDITION"),
        ({"records": "other x in samhsa-mh-2024"}, "records names samhsa-mh-2024, which is no edition of other"),
        ({"records": "samhsa-mh x in samhsa-mh-2024 | samhsa-mh x in samhsa-mh-2023"},
         "records names one facility twice"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_and_the_rest_goes_in(tmp_path, cells, reason):
    ClinicFactory(name="Held", slug="held", zip="79936", key="held")
    file = csv_file(tmp_path / "a.csv", AUSTIN | cells, GOOD)
    predicted, said = lines_of(file, dry_run=True), lines_of(file)
    assert predicted == said
    wrong = next(line for line in said if line.startswith("line 2: error"))
    assert reason in wrong
    assert list(Clinic.objects.order_by("key").values_list("key", flat=True)) == ["good", "held"]
    assert ImportRun.objects.get().problems[0]["line"] == 2


def test_a_row_with_more_or_fewer_cells_is_wrong_alone(tmp_path):
    (tmp_path / "a.csv").write_bytes(HEAD + ROW.replace(b"\n", b",more\n") + b"short,Short\n\n" + ROW)
    with pytest.raises(CommandError, match="2 rows are wrong"):
        run("import_clinics", tmp_path / "a.csv")
    reasons = [(row["line"], row["reason"]) for row in ImportRun.objects.get().problems]
    assert reasons == [(2, "has 6 cells, the header has 5"), (3, "has 2 cells, the header has 5")]
    assert Clinic.objects.get().key == "harbor"


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ({"name": "Again"}, "key harbor stands on line 2 already"),
        ({"key": "b", "name": "B"}, "its origin stands on line 2 already"),
    ],
)
def test_a_file_speaks_once_of_a_clinic(tmp_path, second, reason):
    row = AUSTIN | {"records": "samhsa-mh x in samhsa-mh-2024"}
    with pytest.raises(CommandError, match="1 row is wrong"):
        run("import_clinics", csv_file(tmp_path / "a.csv", row, row | second))
    assert ImportRun.objects.get().problems[0]["reason"] == reason
    assert Clinic.objects.get().name == "Harbor Clinic"


def test_a_clinic_known_by_key_and_by_origin_is_one(tmp_path):
    origin = {"records": "samhsa-mh x in samhsa-mh-2024"}
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | origin))
    both = csv_file(tmp_path / "b.csv", AUSTIN | {"records": ""}, AUSTIN | {"key": "alias", "name": "New"} | origin)
    with pytest.raises(CommandError, match="1 row is wrong"):
        run("import_clinics", both)
    assert Clinic.objects.get().name == "Harbor Clinic"


def test_an_origin_is_not_taken_from_another_clinic(tmp_path):
    origin = {"records": "samhsa-mh x in samhsa-mh-2024"}
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | origin, GOOD))
    with pytest.raises(CommandError, match="1 row is wrong"):
        run("import_clinics", csv_file(tmp_path / "b.csv", GOOD | origin))
    assert Clinic.objects.get(source_records__key="x").key == "harbor"


def test_three_clinics_do_not_move_in_a_circle(tmp_path):
    moved = {"status": "moved", "status_on": "2026-11-01"}
    ring = [AUSTIN | moved | {"key": a, "name": a, "moved_to": b, "zip": z}
            for a, b, z in [("a", "b", "78701"), ("b", "c", "76701"), ("c", "a", "79936")]]  # fmt: skip
    with pytest.raises(CommandError, match="3 rows are wrong"):
        run("import_clinics", csv_file(tmp_path / "a.csv", *ring))
    assert Clinic.objects.count() == 0


def test_nobody_moves_to_a_clinic_without_a_page(tmp_path):
    ClinicFactory(key="away", status="withdrawn", status_on="2026-01-01", zip="79936")
    row = AUSTIN | {"status": "moved", "status_on": "2026-11-01", "moved_to": "away"}
    with pytest.raises(CommandError, match="1 row is wrong"):
        run("import_clinics", csv_file(tmp_path / "a.csv", row))
    assert Clinic.objects.count() == 1


def test_one_price_is_lowest_and_highest(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | {"iv.unit": "session", "iv.price_min": "400"}))
    assert Clinic.objects.get().offerings.get().price_max == 400


def test_statements_that_say_the_same_twice_stay_twice(tmp_path):
    twice = AUSTIN | {"fact.dea": "yes stated 2026-09-01 | yes stated 2026-09-01", "telehealth": ""}
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | {"fact.dea": "yes stated 2026-09-01"}))
    run("import_clinics", csv_file(tmp_path / "b.csv", twice))
    assert run("import_clinics", tmp_path / "b.csv")[-1] == "1 unchanged"
    assert Statement.objects.count() == 2


@given(st.text())
def test_the_guard_against_spreadsheets_comes_off_again(cell):
    guarded = guard(cell)
    assert unguard(guarded) == cell
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "'=1", "'", "''"])
def test_a_formula_is_guarded_once(cell):
    assert guard(cell) == "'" + cell


def test_an_export_needs_a_file(tmp_path):
    assert refusal(tmp_path, "export_clinics") == f"{tmp_path} is a folder; name a file in it."
