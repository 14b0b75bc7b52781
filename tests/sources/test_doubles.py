"""Rows of a file that are alike: among themselves, and to a clinic that is there; and lines that are taken all the same."""

import pytest
from django.core.management.base import CommandError

from clinics.actions.listing import withdraw
from clinics.models import Clinic, SourceRecord
from sources.models import ImportRun
from tests.sources.files import AUSTIN, csv_file, places, run
from tests.sources.workbooks import AUSTIN as FACILITY
from tests.sources.workbooks import workbook

pytestmark = pytest.mark.django_db
FIRST = AUSTIN | {"phone": "512-555-0142", "street": "1 Main Street"}
BRANCH = AUSTIN | {"key": "branch", "city": "Waco", "zip": "76701", "phone": "512-555-0142"}


@pytest.fixture(autouse=True)
def _places():
    places()


def keys():
    return list(Clinic.objects.order_by("key").values_list("key", flat=True))


def refusal(command, *args, **options):
    with pytest.raises(CommandError) as caught:
        run(command, *args, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"name": "HARBOR clinic"}, "same name and ZIP code as line 2"),
        ({"zip": "76701", "city": "Waco", "phone": "(512) 555-0142"}, "same name and phone as line 2"),
        ({"name": "Else", "zip": "76701", "phone": "512-555-0142", "street": "1 MAIN street"},
         "same phone and street as line 2"),
    ],
)  # fmt: skip
def test_the_second_of_two_rows_that_are_alike_is_a_duplicate(tmp_path, other, reason):
    file = csv_file(tmp_path / "a.csv", FIRST, AUSTIN | {"key": "b"} | other)
    predicted = run("import_clinics", file, dry_run=True)
    assert run("import_clinics", file) == predicted
    assert (predicted[1].endswith(f"({reason})"), predicted[-1]) == (True, "1 create, 1 duplicate")
    assert keys() == ["harbor"]
    assert ImportRun.objects.get().problems[0]["reason"] == reason
    again = run("import_clinics", file)
    assert (again[1], again[-1]) == (predicted[1], "1 unchanged, 1 duplicate")


def test_a_row_that_is_wrong_makes_no_double_of_the_next(tmp_path):
    file = csv_file(tmp_path / "a.csv", FIRST | {"website": "no"}, FIRST | {"key": "b", "website": ""})
    assert run("import_clinics", file, wrong=True)[-1] == "1 create, 1 error"
    assert keys() == ["b"]


def test_a_new_row_is_compared_with_what_a_known_clinic_will_be(tmp_path):
    """One clinic gives its number away, another gets it."""
    run("import_clinics", csv_file(tmp_path / "a.csv", FIRST, AUSTIN | {"key": "lake", "name": "Lake", "zip": "76701"}))
    given = FIRST | {"phone": "512-555-0199"}
    new = BRANCH | {"zip": "79936"}
    assert run("import_clinics", csv_file(tmp_path / "b.csv", given, new))[-1] == "1 create, 1 update"
    got = AUSTIN | {"key": "lake", "name": "Lake", "zip": "76701", "phone": "512-555-0155"}
    twin = AUSTIN | {"key": "lake-2", "name": "Lake", "zip": "10001", "phone": "512-555-0155"}
    assert "same name and phone as line 2" in run("import_clinics", csv_file(tmp_path / "c.csv", got, twin))[1]


