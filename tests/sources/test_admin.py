"""Moderators see what was imported; nobody changes it."""

import datetime as dt

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinics.models import Clinic
from sources.models import ImportDifference, ImportRun
from tests.moderators import moderator, signed_in
from tests.sources.files import AUSTIN, csv_file, places, run

pytestmark = pytest.mark.django_db
RUNS = "/admin/sources/importrun/"
DIFFERENCES = "/admin/sources/importdifference/"


@pytest.fixture
def admin():
    return signed_in(moderator())


@pytest.fixture
def finished(tmp_path):
    """A run with a difference and a wrong row."""

    places()
    run("import_clinics", csv_file(tmp_path / "first.csv", AUSTIN | {"managed": "yes", "phone": "512-555-0142"}))
    file = csv_file(tmp_path / "second.csv", AUSTIN | {"phone": "512-555-0199"}, AUSTIN | {"key": "b", "zip": "1"})
    with pytest.raises(CommandError):
        run("import_clinics", file)
    return ImportRun.objects.get(file_name="second.csv")


def test_the_list_says_what_came_of_each_run(admin, finished):
    page = admin.get(RUNS).content.decode()
    assert ("first.csv" in page, "second.csv" in page, "1 differs, 1 error" in page) == (True, True, True)
    assert "second.csv" not in admin.get(RUNS, {"q": "first"}).content.decode()
    assert "second.csv" not in admin.get(RUNS, {"kind__exact": "samhsa"}).content.decode()


def test_a_run_shows_its_differences_and_the_rows_left_out(admin, finished):
    page = admin.get(f"{RUNS}{finished.pk}/change/").content.decode()
    assert ("512-555-0142" in page, "512-555-0199" in page) == (True, True)
    assert "line 3: error" in page
    assert "five digits" in page


@pytest.mark.parametrize("group", ["moderator", "senior"])
def test_each_group_sees_runs_and_differences_and_changes_none(finished, group):
    """A superuser may see everything, so only members of the groups prove what the groups may."""
    client, difference = signed_in(moderator(group)), ImportDifference.objects.get()
    paths = [RUNS, f"{RUNS}{finished.pk}/change/", DIFFERENCES, f"{DIFFERENCES}{difference.pk}/change/"]
    answers = [client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert ["512-555-0199" in answer.content.decode() for answer in answers] == [False, True, True, True]
    shut = [
        f"{RUNS}add/",
        f"{RUNS}{finished.pk}/delete/",
        f"{DIFFERENCES}add/",
        f"{DIFFERENCES}{difference.pk}/delete/",
    ]
    assert {client.post(path, {"post": "yes"}).status_code for path in shut} == {403}
    changed = [client.post(path, {"held": "x", "file_name": "x"}).status_code for path in (paths[1], paths[3])]
    assert changed == [403, 403]
    bulk = {"action": "delete_selected", "_selected_action": [difference.pk], "post": "yes"}
    client.post(DIFFERENCES, bulk)
    assert ImportDifference.objects.get().offered == "512-555-0199"
    assert ImportRun.objects.count() == 2


def test_differences_are_listed_and_searched(admin, finished):
    other = ImportDifference.objects.create(run=finished, clinic=Clinic.objects.get(), line=9, column="website")
    page = admin.get(DIFFERENCES, {"q": "website"}).content.decode()
    assert (f"{other.pk}/change/" in page, "512-555-0199" in page) == (True, False)
    assert "512-555-0199" not in admin.get(DIFFERENCES, {"run__kind__exact": "samhsa"}).content.decode()


def test_a_run_that_was_killed_says_so(admin):
    ImportRun.objects.create(kind="csv", authority="operator", file_name="half.csv", file_digest="0")
    ImportRun.objects.update(started_at=timezone.now() - dt.timedelta(hours=1))
    page = admin.get(RUNS).content.decode()
    assert (">interrupted<" in page, "Run it again." in page) == (True, True)


@pytest.mark.parametrize("path", ["add/", "{}/delete/"])
def test_nothing_is_added_or_deleted(admin, finished, path):
    answers = {admin.get(RUNS + path.format(finished.pk)).status_code, admin.post(RUNS + path.format(finished.pk),
               {"post": "yes"}).status_code}  # fmt: skip
    assert answers == {403}
    assert (ImportRun.objects.count(), ImportDifference.objects.count()) == (2, 1)


def test_a_run_cannot_be_changed(admin, finished):
    before = ImportRun.objects.filter(pk=finished.pk).values().get()
    assert admin.post(f"{RUNS}{finished.pk}/change/", {"file_name": "other.csv"}).status_code == 403
    assert ImportRun.objects.filter(pk=finished.pk).values().get() == before
    assert Clinic.objects.get().phone == "+15125550142"


def test_a_list_of_many_runs_asks_as_little_as_a_list_of_one(admin, finished, django_assert_num_queries):

    admin.get(f"{RUNS}{finished.pk}/change/")  # what is looked up once, is looked up here
    with CaptureQueriesContext(connection) as few:
        admin.get(f"{RUNS}{finished.pk}/change/")
    clinic = Clinic.objects.get()
    ImportDifference.objects.bulk_create(
        ImportDifference(run=finished, clinic=clinic, line=n, column="name") for n in range(20)
    )
    with django_assert_num_queries(len(few)):
        admin.get(f"{RUNS}{finished.pk}/change/")
