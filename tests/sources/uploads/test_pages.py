"""A senior sends a file, sees what it would do, and carries out that and nothing else."""

import csv
import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import Event
from clinics.enums import Evidence
from clinics.models import Clinic, Membership, Zip
from sources.models import ImportDifference, ImportRun, Upload
from tests.factories import ClinicFactory
from tests.moderators import moderator, signed_in
from tests.sources.files import AUSTIN, csv_file, run
from tests.sources.uploads.pages import SEND, carry_out, fields, rows, said, whole
from tests.sources.workbooks import AUSTIN as FACILITY
from tests.sources.workbooks import workbook

pytestmark = pytest.mark.django_db
LAKE = {"key": "lake", "name": "Lake Clinic", "city": "Waco", "state": "TX", "zip": "76701"}
PHONE = {"phone": "512-555-0142"}
SAMPLES = settings.BASE_DIR / "data/sample_clinics.csv"


def mixed(tmp_path):
    """Something of every act for our own CSV: what is held, and the rows of a file."""
    held = [
        AUSTIN | {"phone": "512-555-0100"},
        LAKE | {"phone": "254-555-0101"},
        AUSTIN | {"key": "kept", "name": "Kept Clinic", "managed": "yes", "description": "Their words."},
        AUSTIN | {"key": "gone", "name": "Gone Clinic"},
    ]
    run("import_clinics", csv_file(tmp_path / "held.csv", *held))
    Clinic.objects.filter(key="gone").update(status="withdrawn", status_on="2026-11-01")
    return [
        AUSTIN | {"phone": "512-555-0199", "description": ""},
        LAKE | {"phone": "254-555-0101", "description": ""},
        AUSTIN | {"key": "kept", "name": "Kept Clinic", "description": "Other words."},
        AUSTIN | {"key": "gone", "name": "Gone Clinic"},
        AUSTIN | {"key": "bad", "name": "Bad Clinic", "zip": "1"},
        LAKE | {"key": "lake-too"},
        LAKE | {"key": "new", "name": "New Clinic"},
    ]


ACTS = ["update", "unchanged", "differs", "withdrawn", "error", "duplicate", "create"]


def test_the_preview_of_our_own_csv_is_what_the_commit_does_row_by_row(send, site, tmp_path, kept, senior):
    page = send(*mixed(tmp_path))
    shown = whole(site, page)
    assert [act for _, act, _ in shown] == ACTS
    assert (ImportRun.objects.count(), Clinic.objects.count(), kept()) == (1, 4, 1)
    answer = carry_out(site, page)
    log = ImportRun.objects.latest("pk")
    assert (log.authority, log.state, log.counts) == ("moderator", "finished", dict.fromkeys(ACTS, 1))
    left_out = {act for _, act, _ in shown} - {"create", "update", "unchanged"}
    assert {(one["line"], one["act"]) for one in log.problems} == {
        (line, act) for line, act, _ in shown if act in left_out
    }
    assert "Carried out: 1 create, 1 update" in said(answer)
    state = dict(Clinic.objects.values_list("key", "description"))
    assert state == {"harbor": "", "lake": "", "kept": "Their words.", "gone": "", "new": ""}
    assert Clinic.objects.get(key="harbor").phone == "+15125550199"
    done = Event.objects.get(what="upload.done")
    assert (done.actor, done.after) == (f"user:{senior.pk}", {"runs": [log.pk], "counts": dict.fromkeys(ACTS, 1)})
    assert (kept(), Upload.objects.get().file_key) == (0, "")


@pytest.mark.usefixtures("_places")
def test_the_preview_of_a_workbook_is_what_the_commit_does_row_by_row(site, tmp_path, kept):
    run("import_samhsa", workbook(tmp_path / "d_2023.xlsx", FACILITY, FACILITY | {"name1": "Old Center"}))
    Clinic.objects.filter(name="Harbor Center").update(managed=True, phone="+15125550199")
    file = workbook(
        tmp_path / "any.xlsx", FACILITY, FACILITY | {"name1": "New Center", "phone": ""},
        FACILITY | {"name1": "Bad Center", "zip": "x"}, FACILITY | {"street2": "Suite 2"},
    )  # fmt: skip
    with file.open("rb") as data:
        page = site.post(SEND, {"kind": "samhsa", "edition": "2024", "file": data}).url
    shown = whole(site, page)
    assert [act for _, act, _ in shown] == ["missing", "differs", "create", "error", "duplicate"]
    carry_out(site, page)
    log = ImportRun.objects.latest("pk")
    assert (log.kind, log.counts) == (
        "samhsa",
        dict.fromkeys(["missing", "differs", "create", "error", "duplicate"], 1),
    )
    assert set(ImportDifference.objects.values_list("column", flat=True)) == {"phone", "street2"}
    assert (Clinic.objects.count(), kept()) == (3, 0)