def test_a_row_that_is_like_a_clinic_further_down_the_file_is_a_duplicate(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", FIRST))
    said = run("import_clinics", csv_file(tmp_path / "b.csv", BRANCH, FIRST))
    assert (said[0].endswith("(same name and phone as Harbor Clinic, Austin, TX)"), keys()) == (True, ["harbor"])


def test_an_export_of_clinics_that_are_alike_goes_into_an_empty_database_whole(tmp_path):
    rows = [
        FIRST,
        BRANCH | {"slug": "harbor-waco"},
        FIRST | {"key": "second", "name": "Other Practice", "slug": "other"},
    ]
    assert run("import_clinics", csv_file(tmp_path / "a.csv", *rows))[-1] == "3 create"
    run("export_clinics", tmp_path / "first.csv")
    assert run("import_clinics", tmp_path / "first.csv")[-1] == "3 unchanged"
    Clinic.objects.exclude(key="harbor").delete()
    assert run("import_clinics", tmp_path / "first.csv")[-1] == "2 create, 1 unchanged"
    Clinic.objects.all().delete()
    assert run("import_clinics", tmp_path / "first.csv")[-1] == "3 create"
    run("export_clinics", tmp_path / "second.csv")
    assert (tmp_path / "second.csv").read_bytes() == (tmp_path / "first.csv").read_bytes()


@pytest.mark.parametrize("known", [True, False])
def test_a_clinic_and_the_place_it_moved_to_are_two(tmp_path, known):
    if known:
        run("import_clinics", csv_file(tmp_path / "a.csv", FIRST))
    moved = FIRST | {"status": "moved", "status_on": "2026-11-01", "moved_to": "branch"}
    run("import_clinics", csv_file(tmp_path / "b.csv", moved, BRANCH))
    assert Clinic.objects.get(key="harbor").moved_to.key == "branch"


def test_an_edition_tells_its_facilities_apart_itself(tmp_path):
    """A chain answers one number: 24 facilities of the edition of 2024 do."""
    rows = [FACILITY, FACILITY | {"street1": "9 Elm Street", "zip": "76701", "city": "Waco"}]
    assert run("import_samhsa", workbook(tmp_path / "d_2024.xlsx", *rows))[-1] == "2 create"


def test_two_facilities_that_are_one_clinic_of_ours_are_named_once(tmp_path):
    lake = FACILITY | {"name1": "Lake", "street1": "7 Lake Street", "phone": "512-555-0177"}
    run("import_samhsa", workbook(tmp_path / "d_2023.xlsx", FACILITY, lake))
    merged, gone = Clinic.objects.order_by("pk")
    SourceRecord.objects.filter(clinic=gone).update(clinic=merged)
    gone.delete()
    book = workbook(tmp_path / "d_2024.xlsx", FACILITY, lake)
    said = run("import_samhsa", book)
    assert said[1:] == ["line 3: duplicate Lake, Austin, TX (same clinic as line 2)", "1 update, 1 duplicate"]
    assert run("import_samhsa", book)[-1] == "1 unchanged, 1 duplicate"


class TestTake:
    def test_a_branch_is_taken_by_its_line(self, tmp_path):
        run("import_clinics", csv_file(tmp_path / "a.csv", FIRST))
        file = csv_file(tmp_path / "b.csv", BRANCH, BRANCH | {"key": "third", "zip": "79936"})
        assert run("import_clinics", file)[-1] == "2 duplicate"
        predicted = run("import_clinics", file, "--take", "2", "--take=3", dry_run=True)
        assert keys() == ["harbor"]
        assert run("import_clinics", file, "--take", "2", "--take=3") == predicted
        assert predicted[0] == (
            "line 2: create Harbor Clinic, Waco, TX (taken, with the same name and phone as Harbor Clinic, Austin, TX)"
        )
        assert (predicted[-1], keys()) == ("2 create", ["branch", "harbor", "third"])
        assert run("import_clinics", file)[-1] == "2 unchanged"

    def test_only_the_lines_that_are_named_are_taken(self, tmp_path):
        run("import_clinics", csv_file(tmp_path / "a.csv", FIRST))
        file = csv_file(tmp_path / "b.csv", BRANCH, BRANCH | {"key": "third"})
        assert run("import_clinics", file, "--take", "3")[-1] == "1 create, 1 duplicate"
        assert keys() == ["harbor", "third"]

    def test_what_was_taken_is_told_apart_in_every_export(self, tmp_path):
        file = csv_file(tmp_path / "a.csv", FIRST, BRANCH)
        assert run("import_clinics", file, "--take", "3")[-1] == "2 create"
        run("export_clinics", tmp_path / "e.csv")
        Clinic.objects.all().delete()
        assert run("import_clinics", tmp_path / "e.csv")[-1] == "2 create"

    @pytest.mark.parametrize(
        ("line", "sentence"),
        [
            ("2", "Line 2 is no duplicate (line 2: create Lake, Austin, TX). Nothing was written."),
            ("4", "Line 4 is no duplicate (line 4: error Austin, TX (name is blank, and every clinic needs one)). Nothing was written."),
            ("5", "The plan has no line 5. Nothing was written."),
            ("0", "The plan has no line 0. Nothing was written."),
            ("-1", "The plan has no line -1. Nothing was written."),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("dry", [True, False])
    def test_a_line_that_is_no_duplicate_stops_the_import(self, tmp_path, line, sentence, dry):
        run("import_clinics", csv_file(tmp_path / "a.csv", FIRST))
        new = AUSTIN | {"key": "lake", "name": "Lake"}
        file = csv_file(tmp_path / "b.csv", new, BRANCH, AUSTIN | {"key": "bad", "name": ""})
        assert refusal("import_clinics", file, "--take=3", f"--take={line}", dry_run=dry) == sentence
        assert (keys(), ImportRun.objects.count()) == (["harbor"], 1)

    def test_what_asked_not_to_be_listed_is_taken_by_nobody(self, tmp_path):
        run("import_clinics", csv_file(tmp_path / "a.csv", FIRST))
        withdraw(Clinic.objects.get(), by="operator")
        file = csv_file(tmp_path / "b.csv", BRANCH | {"slug": "new"})
        assert run("import_clinics", file)[-1] == "1 duplicate"
        assert refusal("import_clinics", file, "--take", "2") == (
            "Line 2 cannot be taken: same name and phone as Harbor Clinic, Austin, TX, which asked not to be listed. "
            "Nothing was written."
        )
        assert keys() == ["harbor"]

    def test_a_wish_counts_however_else_the_row_is_alike(self, tmp_path):
        """Its name is one clinic's and its phone and street another's, which asked not to be listed."""
        other = AUSTIN | {"key": "other", "name": "Other", "zip": "76701", "phone": "512-555-0142", "street": "1 Elm"}
        run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN, other))
        withdraw(Clinic.objects.get(key="other"), by="operator")
        file = csv_file(tmp_path / "b.csv", AUSTIN | {"key": "c", "phone": "512-555-0142", "street": "1 Elm"})
        assert "which asked not to be listed" in refusal("import_clinics", file, "--take", "2")

    def test_a_facility_of_a_chain_is_taken_by_its_line(self, tmp_path):
        run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | {"name": "Harbor Center", "phone": "512-555-0142"}))
        book = workbook(tmp_path / "d_2024.xlsx", FACILITY | {"zip": "76701", "city": "Waco"}, FACILITY | {"zip": "7"})
        assert run("import_samhsa", book, wrong=True)[-1] == "1 duplicate, 1 error"
        assert run("import_samhsa", book, "--take", "2", wrong=True)[-1] == "1 create, 1 error"
        record = SourceRecord.objects.get()
        assert (record.clinic.city, record.data["phone"]) == ("Waco", "+15125550142")
        later = workbook(tmp_path / "d_2025.xlsx", FACILITY | {"zip": "76701", "city": "Waco", "phone": "512-555-0177"})
        assert run("import_samhsa", later)[-1] == "1 update"
        assert Clinic.objects.get(city="Waco").phone == "+15125550177"

    def test_a_row_said_twice_is_no_second_clinic(self, tmp_path):
        book = workbook(tmp_path / "d_2024.xlsx", FACILITY, FACILITY | {"street2": "Suite 2"})
        assert refusal("import_samhsa", book, "--take", "3") == (
            "Line 3 cannot be taken: same name, street and ZIP code as line 2. Nothing was written."
        )
        assert Clinic.objects.count() == 0

    def test_what_is_held_already_is_not_taken_again(self, tmp_path):
        file = csv_file(tmp_path / "a.csv", FIRST, BRANCH)
        run("import_clinics", file, "--take", "3")
        assert refusal("import_clinics", file, "--take", "3") == (
            "Line 3 is no duplicate (line 3: unchanged Harbor Clinic, Waco, TX). Nothing was written."
        )


def test_two_rows_that_give_one_page_are_not_told_apart_by_it(tmp_path):
    rows = [AUSTIN | {"key": key, "slug": "one"} for key in ("a", "b")]
    said = run("import_clinics", csv_file(tmp_path / "a.csv", *rows))
    assert any("same name and ZIP code as line 2" in line for line in said)
    assert Clinic.objects.count() == 1
