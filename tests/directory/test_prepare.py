"""`prepare` sets up what is missing, however an earlier one ended, and leaves what people did since."""

import csv
import os
import signal
import sqlite3
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import Event
from clinics.actions.editing import edited
from clinics.actions.listing import list_clinic
from clinics.actions.suspension import lift_suspension
from clinics.models import Clinic, Zip
from directory.management.commands.prepare import SAMPLES, SUSPENDED, WITHDRAWN
from sources.actions.files import csv_plan
from sources.actions.importing import run as carry_out
from sources.models import ImportRun

ROOT = Path(__file__).resolve().parents[2]
SPECIAL = ["suspended", "withdrawn"]


def prepare(*args):
    said = StringIO()
    call_command("prepare", *args, stdout=said)
    return said.getvalue()


def special():
    return list(Clinic.objects.filter(key__in=[SUSPENDED, WITHDRAWN]).order_by("key").values_list("status", flat=True))


def state():
    """All that a second run could change."""
    clinics = list(Clinic.objects.order_by("pk").values())
    return clinics, Clinic.history.count(), ImportRun.objects.count(), Event.objects.count()


@pytest.mark.django_db
class TestSamples:
    @pytest.fixture(autouse=True)
    def _site(self, settings):
        settings.SAMPLES, settings.DEBUG = True, True  # no static files to collect
        Zip.objects.create(zip="78701", city="Austin", state="TX", latitude=30.27, longitude=-97.74)

    @pytest.fixture
    def few(self, tmp_path, monkeypatch):
        """A file of the same name with the first forty samples, and those that have steps of their own."""
        with SAMPLES.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        file = tmp_path / SAMPLES.name
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(
                [header, *rows[:40], *(row for row in rows[40:] if row[0] in {SUSPENDED, WITHDRAWN})]
            )
        monkeypatch.setattr("directory.management.commands.prepare.SAMPLES", file)
        return file

    @pytest.fixture
    def broken_off(self):
        """An import of the samples that ended after its first chunk."""
        batch, steps, _ = csv_plan(SAMPLES)

        def stop(count):
            raise SystemExit

        with pytest.raises(SystemExit):
            carry_out(batch, steps, progress=stop)
        assert 0 < Clinic.objects.count() < 240

    def test_an_empty_database_gets_them_once(self):
        prepare()
        assert (Clinic.objects.count(), special()) == (240, SPECIAL)
        before = state()
        prepare()
        assert state() == before

    def test_no_samples_are_wanted(self, settings):
        prepare("--no-samples")
        settings.SAMPLES = False
        prepare()
        assert Clinic.objects.count() == 0

    @pytest.mark.usefixtures("broken_off")
    def test_an_import_that_broke_off_is_completed(self):
        prepare()
        assert (Clinic.objects.count(), special()) == (240, SPECIAL)
        assert Clinic.objects.filter(status="moved", moved_to__isnull=False).count() > 0
        before = state()
        prepare()
        assert state() == before

    def test_an_import_that_ended_without_its_last_word_is_completed_once(self, few):
        """All rows are there and the run does not say so: what somebody changes later stays."""
        call_command("import_clinics", few, verbosity=0)
        ImportRun.objects.update(finished_at=None)
        prepare()
        assert special() == SPECIAL
        change(Clinic.objects.get(key="sample-001"), description="By hand.")
        before = state()
        prepare()
        assert state() == before

    def test_steps_that_were_not_made_are_made(self, few):
        call_command("import_clinics", few, verbosity=0)
        prepare()
        assert special() == SPECIAL

    @pytest.mark.usefixtures("few")
    def test_what_somebody_changed_stays(self):
        prepare()
        lift_suspension(Clinic.objects.get(key=SUSPENDED), by="operator")
        list_clinic(Clinic.objects.get(key=WITHDRAWN), by="operator")
        change(Clinic.objects.get(key="sample-001"), description="By hand.")
        before = state()
        prepare()
        assert state() == before
        assert (special(), Clinic.objects.get(key="sample-001").description) == (["listed", "listed"], "By hand.")

    def test_a_sample_that_somebody_changed_is_not_hidden_later(self, few):
        call_command("import_clinics", few, verbosity=0)
        change(Clinic.objects.get(key=SUSPENDED), description="By hand.")
        prepare()
        assert special() == ["listed", "withdrawn"]

    @pytest.mark.usefixtures("few")
    def test_samples_that_were_cleared_stay_away(self):
        prepare()
        call_command("clear_samples", stdout=StringIO())
        said = prepare()
        assert Clinic.objects.count() == 0
        assert "Sample clinics were cleared here" in said

    def test_real_clinics_are_let_alone(self, tmp_path):
        file = tmp_path / SAMPLES.name
        file.write_text(f"key,name,city,state,zip\n{WITHDRAWN},Real,Austin,TX,78701\n")
        call_command("import_clinics", file, verbosity=0)
        ImportRun.objects.update(finished_at=None)
        prepare()
        assert list(Clinic.objects.values_list("key", "status")) == [(WITHDRAWN, "listed")]


def change(clinic, **fields):
    """What an edit by a moderator leaves."""
    for name, value in fields.items():
        setattr(clinic, name, value)
    clinic.save()
    edited(clinic, by="operator", fields=fields)


@pytest.mark.deep
def test_a_prepare_that_is_killed_while_it_loads_is_completed_by_the_next(tmp_path):
    exports = []
    for name, kill in (("peaceful", False), ("killed", True)):
        path = tmp_path / f"{name}.sqlite3"
        env = {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "SAMPLES": "1", "DEBUG": "1",
               "SITE_URL": "http://localhost"}  # fmt: skip
        if kill:
            assert killed(env, path) < 240
        manage(env, "prepare")
        manage(env, "export_clinics", tmp_path / f"{name}.csv")
        exports.append((tmp_path / f"{name}.csv").read_bytes())
        assert statuses(path) == SPECIAL
    assert exports[0] == exports[1]


def manage(env, *args):
    command = [sys.executable, "manage.py", *map(str, args)]
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)


def killed(env, path):
    """Kill `prepare` as soon as its first samples are there; how many it left."""
    process = subprocess.Popen([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    until = time.monotonic() + 100
    while not (left := count(path)) and time.monotonic() < until:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    return left


def count(path):
    try:
        with sqlite3.connect(path) as database:
            return database.execute("SELECT count(*) FROM clinics_clinic").fetchone()[0]
    except sqlite3.OperationalError:  # no table yet
        return 0


def statuses(path):
    with sqlite3.connect(path) as database:
        query = "SELECT status FROM clinics_clinic WHERE key IN (?, ?) ORDER BY key"
        return [row[0] for row in database.execute(query, (SUSPENDED, WITHDRAWN))]
