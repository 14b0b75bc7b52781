"""What is kept of an import that did not come to its end, and of one that is still at work."""

import datetime as dt
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from accounts.models import Event
from clinics.actions.listing import withdraw
from clinics.models import Clinic
from sources.actions.files import csv_plan
from sources.actions.importing import run as carry_out
from sources.exceptions import Overtaken, StoodStill
from sources.models import ImportRun
from tests.moderators import moderator, signed_in
from tests.sources.files import AUSTIN, csv_file, places, run
from tests.sources.test_kills import ROOT, copy, empty, manage, many_rows  # noqa: F401 -- empty is a fixture

RUNS = "/admin/sources/importrun/"


@pytest.fixture
def _places(db):
    places()


def rows(count):
    return [AUSTIN | {"key": f"k{n:04d}", "name": f"Clinic {n}"} for n in range(count)]


def outcome(log):
    """What the list and the page of a run say of it."""
    admin = signed_in(moderator())
    pages = [admin.get(path).content.decode() for path in (RUNS, f"{RUNS}{log.pk}/change/")]
    return [[word for word in ("finished", "running", "interrupted") if f">{word}<" in page] for page in pages], pages[
        1
    ]


@pytest.mark.usefixtures("_places")
class TestRefusals:
    """Rows from 500 on stand in a second chunk."""

    def test_an_import_that_is_overtaken_says_so_and_how_far_it_came(self, tmp_path):
        run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
        bad = AUSTIN | {"key": "bad", "zip": "1"}
        batch, steps, _ = csv_plan(csv_file(tmp_path / "b.csv", bad, *rows(600), AUSTIN | {"phone": "512-555-0199"}))
        steps = list(steps)
        withdraw(Clinic.objects.get(), by="operator")
        with pytest.raises(Overtaken):
            carry_out(batch, steps)
        log = ImportRun.objects.get(file_name="b.csv")
        assert (log.state, log.finished_at, log.counts) == ("interrupted", None, {"create": 499, "error": 1})
        assert [row["line"] for row in log.problems] == [2]
        assert log.stopped_because.startswith("The database changed while this import ran.")
        assert Clinic.objects.count() == 500
        event = Event.objects.latest("id")
        assert (event.what, event.after) == ("import.interrupted", log.counts)
        words, page = outcome(log)
        assert words == [["finished", "interrupted"], ["interrupted"]]
        assert ("499 create, 1 error so far" in page, "The database changed while this import ran." in page) == (
            True, True,
        )  # fmt: skip

    def test_two_at_once_that_would_make_one_clinic(self, tmp_path):
        """Another import made a clinic of the second chunk after the plan was made."""
        batch, steps, _ = csv_plan(csv_file(tmp_path / "b.csv", *rows(600)))
        steps = list(steps)
        run("import_clinics", csv_file(tmp_path / "a.csv", rows(600)[550]))
        with pytest.raises(Overtaken):
            carry_out(batch, steps)
        log = ImportRun.objects.get(file_name="b.csv")
        assert (log.state, log.counts, ImportRun.objects.get(file_name="a.csv").state) == (
            "interrupted", {"create": 500}, "finished",
        )  # fmt: skip
        assert run("import_clinics", csv_file(tmp_path / "b.csv", *rows(600)))[-1] == "99 create, 501 unchanged"

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="a table is made unwritable by a trigger of SQLite")
    def test_a_database_that_cannot_be_written_any_more(self, tmp_path):
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TRIGGER full BEFORE INSERT ON clinics_clinic WHEN NEW.key = 'k0550' "
                "BEGIN SELECT abs(-9223372036854775808); END"
            )
        with pytest.raises(CommandError, match="cannot be read or written"):
            run("import_clinics", csv_file(tmp_path / "b.csv", *rows(600)))
        log = ImportRun.objects.get()
        assert (log.state, log.counts, Clinic.objects.count()) == ("interrupted", {"create": 500}, 500)
        assert log.stopped_because == "The database could not be read or written: integer overflow."

    def test_who_stops_an_import_by_hand_is_told_so_later(self, tmp_path):
        batch, steps, _ = csv_plan(csv_file(tmp_path / "b.csv", *rows(3)))

        def stop(count):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            carry_out(batch, steps, progress=stop)
        log = ImportRun.objects.get()
        assert (log.state, log.stopped_because, log.counts) == ("interrupted", "Somebody stopped it.", {"create": 3})

    def test_a_refusal_before_anything_is_written_leaves_no_run(self, tmp_path):
        run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN | {"is_sample": "yes"}))
        batch, steps, _ = csv_plan(csv_file(tmp_path / "b.csv", AUSTIN | {"key": "real"}))
        run("clear_samples")
        run("import_clinics", csv_file(tmp_path / "c.csv", AUSTIN | {"is_sample": "yes", "name": "Other"}))
        with pytest.raises(Exception, match="holds sample clinics"):
            carry_out(batch, steps)
        assert list(ImportRun.objects.values_list("file_name", flat=True)) == ["c.csv"]

    def test_a_finished_run_is_called_finished(self, tmp_path):
        run("import_clinics", csv_file(tmp_path / "a.csv", AUSTIN))
        log = ImportRun.objects.get()
        assert (log.state, log.stopped_because, outcome(log)[0][1]) == ("finished", "", ["finished"])


