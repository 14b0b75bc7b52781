"""An import that is killed leaves whole rows, and a second run ends where an undisturbed one does."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COUNT = """
import django; django.setup()
from sources.snapshot import listings
from clinics.models import Clinic, Answer, Statement
from clinics.actions.indexing import answers_of
from sources.actions.files import csv_plan
from pathlib import Path
import sys
steps = list(csv_plan(Path(sys.argv[1]))[1])
print(Clinic.objects.count(), sum(s.act in {"create", "unchanged"} for s in steps) == len(steps),
      len(answers_of(Statement.objects.all())) == Answer.objects.count())
"""


def manage(env, *args, **options):
    command = [sys.executable, "manage.py", *map(str, args)]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True, **options)


def many_rows(path, count):
    """The sample clinics over and over, each with a key, a name and a slug of its own."""
    import csv

    with (ROOT / "data/sample_clinics.csv").open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if not row["moved_to"]]
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for number in range(count):
            row = rows[number % len(rows)]
            own = {
                "key": f"row-{number:05d}",
                "name": f"{row['name']} {number}",
                "slug": f"row-{number}",
                "records": "",
                "old_addresses": "",
            }
            writer.writerow(row | own)
    return path


@pytest.fixture
def empty(tmp_path):
    """A database with places and no clinic, as a file to copy."""
    path = tmp_path / "empty.sqlite3"
    env = environment(path)
    manage(env, "migrate", "--verbosity=0")
    manage(env, "load_places")
    manage(
        env,
        "shell",
        "-v0",
        "-c",
        "from django.db import connection; connection.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')",
    )
    return path


def environment(path):
    return {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": "directory.settings"}


def copy(empty, name):
    path = empty.with_name(name)
    path.write_bytes(empty.read_bytes())
    return environment(path)


def killed(env, file, after):
    """Start an import and kill it after so many seconds; returns how many clinics it left, all of them whole."""
    process = subprocess.Popen([sys.executable, "manage.py", "import_clinics", str(file), "-v0"], cwd=ROOT, env=env,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    said = subprocess.run(
        [sys.executable, "-c", COUNT, str(file)], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    left, whole, derived = said.stdout.split()
    assert (whole, derived) == ("True", "True")
    return int(left)


def kills_end_where_peace_does(empty, rows, kills):
    file = many_rows(empty.with_name("rows.csv"), rows)
    peaceful = copy(empty, "peaceful.sqlite3")
    started = time.monotonic()
    manage(peaceful, "import_clinics", file, "-v0")
    whole = time.monotonic() - started
    manage(peaceful, "export_clinics", empty.with_name("peaceful.csv"))
    chance = random.Random(20)
    left = []
    for number in range(kills):
        env = copy(empty, f"killed-{number}.sqlite3")
        left.append(killed(env, file, chance.uniform(0.25, 1.0) * whole))
        manage(env, "import_clinics", file, "-v0")
        manage(env, "export_clinics", empty.with_name("killed.csv"))
        assert empty.with_name("killed.csv").read_bytes() == empty.with_name("peaceful.csv").read_bytes()
    return left


@pytest.mark.deep
def test_three_kills_of_a_small_import(empty):
    assert len(kills_end_where_peace_does(empty, 120, 3)) == 3


@pytest.mark.deep
def test_twenty_kills_of_two_thousand_rows(empty):
    left = kills_end_where_peace_does(empty, 2000, 20)
    assert any(0 < count < 2000 for count in left)


@pytest.mark.deep
def test_two_imports_at_once_end_as_one(empty):
    file = many_rows(empty.with_name("rows.csv"), 400)
    env = copy(empty, "both.sqlite3")
    both = [subprocess.Popen([sys.executable, "manage.py", "import_clinics", str(file), "-v0"], cwd=ROOT, env=env,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)]  # fmt: skip
    said = [process.communicate(timeout=200)[0] for process in both]
    manage(env, "import_clinics", file, "-v0")
    manage(env, "export_clinics", empty.with_name("both.csv"))
    lines = empty.with_name("both.csv").read_text().count("\nrow-")
    assert (["Traceback" in words for words in said], lines) == ([False, False], 400)
