"""SAMHSA's directory becomes listings that say what it says, edition after edition."""

import datetime as dt
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.management.base import CommandError

from accounts.models import Event
from clinics.enums import Evidence, Status
from clinics.models import Answer, Clinic, Offering, SiteState, SourceRecord, Statement, Zip
from sources.models import ImportDifference, ImportRun
from tests.sources.files import csv_file, places, run
from tests.sources.workbooks import AUSTIN, COLUMNS, workbook

pytestmark = pytest.mark.django_db

REAL = Path(settings.BASE_DIR).parent / "shared/data/samhsa/National_Directory_MH_2024_Final.xlsx"
real = [pytest.mark.real, pytest.mark.skipif(not REAL.exists(), reason=f"{REAL.name} is not here")]


@pytest.fixture
def _places():
    places()
    Zip.objects.create(zip="02139", city="Cambridge", state="MA", latitude=42.36, longitude=-71.1)


def imported(path, *args, **options):
    return run("import_samhsa", path, *args, **options)


def refusal(path, *args):
    with pytest.raises(CommandError) as caught:
        imported(path, *args)
    return str(caught.value)


def state():
    tables = (Clinic.history, Offering.history, Event.objects, ImportRun.objects, SourceRecord.objects)
    return [*(table.count() for table in tables), SiteState.now().revision]