def unfinished(silent):
    """A run whose process nobody saw end. silent: since when it wrote nothing."""
    then = timezone.now() - silent
    return ImportRun.objects.create(kind="csv", authority="operator", file_name="half.csv", file_digest="0",
                                    counts={"create": 500}, wrote_at=then)  # fmt: skip


@pytest.mark.django_db
class TestSilence:
    def test_a_run_that_wrote_just_now_is_running(self):
        log = unfinished(dt.timedelta(minutes=9))
        words, page = outcome(log)
        assert (log.state, words[1]) == ("running", ["running"])
        assert "500 create so far, the last at" in page
        assert "without a word for 10 minutes it counts as interrupted" in page

    def test_a_run_that_is_silent_is_interrupted(self):
        log = unfinished(dt.timedelta(minutes=11))
        words, page = outcome(log)
        assert (log.state, words[1]) == ("interrupted", ["interrupted"])
        assert ("Its process ended, or stood still." in page, "Run it again." in page) == (True, True)

    def test_a_run_of_before_runs_said_when_they_wrote(self):
        log = unfinished(dt.timedelta(0))
        ImportRun.objects.update(wrote_at=None)
        log.refresh_from_db()
        assert log.state == "running"
        ImportRun.objects.update(started_at=timezone.now() - dt.timedelta(hours=1))
        log.refresh_from_db()
        assert log.state == "interrupted"

    def test_a_run_that_was_called_interrupted_writes_nothing_more(self, tmp_path):
        """Its process slept for longer than anybody would wait for it."""
        places()
        batch, steps, _ = csv_plan(csv_file(tmp_path / "b.csv", *rows(600)))

        def asleep():
            for number, step in enumerate(steps):
                if number == 500:
                    ImportRun.objects.update(wrote_at=timezone.now() - dt.timedelta(minutes=11))
                yield step

        with pytest.raises(StoodStill, match="counts as interrupted"):
            carry_out(batch, asleep())
        assert (Clinic.objects.count(), ImportRun.objects.get().state) == (500, "interrupted")


@pytest.mark.deep
def test_a_killed_import_keeps_how_far_it_came(empty):  # noqa: F811
    """Killed as soon as its first chunk is there; another run ends where a peaceful one does."""
    file = many_rows(empty.with_name("rows.csv"), 1200)
    env = copy(empty, "killed.sqlite3")
    path = empty.with_name("killed.sqlite3")
    process = subprocess.Popen([sys.executable, "manage.py", "import_clinics", str(file), "-v0"], cwd=ROOT, env=env,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    until = time.monotonic() + 100
    while not looked(path) and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    [(wrote_at, finished_at, counts)] = looked(path)
    left = count(path)
    assert (bool(wrote_at), finished_at, counts) == (True, None, f'{{"create": {left}}}')
    assert 0 < left < 1200
    manage(env, "import_clinics", file, "-v0")
    assert (count(path), [bool(row[1]) for row in looked(path)]) == (1200, [False, True])


def looked(path):
    with sqlite3.connect(path) as database:
        return list(database.execute("SELECT wrote_at, finished_at, counts FROM sources_importrun ORDER BY id"))


def count(path):
    with sqlite3.connect(path) as database:
        return database.execute("SELECT count(*) FROM clinics_clinic").fetchone()[0]