def test_a_plan_that_would_differ_by_now_is_refused_and_shown_anew(send, site, kept):
    page = send(AUSTIN | PHONE)
    seen = fields(site, page)
    ClinicFactory(key="harbor", name="Harbor Clinic")
    answer = site.post(page, seen | {"carry_out": "1"}, follow=True)
    assert "Nothing was written: the plan would be another one by now" in said(answer)
    assert (rows(site, page)[0][1], ImportRun.objects.count(), kept()) == ("update", 0, 1)
    assert Clinic.objects.get().phone == "+15125550100"
    assert "Carried out: 1 update" in said(carry_out(site, page))


def test_what_somebody_changed_beside_the_plan_leaves_it_as_it_was(send, site):
    clinic = ClinicFactory(key="harbor", name="Harbor Clinic", street="")
    page = send(AUSTIN | PHONE)
    seen = fields(site, page)
    Clinic.objects.filter(pk=clinic.pk).update(version=7, description="New.")
    assert "Carried out: 1 update" in said(site.post(page, seen | {"carry_out": "1"}, follow=True))
    assert Clinic.objects.values_list("phone", "description").get() == ("+15125550142", "New.")


def test_the_same_again_does_nothing_twice(send, site):
    page = send(AUSTIN)
    seen = fields(site, page)
    carry_out(site, page)
    again = site.post(page, seen | {"carry_out": "1"}, follow=True)
    assert "this file is “Carried out”" in said(again)
    assert "Carried out: 1 unchanged" in said(carry_out(site, send(AUSTIN)))
    assert (Clinic.objects.count(), ImportRun.objects.count()) == (1, 1)


def test_a_duplicate_is_created_where_it_is_ticked(send, site):
    ClinicFactory(key="lake", name="Harbor Clinic")
    page = send(AUSTIN, LAKE | {"key": "other"})
    assert [act for _, act, _ in whole(site, page)] == ["duplicate", "create"]
    seen = fields(site, page)
    ticked = seen | {"take": ["2"]}
    assert seen["shown"] == ["2"]
    unseen = site.post(page, ticked | {"carry_out": "1"}, follow=True)
    assert ("since you ticked a row" in said(unseen), Clinic.objects.count()) == (True, 1)
    site.post(page, ticked | {"show": "1"})
    assert [act for _, act, _ in whole(site, page)] == ["create", "create"]
    assert fields(site, page)["take"] == ["2"]
    carry_out(site, page)
    assert Clinic.objects.count() == 3


def test_a_tick_that_means_nothing_any_more_is_taken_away(send, site, upload):
    double = ClinicFactory(key="lake", name="Harbor Clinic")
    page = send(AUSTIN)
    site.post(page, {"shown": ["2"], "take": ["2"], "show": "1"})
    double.delete()
    answer = site.get(page)
    assert ("Line 2 is no duplicate" in said(answer), upload().takes) == (True, [])
    assert rows(site, page) == [(2, "create", "Harbor Clinic, Austin, TX")]


@pytest.mark.parametrize("lines", [["x"], ["9" * 30], ["-1"], ["２"]])
def test_a_line_that_is_none_is_not_found(send, site, lines):
    assert site.post(send(AUSTIN), {"take": lines, "show": "1"}).status_code == 404


def test_a_long_plan_has_pages_and_the_problems_come_first(send, site):
    many = [AUSTIN | {"key": f"k{n}", "name": f"Clinic {n}"} for n in range(150)]
    page = send(*many, *[AUSTIN | {"key": f"bad{n}", "zip": "1"} for n in range(1000)])
    first = site.get(page).content.decode()
    assert [act for _, act, _ in rows(site, page)] == ["error"] * 100
    assert ("error: 1,000" in first, "create: 150" in first, "Page 1 of 12" in first) == (True, True, True)
    assert [line for line, _, _ in rows(site, f"{page}?act=create&page=2")] == list(range(102, 152))
    for odd in ("?act=king", "?page=x", "?page=", "?act=%F0%9F%98%80"):
        assert len(rows(site, page + odd)) == 100
    assert rows(site, f"{page}?page=999")[-1] == (151, "create", "Clinic 149, Austin, TX")


def test_a_change_is_told_in_words_beside_a_link_to_the_listing(send, site):
    clinic = ClinicFactory(key="harbor", name="Harbor Clinic", street="")
    cells = {"iv.unit": "session", "iv.price_min": "400", "fact.dea": "yes stated 2026-09-02"}
    text = " ".join(site.get(send(AUSTIN | PHONE | cells)).content.decode().split())
    words = ["Now: 512-555-0100", "Then: 512-555-0142", "IV infusion: $400 a session", "yes stated 2026-09-02"]
    assert [word in re.sub(r"</?p>", "", text) for word in words] == [True] * 4
    assert f'href="/admin/clinics/clinic/{clinic.pk}/change/"' in text


