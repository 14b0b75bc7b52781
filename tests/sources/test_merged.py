"""After a merge: whatever names the listing that went is known, makes nothing, and changes nothing."""

import pytest

from clinics.actions.listing import mark_moved, withdraw
from clinics.models import Clinic, OldKey, SourceRecord
from tests.factories import ClinicFactory
from tests.merging.conftest import merged
from tests.moderators import moderator
from tests.sources.files import AUSTIN, csv_file, places, run
from tests.sources.workbooks import AUSTIN as FACILITY
from tests.sources.workbooks import workbook

pytestmark = pytest.mark.django_db
ROW = {**AUSTIN, "street": "1 Main Street", "phone": "512-555-0100"}
TWIN = {**ROW, "key": "harbor-2", "name": "Harbor Ketamine", "phone": "512-555-0177", "street": "9 Oak Road"}


@pytest.fixture(autouse=True)
def _places(db):
    places()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "clinics.csv"


def held(key):
    return Clinic.objects.get(key=key)


def everything():
    return (
        list(Clinic.objects.order_by("pk").values_list("key", "status", "version", "phone")),
        sorted(SourceRecord.objects.values_list("clinic__key", "series", "key", "alias", "source__edition")),
        sorted(OldKey.objects.values_list("clinic__key", "key")),
    )


def again(path, command="import_clinics", **options):
    """The plan twice, a run between them: the same plan, and nothing changed."""
    before, first = everything(), run(command, path, dry_run=True, **options)
    assert run(command, path, **options) == first
    assert run(command, path, dry_run=True, **options) == first
    assert everything() == before
    return first


class TestOurOwnFile:
    @pytest.fixture
    def merged_file(self, path):
        csv_file(path, ROW, TWIN)
        run("import_clinics", path)
        merged(held("harbor-2"), into=held("harbor"), by=moderator("senior"))
        return path

    def test_the_same_file_again_makes_and_changes_nothing(self, merged_file):
        assert again(merged_file) == [
            "line 2: unchanged Harbor Clinic, Austin, TX",
            "line 3: duplicate Harbor Ketamine, Austin, TX (it was merged into Harbor Clinic, Austin, TX)",
            "1 unchanged, 1 duplicate",
        ]

    def test_in_whichever_order(self, merged_file):
        csv_file(merged_file, TWIN, ROW)
        assert again(merged_file)[-1] == "1 unchanged, 1 duplicate"

    def test_what_its_row_says_anew_changes_nothing(self, merged_file):
        csv_file(merged_file, {**TWIN, "phone": "512-555-0188", "website": "https://elsewhere.example/"})
        assert again(merged_file)[-1] == "1 duplicate"

    def test_another_key_with_its_name_is_a_duplicate_that_says_so(self, merged_file):
        csv_file(merged_file, {**TWIN, "key": "new"})
        assert again(merged_file)[0] == (
            "line 2: duplicate Harbor Ketamine, Austin, TX (same name and ZIP code as Harbor Ketamine, Austin, TX, "
            "which was merged into Harbor Clinic, Austin, TX)"
        )

    def test_whoever_moved_there_moved_to_the_one_that_stays(self, merged_file, path):
        csv_file(path, {**ROW, "key": "old", "name": "Old Harbor", "phone": "512-555-0111", "status": "moved",
                        "street": "2 Elm Road", "status_on": "2026-01-01", "moved_to": "harbor-2"})  # fmt: skip
        run("import_clinics", path)
        assert held("old").moved_to == held("harbor")
        assert again(path)[-1] == "1 unchanged"

    def test_its_page_leaves_no_room_for_another(self, merged_file):
        csv_file(merged_file, {**ROW, "key": "third", "name": "Harbor Ketamine", "zip": "76701", "phone": "",
                               "street": ""})  # fmt: skip
        run("import_clinics", merged_file)
        assert held("third").slug == "harbor-ketamine-2"

    def test_a_withdrawal_of_the_one_that_stays_counts_for_both(self, merged_file):
        withdraw(held("harbor"), by="operator")
        assert again(merged_file)[-1] == "1 duplicate, 1 withdrawn"
        csv_file(merged_file, {**TWIN, "key": "new"})
        assert "which asked not to be listed" in again(merged_file)[0]

    def test_through_two_merges(self, merged_file):
        third = ClinicFactory(name="Third", key="third", phone="")
        merged(held("harbor"), into=third, by=moderator("senior"))
        assert again(merged_file)[:2] == [
            "line 2: duplicate Harbor Clinic, Austin, TX (it was merged into Third, Austin, TX)",
            "line 3: duplicate Harbor Ketamine, Austin, TX (it was merged into Third, Austin, TX)",
        ]