@pytest.mark.usefixtures("_places")
class TestOneEdition:
    def test_a_facility_says_what_its_row_says(self, tmp_path):
        row = AUSTIN | {"name2": "Mood Unit", "street2": "Suite 2", "intake1": "512-555-0143 x4"}
        said = imported(workbook(tmp_path / "Directory_2024.xlsx", row, AUSTIN | {"service_code_info": "OP"}))
        clinic = Clinic.objects.get()
        assert said == ["line 2: create Harbor Center, Mood Unit, Austin, TX", "1 create"]
        assert (clinic.name, clinic.street, clinic.street2) == ("Harbor Center, Mood Unit", "1 Main Street", "Suite 2")
        assert (clinic.phone, clinic.intake_phone) == ("+15125550142", "+15125550143;ext=4")
        assert (clinic.telehealth, clinic.point_precision, clinic.latitude) == (True, "zip", 30.27)
        assert set(clinic.traits.values_list("code", flat=True)) == {"outpatient", "self_pay", "medicare", "es"}
        assert list(clinic.ages.values_list("youngest", "oldest")) == [(18, 64)]
        assert list(clinic.offerings.values_list("method", "evidence", "as_of", "price_min")) == [
            ("iv", Evidence.SOURCE, dt.date(2023, 12, 31), None)
        ]
        assert (Statement.objects.count(), Answer.objects.count(), clinic.website, clinic.managed) == (0, 0, "", False)

    def test_columns_may_stand_in_any_order_case_and_company(self, tmp_path):
        columns = ["Phone", "EXTRA", "Service Code Info", " STATE ", "city", "ZIP", "street1", None, "NAME1"]
        rows = {key.replace("_", " "): value for key, value in AUSTIN.items()} | {"extra": "x"}
        book = workbook(tmp_path / "d_2024.xlsx", rows, columns=columns, before=["Codes", "Notes"])
        assert imported(book)[-1] == "1 create"
        assert Clinic.objects.get().phone == "+15125550142"

    def test_what_is_missing_is_named(self, tmp_path):
        columns = [name for name in COLUMNS if name not in {"zip", "phone"}]
        assert refusal(workbook(tmp_path / "d_2024.xlsx", AUSTIN, columns=columns)) == (
            "d_2024.xlsx has no sheet with the columns of the directory; missing: zip, phone."
        )
        twice = workbook(tmp_path / "e_2024.xlsx", AUSTIN, columns=[*COLUMNS, "ZIP"])
        assert refusal(twice) == "e_2024.xlsx has the column zip twice."
        none = workbook(tmp_path / "f_2024.xlsx", AUSTIN | {"service_code_info": "OP KITE"})
        assert refusal(none) == "f_2024.xlsx names no facility with ketamine infusion (KIT)."

    def test_the_year_comes_from_the_name_or_is_asked_for(self, tmp_path):
        book = workbook(tmp_path / "directory.xlsx", AUSTIN)
        assert refusal(book) == "The name directory.xlsx does not tell the year of the edition; give --edition YEAR."
        both = workbook(tmp_path / "2023_or_2024.xlsx", AUSTIN)
        assert refusal(both).endswith("give --edition YEAR.")
        imported(both, "--edition", "2023")
        assert SourceRecord.objects.get().source.key == "samhsa-mh-2023"

    @pytest.mark.parametrize("street", ["- - -", "---", "-", "\u2014", "\u2013 \u2013 \u2013"])
    def test_a_withheld_street_is_placed_at_its_zip_code(self, tmp_path, street):
        imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN | {"street1": street, "street2": "Suite 2"}))
        clinic = Clinic.objects.get()
        assert (clinic.point_precision, clinic.street, clinic.street2) == ("withheld", "", "")
        assert clinic.latitude == 30.27

    def test_a_street_that_is_not_given_is_not_said_to_be_withheld(self, tmp_path):
        imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN | {"street1": None}))
        assert (Clinic.objects.get().point_precision, Clinic.objects.get().street) == ("zip", "")

    @pytest.mark.parametrize("code", [2139, 2139.0, "2139", "02139", "02139-1234"])
    def test_a_zip_code_gets_its_zero_back(self, tmp_path, code):
        imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN | {"zip": code, "state": "ma", "city": "Cambridge"}))
        assert (Clinic.objects.get().zip, Clinic.objects.get().latitude) == ("02139", 42.36)

    def test_rows_that_differ_only_in_the_suite_are_one(self, tmp_path):
        double = AUSTIN | {"name1": "HARBOR  Center", "street2": "Suite 200"}
        said = imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN, double, AUSTIN | {"street1": "2 Main Street",
                        "name1": "Other", "phone": "512-555-0150"}))  # fmt: skip
        assert said[1] == "line 3: duplicate HARBOR Center, Austin, TX (same name, street and ZIP code as line 2)"
        assert list(Clinic.objects.order_by("id").values_list("name", "street2")) == [
            ("Harbor Center", "Suite 200"), ("Other", ""),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("cells", "reason"),
        [({"zip": None}, "the ZIP code “” has not five digits"), ({"zip": "787O1"}, "the ZIP code “787O1” has not"),
         ({"zip": "78701-x"}, "the ZIP code “78701-x” has not"), ({"zip": 9}, "the ZIP code “9” has not"),
         ({"zip": "#N/A"}, "the ZIP code “#N/A” has not"), ({"state": "XX"}, "“XX” is no state"),
         ({"phone": "call"}, "Harbor Center: phone: “call” is not a US phone number"),
         ({"phone": "512-555-0142 ext. 12345678"}, "has an extension that is not of 1 to 7 digits"),
         ({"city": None}, "city is blank"), ({"name1": None}, "name is blank")],
    )  # fmt: skip
    def test_a_wrong_row_is_named_and_the_rest_goes_in(self, tmp_path, cells, reason):
        good = AUSTIN | {"name1": "Good", "zip": "76701", "phone": None}
        book = workbook(tmp_path / "d_2024.xlsx", AUSTIN | cells, good)
        with pytest.raises(CommandError, match="1 row is wrong"):
            imported(book)
        assert Clinic.objects.get().name == "Good"
        assert reason in ImportRun.objects.get().problems[0]["reason"]

    def test_a_wrong_intake_number_is_left_out(self, tmp_path):
        imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN | {"intake1": "ask"}))
        assert Clinic.objects.get().intake_phone == ""

    @pytest.mark.parametrize(
        ("codes", "ages"),
        [("CHLD SNR", [(0, 17), (65, 120)]), ("CHLD YAD ADLT SNR", [(0, 120)]), ("ADLT", [(26, 64)]), ("", [])],
    )
    def test_age_groups_that_touch_are_one(self, tmp_path, codes, ages):
        imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN | {"service_code_info": f"KIT * {codes}"}))
        assert list(Clinic.objects.get().ages.values_list("youngest", "oldest")) == ages

    def test_a_code_that_is_not_there_is_no_answer(self, tmp_path):
        imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN | {"service_code_info": "KIT"}))
        clinic = Clinic.objects.get()
        assert (clinic.telehealth, clinic.new_patients, clinic.methods_complete) == (None, None, False)
        assert [clinic.traits.count(), clinic.conditions.count(), clinic.statements.count()] == [0, 0, 0]

    @pytest.mark.parametrize("size", ["A1", "A1:B1", "A1:XFD1048576"])
    def test_what_a_sheet_says_of_its_own_size_is_no_matter(self, tmp_path, size):
        book = workbook(tmp_path / "w.xlsx", AUSTIN | {"service_code_info": "OP"}, AUSTIN)
        with zipfile.ZipFile(book) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        sized = re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{size}"', sheet)
        assert sized != sheet
        wrong = with_part(book, tmp_path / "b_2024.xlsx", r"worksheets/sheet\d", sized)
        assert imported(wrong)[0] == "line 3: create Harbor Center, Austin, TX"


