"""Rows that are legal one by one, and what happens while an import runs."""

import sqlite3
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Event
from clinics.actions.listing import mark_moved, withdraw
from clinics.actions.suspension import suspend
from clinics.models import Clinic, SiteState
from sources.actions.files import csv_plan
from sources.actions.importing import run as carry_out
from sources.exceptions import Overtaken
from sources.models import ImportRun
from tests.factories import ClinicFactory
from tests.sources.files import AUSTIN, csv_file, places, run
from tests.transactions import commits

pytestmark = pytest.mark.django_db
MOVED = {"status": "moved", "status_on": "2026-11-01", "moved_to": "there"}
THERE = AUSTIN | {"key": "there", "name": "There", "zip": "76701"}


@pytest.fixture(autouse=True)
def _places(db):
    places()


def held():
    return list(Clinic.objects.order_by("key").values_list("key", "status", "moved_to__key"))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (THERE | {"zip": "12"}, "which is neither here nor in this file"),
        (THERE | {"status": "draft"}, "which has no public page"),
        (THERE | {"name": "Twin", "street": "1 Elm"}, "whose own row is not taken"),
    ],
)
def test_nobody_moves_to_a_row_that_makes_no_public_page(tmp_path, target, why):
    ClinicFactory(name="Twin", zip="76701", key="twin", slug="twin")
    file = csv_file(tmp_path / "a.csv", AUSTIN | {"street": ""} | MOVED, target)
    predicted, said = (run("import_clinics", file, wrong=True, dry_run=dry) for dry in (True, False))
    assert predicted == said
    assert [line for line in said if line.startswith("line 2: error") and why in line] != []
    assert "harbor" not in [key for key, *_ in held()]


def test_a_clinic_whose_new_place_is_hidden_may_open_again(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN, THERE))
    clinic = Clinic.objects.get(key="harbor")
    mark_moved(clinic, to=Clinic.objects.get(key="there"), by="operator")
    suspend(Clinic.objects.get(key="there"), by="operator", reason="untrue")
    new = AUSTIN | {"key": "new", "name": "New", "zip": "76701"}
    said = run(
        "import_clinics", csv_file(tmp_path / "b.csv", AUSTIN | {"status": "listed"}, new | {"status": "listed"})
    )
    assert said[-1] == "1 create, 1 update"
    assert held() == [("harbor", "listed", None), ("new", "listed", None), ("there", "suspended", None)]


def test_a_clinic_suspended_after_it_moved_is_no_error_of_a_file(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN, THERE))
    clinic = Clinic.objects.get(key="harbor")
    mark_moved(clinic, to=Clinic.objects.get(key="there"), by="operator")
    suspend(clinic, by="operator", reason="untrue")
    before = Event.objects.count()
    assert run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN, THERE))[-1] == "2 unchanged"
    assert (held()[0], Event.objects.count()) == (("harbor", "suspended", "there"), before)


def test_what_was_withdrawn_while_the_import_ran_stays_so(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    batch, steps, _ = csv_plan(csv_file(tmp_path / "b.csv", AUSTIN | {"website": "https://example.com/"}))
    steps = list(steps)
    withdraw(Clinic.objects.get(), by="operator")
    with pytest.raises(Overtaken):
        carry_out(batch, steps)
    assert (Clinic.objects.get().status, Clinic.objects.get().website) == ("withdrawn", "")


def test_the_wish_of_a_withdrawn_clinic_counts_for_its_twin_too(tmp_path):
    twin = AUSTIN | {"key": "twin", "street": "2 Elm", "slug": "twin"}
    first = AUSTIN | {"street": "1 Main"}
    run("import_clinics", csv_file(tmp_path / "a.csv", first, twin))
    withdraw(Clinic.objects.get(key="twin"), by="operator")
    said = run("import_clinics", csv_file(tmp_path / "b.csv", first, twin | {"key": "other", "street": "2 B Elm"}))
    assert (said[-1], Clinic.objects.count()) == ("1 unchanged, 1 duplicate", 2)


@pytest.mark.parametrize(
    "cells", [{"confirmed_on": "2199-01-01"}, {"listed_on": "2199-01-01"}, {"methods": "iv", "iv.as_of": "2199-01-01"}]
)
def test_days_to_come_are_refused(tmp_path, cells):
    said = run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | cells), wrong=True)
    assert "2199-01-01, a day to come" in said[0]


def test_what_a_clinic_keeps_is_noted_once_and_leaves_no_second_run(tmp_path):
    run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
    Clinic.objects.update(managed=True)
    other = csv_file(tmp_path / "b.csv", AUSTIN | {"phone": "512-555-0142"})
    found = []
    for _ in range(3):
        run("import_clinics", other)
        found.append((ImportRun.objects.count(), SiteState.now().revision))
    assert found[1] == found[2] == found[0]


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/theme/theme1.xml"])
def test_a_part_that_swells_is_refused(tmp_path, part):
    with zipfile.ZipFile(tmp_path / "a_2024.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(part, b"<xf/>" * 3_000_000)
    with pytest.raises(CommandError, match="unpacks to 14 MB; that is no directory"):
        run("import_samhsa", tmp_path / "a_2024.xlsx")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no single writer")
@commits
def test_an_export_keeps_no_writer_waiting(tmp_path, monkeypatch):
    """The database of the tests is in memory, so the mode of the transaction is what can be seen."""
    from sources import export

    seen = []
    monkeypatch.setattr(export, "write_listings", lambda *_: seen.append(connection.transaction_mode) or 0)
    before = connection.transaction_mode
    call_command("export_clinics", str(tmp_path / "a.csv"), verbosity=0)
    assert (seen, connection.transaction_mode) == (["DEFERRED"], before)
    assert sqlite3.sqlite_version_info > (3, 7)


def test_a_database_that_goes_away_is_a_sentence(tmp_path, monkeypatch):
    from django.db import OperationalError

    def away(*args, **kwargs):
        raise OperationalError("disk I/O error")

    file = csv_file(tmp_path / "a.csv", AUSTIN)
    monkeypatch.setattr("sources.actions.importing.create", away)
    with pytest.raises(CommandError, match="cannot be read or written: disk I/O error"):
        run("import_clinics", file)
    assert Clinic.objects.count() == 0