def test_what_a_clinic_keeps_is_never_told_as_if_it_would_be_overwritten(send, site):
    ClinicFactory(key="harbor", name="Harbor Clinic", street="", managed=True)
    text = re.sub(r"</?p>", "", site.get(send(AUSTIN | PHONE)).content.decode())
    assert [part in text for part in ("Now: 512-555-0100", "The file, not written: 512-555-0142")] == [True, True]
    assert "Then:" not in text


def test_thrown_away_nothing_is_left_of_it(send, site, kept, upload):
    page = send(AUSTIN)
    answer = site.post(page, {"throw_away": "1"}, follow=True)
    assert ("The file is deleted." in said(answer), kept(), upload().status) == (True, 0, "thrown_away")
    assert site.get(page).status_code == 200
    assert "Carry out" not in site.get(page).content.decode()
    assert Event.objects.latest("pk").what == "upload.thrown_away"


def test_a_file_that_is_gone_is_a_sentence(send, site, private_root):
    page = send(AUSTIN)
    [path] = (private_root / "uploads").iterdir()
    path.unlink()
    assert "The file is not there any more." in said(site.get(page))
    sent = site.post(page, {"carry_out": "1", "seen": "x"}, follow=True)
    assert ("not there any more" in said(sent), "It stopped" in said(sent)) == (True, False)
    assert site.post(page, {"throw_away": "1"}).status_code == 303


def test_the_file_is_never_served_and_the_log_knows_nothing_of_its_text(send, site):
    page = send(AUSTIN | {"description": "Secret words of the file."})
    carry_out(site, page)
    logged = str(list(Event.objects.values_list("before", "after", "reason")))
    assert [word in logged for word in ("Secret", "Harbor", "a.csv")] == [False] * 3


class TestWho:
    @pytest.mark.parametrize("group", ["moderator", ""])
    def test_only_seniors_come_in(self, send, group):
        page, other = send(AUSTIN), signed_in(moderator("moderator"))
        answers = [other.get(SEND), other.post(SEND, {}), other.get(page), other.post(page, {"carry_out": "1"})]
        assert [answer.status_code for answer in answers] == [403] * 4
        assert "Import a file" not in other.get("/admin/sources/importrun/").content.decode()

    def test_the_door_stands_above_the_runs(self, site):
        assert f'href="{SEND}"' in site.get("/admin/sources/importrun/").content.decode()

    def test_another_seniors_file_is_not_there(self, send, kept):
        page, other = send(AUSTIN), signed_in(moderator("senior"))
        assert [other.get(page).status_code, other.post(page, {"throw_away": "1"}).status_code] == [404, 404]
        assert kept() == 1

    def test_a_form_from_elsewhere_is_refused(self, senior):
        client = signed_in(senior)
        client.handler.enforce_csrf_checks = True
        assert client.post(SEND, {"kind": "csv"}).status_code == 403

    @pytest.mark.parametrize("managed", [True, False])
    def test_rows_about_ones_own_clinic_are_refused_and_the_rest_goes_in(self, send, site, senior, managed):
        own = ClinicFactory(key="harbor", name="Harbor Clinic", managed=managed)
        Membership.objects.create(user=senior, clinic=own, role="owner", since="2026-11-01")
        page = send(AUSTIN | PHONE, LAKE)
        assert [act for _, act, _ in whole(site, page)] == ["error", "create"]
        assert "You manage this clinic. Another moderator decides" in site.get(page).content.decode()
        carry_out(site, page)
        assert dict(Clinic.objects.values_list("key", "phone")) == {"harbor": "+15125550100", "lake": ""}
        assert ImportDifference.objects.count() == 0

    def test_nor_is_a_double_of_ones_own_clinic_ticked(self, send, site, senior):
        own = ClinicFactory(key="lake", name="Harbor Clinic")
        Membership.objects.create(user=senior, clinic=own, role="owner", since="2026-11-01")
        page = send(AUSTIN)
        site.post(page, {"take": ["2"], "show": "1"})
        assert [act for _, act, _ in whole(site, page)] == ["error"]


def test_an_export_of_ours_comes_back_as_nothing_new(site, tmp_path, db):
    """With everything in it that an uploaded file may not set: what is held already is no change."""
    with SAMPLES.open(encoding="utf-8") as file:
        codes = {(row["zip"], row["state"]) for row in csv.DictReader(file)}
    Zip.objects.bulk_create(Zip(zip=z, state=s, city="Town", latitude=30, longitude=-90) for z, s in codes)
    run("import_clinics", SAMPLES, verbosity=0)
    run("export_clinics", tmp_path / "export.csv")
    with Path(tmp_path / "export.csv").open("rb") as file:
        page = site.post(SEND, {"kind": "csv", "file": file}).url
    text = site.get(page).content.decode()
    assert "unchanged: 240" in text
    assert "Not read from this file: managed. Who manages a listing follows from claims." in text
    assert Evidence.DOCUMENT in Clinic.objects.values_list("statements__evidence", flat=True)