@pytest.mark.usefixtures("_places")
class TestEditions:
    def test_a_newer_edition_changes_what_nobody_edited(self, tmp_path):
        other = AUSTIN | {"name1": "Gone", "street1": "9 Elm Street", "zip": "76701", "phone": "512-555-0177"}
        imported(workbook(tmp_path / "d_2023.xlsx", AUSTIN, other))
        Clinic.objects.filter(name="Harbor Center").update(intake_phone="+15125550999")
        newer = AUSTIN | {"phone": "512-555-0188", "intake1": "512-555-0199", "service_code_info": "KIT OP MD"}
        book = workbook(tmp_path / "d_2024.xlsx", newer)
        predicted = imported(book, dry_run=True)
        said = imported(book)
        clinic = Clinic.objects.get(name="Harbor Center")
        assert predicted == said
        assert said[-2].endswith("missing Gone, Austin, TX (not in the edition of 2024; look into it)")
        assert said[-1] == "1 update, 1 missing"
        assert (clinic.phone, clinic.intake_phone, clinic.telehealth) == ("+15125550188", "+15125550999", None)
        assert set(clinic.traits.values_list("code", flat=True)) == {"medicaid", "outpatient"}
        assert clinic.offerings.get().as_of == dt.date(2023, 12, 31)
        assert clinic.source_records.get().source.edition == 2024
        gone = Clinic.objects.get(name="Gone")
        assert (gone.status, gone.source_records.get().missing_since) == (Status.LISTED, 2024)
        before = state()
        assert (imported(book)[-1], state()) == ("1 unchanged", before)

    def test_a_row_that_cannot_be_read_is_not_taken_for_a_missing_one(self, tmp_path):
        other = AUSTIN | {"name1": "Elm", "street1": "9 Elm Street", "zip": "76701", "phone": "512-555-0177"}
        imported(workbook(tmp_path / "d_2022.xlsx", AUSTIN, other))
        missing = SourceRecord.objects.filter(missing_since__isnull=False)
        refusal(workbook(tmp_path / "d_2023.xlsx", AUSTIN | {"zip": "7x"}, other | {"phone": "12"}))
        assert missing.count() == 0
        refusal(workbook(tmp_path / "d_2024.xlsx", AUSTIN | {"name1": "Elm Park", "phone": "12"}))
        assert missing.count() == 2

    def test_what_a_newer_edition_names_again_is_no_longer_missing(self, tmp_path):
        other = AUSTIN | {"name1": "Back", "street1": "9 Elm Street", "zip": "76701", "phone": "512-555-0177"}
        imported(workbook(tmp_path / "d_2022.xlsx", AUSTIN, other))
        imported(workbook(tmp_path / "d_2023.xlsx", AUSTIN))
        imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN, other))
        assert list(SourceRecord.objects.values_list("missing_since", "source__edition")) == [(None, 2024)] * 2

    def test_a_price_given_since_is_not_taken_for_the_sources(self, tmp_path):
        imported(workbook(tmp_path / "d_2023.xlsx", AUSTIN))
        Offering.objects.update(unit="session", price_min=400, price_max=400, evidence=Evidence.STATED)
        imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN))
        offering = Offering.objects.get()
        assert (offering.price_min, offering.evidence, offering.as_of) == (400, Evidence.STATED, dt.date(2022, 12, 31))

    def test_an_older_edition_after_a_newer_one_is_refused(self, tmp_path):
        imported(workbook(tmp_path / "d_2024.xlsx", AUSTIN))
        assert refusal(workbook(tmp_path / "d_2023.xlsx", AUSTIN)) == (
            "The edition of 2024 was imported before; 2023 is older and would undo it."
        )

    def test_a_clinic_that_withdrew_stays_away_and_one_that_keeps_itself_is_only_compared(self, tmp_path):
        second = AUSTIN | {"name1": "Own", "street1": "9 Elm Street", "zip": "76701", "phone": "512-555-0177"}
        imported(workbook(tmp_path / "d_2023.xlsx", AUSTIN, second))
        Clinic.objects.filter(name="Harbor Center").update(status="withdrawn", status_on=dt.date(2026, 1, 1))
        Clinic.objects.filter(name="Own").update(managed=True)
        book = workbook(tmp_path / "d_2024.xlsx", AUSTIN, second | {"phone": "512-555-0111"})
        assert imported(book)[-1] == "1 differs, 1 withdrawn"
        assert Clinic.objects.get(name="Own").phone == "+15125550177"
        shown = ImportDifference.objects.values_list("clinic__name", "line", "column", "held", "offered")
        assert list(shown.filter(column="phone")) == [("Own", 3, "phone", "512-555-0177", "512-555-0111")]

    def test_samples_and_real_facilities_never_meet(self, tmp_path):
        sample = {"key": "s", "is_sample": "yes", "name": "S", "city": "Austin", "state": "TX", "zip": "78701"}
        run("import_clinics", csv_file(tmp_path / "s.csv", sample))
        assert "clear_samples" in refusal(workbook(tmp_path / "d_2024.xlsx", AUSTIN))
        assert Clinic.objects.get().key == "s"