class TestExport:
    @pytest.fixture
    def exported(self, path, tmp_path):
        source = workbook(
            tmp_path / "2024.xlsx", FACILITY, {**FACILITY, "street1": "9 Oak Road", "phone": "512-555-0177"}
        )
        run("import_samhsa", source)
        stays, goes = Clinic.objects.order_by("pk")
        merged(goes, into=stays, by=moderator("senior"))
        run("export_clinics", path)
        return path

    def test_what_was_merged_is_no_row_and_an_import_of_it_changes_nothing(self, exported):
        goes = Clinic.objects.get(status="merged")
        rows = exported.read_text().splitlines()
        assert (len(rows), rows[1].startswith(goes.key), goes.key in rows[1]) == (2, False, True)
        assert again(exported)[-1] == "1 unchanged"

    def test_another_database_keeps_the_alias(self, exported, tmp_path):
        """Neither key nor origin of the one that went makes a clinic there; its address leads on."""
        old = list(OldKey.objects.values_list("key", flat=True))
        slug = Clinic.objects.get(status="merged").slug
        Clinic.objects.update(status="closed", moved_to=None, status_on="2026-01-01")
        Clinic.objects.all().delete()
        assert run("import_clinics", exported)[-1] == "1 create"
        clinic = Clinic.objects.get()
        assert list(OldKey.objects.values_list("clinic", "key")) == [(clinic.pk, old[0])]
        assert sorted(clinic.source_records.values_list("alias", flat=True)) == [False, True]
        assert clinic.old_addresses.get().slug == slug
        assert again(exported)[-1] == "1 unchanged"
        assert again(tmp_path / "2024.xlsx", "import_samhsa")[-1] == "1 unchanged, 1 duplicate"

    @pytest.mark.parametrize(
        ("cell", "problem"),
        [
            ("live", "merged names live, which is a listing of its own here: Live One, Austin, TX"),
            ("Not A Key", "merged is “Not A Key”; write the origin as SERIES KEY in EDITION"),
            ("x | nowhere y in nowhere-1", "this row names the source “nowhere-1”"),
        ],
    )
    def test_what_cannot_be_an_alias_is_a_sentence(self, path, cell, problem):
        ClinicFactory(key="live", name="Live One", phone="", street="")
        csv_file(path, {**ROW, "merged": cell})
        assert problem in run("import_clinics", path, wrong=True)[0]

    def test_a_key_that_is_a_row_of_the_file_is_no_alias(self, path):
        csv_file(path, ROW, {**TWIN, "merged": "harbor"})
        found = run("import_clinics", path, wrong=True)
        assert "key harbor stands on line 2 already" in found[1]

    def test_an_alias_of_another_clinic_stays_there(self, exported, path):
        key = OldKey.objects.get().key
        csv_file(path, {**ROW, "merged": key})
        assert "which belongs to Harbor Center, Austin, TX" in run("import_clinics", path, wrong=True)[0]

    def test_a_clinics_own_file_has_no_word_in_it(self):
        from sources.columns import clinic_may_set

        assert clinic_may_set("merged") is False


class TestWorkbook:
    TWO = (FACILITY, {**FACILITY, "street1": "9 Oak Road", "phone": "512-555-0177"})

    @pytest.fixture
    def source(self, tmp_path):
        return workbook(tmp_path / "2024.xlsx", *self.TWO)

    def test_two_rows_of_one_file_never_fight_over_one_listing(self, source):
        run("import_samhsa", source)
        stays, goes = Clinic.objects.order_by("pk")
        merged(stays, into=goes, by=moderator("senior"))  # the row of the one that goes stands first
        assert again(source, "import_samhsa")[:2] == [
            "line 2: duplicate Harbor Center, Austin, TX (it was merged into Harbor Center, Austin, TX)",
            "line 3: unchanged Harbor Center, Austin, TX",
        ]

    def test_a_newer_edition_follows_the_row_that_counts(self, source, tmp_path):
        run("import_samhsa", source)
        stays, goes = Clinic.objects.order_by("pk")
        merged(goes, into=stays, by=moderator("senior"))
        newer = workbook(
            tmp_path / "2025.xlsx", *({**row, "phone": f"512-555-019{n}"} for n, row in enumerate(self.TWO))
        )
        assert run("import_samhsa", newer)[-1] == "1 update, 1 duplicate"
        stays.refresh_from_db()
        assert stays.phone == "+15125550190"
        assert again(newer, "import_samhsa")[-1] == "1 unchanged, 1 duplicate"

    def test_it_is_not_missing_while_either_is_named(self, source, tmp_path):
        run("import_samhsa", source)
        stays, goes = Clinic.objects.order_by("pk")
        merged(goes, into=stays, by=moderator("senior"))
        one = workbook(tmp_path / "2025.xlsx", self.TWO[1])
        assert run("import_samhsa", one, dry_run=True)[-1] == "1 duplicate"
        none = workbook(tmp_path / "2026.xlsx", {**FACILITY, "name1": "Elsewhere", "phone": "512-555-0111"})
        assert run("import_samhsa", none, dry_run=True)[-1] == "1 create, 1 missing"

    def test_an_origin_that_came_along_is_followed_from_the_next_edition_on(self, source, tmp_path):
        """The very file again changes nothing, though the listing that stays has none of its methods."""
        mine = ClinicFactory(key="mine", name="Harbor", phone="+15125550142", street="1 Main Street")
        path = workbook(tmp_path / "2024.xlsx", FACILITY)
        run("import_samhsa", path, take=[2])
        goes = Clinic.objects.exclude(pk=mine.pk).get()
        merged(goes, into=mine, by=moderator("senior"))
        assert again(path, "import_samhsa")[-1] == "1 unchanged"
        newer = workbook(tmp_path / "2025.xlsx", {**FACILITY, "phone": "512-555-0190"})
        assert run("import_samhsa", newer)[-1] == "1 update"
        mine.refresh_from_db()
        assert (mine.name, mine.phone, list(mine.offerings.values_list("method", flat=True))) == (
            "Harbor", "+15125550190", ["iv"],
        )  # fmt: skip

    def test_a_listing_that_moved_to_it_is_led_on_in_the_export(self, source, tmp_path):
        run("import_samhsa", source)
        stays, goes = Clinic.objects.order_by("pk")
        old = ClinicFactory(key="old", name="Old Harbor", phone="")
        mark_moved(old, to=goes, by="operator")
        merged(goes, into=stays, by=moderator("senior"))
        path = tmp_path / "all.csv"
        run("export_clinics", path)
        [row] = [line for line in path.read_text().splitlines() if line.startswith("old,")]
        assert (stays.key in row, goes.key in row) == (True, False)
        assert again(path)[-1] == "2 unchanged"