BILLION = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>"""


def with_part(path, target, pattern, content):
    """A copy of a workbook with one part changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if re.search(pattern, name) else old.read(name))
    return target


@pytest.mark.usefixtures("_places")
class TestBadWorkbooks:
    def test_what_is_no_workbook_is_one_sentence(self, tmp_path):
        found = {}
        for name, data in {"a": b"", "b": b"\xd0\xcf\x11\xe0old", "c": b"key,name\n", "d": b"PK\x03\x04rest",
                           "e": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")}.items():  # fmt: skip
            (tmp_path / f"{name}_2024.xlsx").write_bytes(data)
            found[name] = refusal(tmp_path / f"{name}_2024.xlsx")
        assert found == {
            "a": "a_2024.xlsx is empty.", "b": "b_2024.xlsx is an old .xls workbook; save it as .xlsx.",
            "e": "e_2024.xlsx is locked by a password; save it without one.",
            "c": "c_2024.xlsx is no .xlsx workbook.", "d": "d_2024.xlsx is damaged or no .xlsx workbook.",
        }  # fmt: skip
        assert refusal(tmp_path / "none_2024.xlsx") == "There is no file none_2024.xlsx."
        assert refusal(tmp_path, "--edition", "2024") == f"{tmp_path.name} is a folder; give a file."

    @pytest.mark.parametrize("year", ["0", "24", "-1", "1999", "2099"])
    def test_a_mistyped_year_does_not_shut_out_the_editions_that_follow(self, tmp_path, year):
        book = workbook(tmp_path / "d_2024.xlsx", AUSTIN)
        assert refusal(book, f"--edition={year}") == f"{year} is no year of an edition; give --edition such as 2024."
        assert Clinic.objects.count() == 0

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
    def test_a_truncated_workbook_is_one_sentence(self, tmp_path, share):
        whole = workbook(tmp_path / "w.xlsx", *[AUSTIN] * 50).read_bytes()
        (tmp_path / "t_2024.xlsx").write_bytes(whole[: int(len(whole) * share)])
        assert refusal(tmp_path / "t_2024.xlsx") == "t_2024.xlsx is damaged or no .xlsx workbook."

    def test_an_archive_without_a_workbook_is_one_sentence(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "z_2024.xlsx", "w") as archive:
            archive.writestr("readme.txt", "hello")
        assert refusal(tmp_path / "z_2024.xlsx") == "z_2024.xlsx is damaged or no .xlsx workbook."

    def test_a_zip_bomb_is_not_unpacked(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "z_2024.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(3):
                with archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as part:
                    for _ in range(80):
                        part.write(b"\0" * 2**20)
        assert (tmp_path / "z_2024.xlsx").stat().st_size < 2**20
        assert refusal(tmp_path / "z_2024.xlsx") == "z_2024.xlsx unpacks to 240 MB; that is no directory."

    def test_entities_are_not_expanded(self, tmp_path):
        assert openpyxl.DEFUSEDXML
        book = workbook(tmp_path / "w.xlsx", AUSTIN)
        bad = with_part(book, tmp_path / "b_2024.xlsx", r"worksheets/sheet\d", BILLION)
        assert refusal(bad) == "b_2024.xlsx is no directory: it declares entities or attributes of its own."
        assert Clinic.objects.count() == 0

    def test_a_sheet_that_breaks_off_is_one_sentence_and_nothing_goes_in(self, tmp_path):
        book = workbook(tmp_path / "w.xlsx", *[AUSTIN] * 20)
        with zipfile.ZipFile(book) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        bad = with_part(book, tmp_path / "b_2024.xlsx", r"worksheets/sheet\d", sheet[: len(sheet) // 2])
        assert refusal(bad) == "b_2024.xlsx is damaged: a sheet cannot be read to its end."
        assert Clinic.objects.count() == 0

    def test_a_damaged_list_of_sheets_is_one_sentence(self, tmp_path):
        book = workbook(tmp_path / "w.xlsx", AUSTIN)
        bad = with_part(book, tmp_path / "b_2024.xlsx", r"xl/workbook\.xml", "<broken")
        assert refusal(bad) == "b_2024.xlsx cannot be read as a workbook."

    @pytest.mark.no_cover  # 200,000 times the same lines
    def test_a_sheet_without_end_is_one_sentence(self, tmp_path):
        book = workbook(tmp_path / "w.xlsx", AUSTIN)
        with zipfile.ZipFile(book) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        far = '<row r="1000000"><c r="A1000000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        bad = with_part(book, tmp_path / "b_2024.xlsx", r"worksheets/sheet\d", sheet.replace("</sheetData>", far))
        assert refusal(bad) == "b_2024.xlsx has more than 200,000 rows; that is no directory."


class TestRealDirectory:
    pytestmark = real

    def test_the_edition_of_2024_goes_in_and_is_found(self, client):
        run("load_places")
        predicted = imported(REAL, dry_run=True)
        assert Clinic.objects.count() == 0
        assert imported(REAL) == predicted
        assert (len(predicted), predicted[-1]) == (139, "136 create, 2 duplicate")
        by_state = {s: Clinic.objects.filter(state=s).count() for s in ("CA", "UT", "FL")}
        assert (by_state, Clinic.objects.values("state").distinct().count()) == ({"CA": 40, "UT": 16, "FL": 12}, 29)
        assert Clinic.objects.filter(point_precision="withheld", street="").count() == 12
        assert (Statement.objects.count(), Clinic.objects.filter(latitude=None).count()) == (0, 0)
        before = state()
        assert (imported(REAL)[-1], state()) == ("136 unchanged, 2 duplicate", before)
        found = client.get("/api/v1/clinics/", {"near": "90404", "radius": "25", "sort": "distance"}).json()
        miles = [row["distance_miles"] for row in found["results"]]
        assert found["total"] == len(miles) > 3
        assert miles == sorted(miles)
        assert {row["state"] for row in found["results"]} == {"CA"}
        assert max(miles) <= 25
