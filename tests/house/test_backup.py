"""The commands of docs/operations.md, run as written."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/operations.md").read_text()


def manage(env, *args):
    command = [sys.executable, "manage.py", *args]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True)


@pytest.mark.deep
def test_a_backup_of_a_running_sqlite_site_comes_back_whole(tmp_path):
    site, restored = tmp_path / "db.sqlite3", tmp_path / "restored.sqlite3"
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{site}"}
    manage(env, "migrate", "--verbosity=0")
    manage(env, "load_places")
    manage(env, "import_clinics", str(ROOT / "data/sample_clinics.csv"))
    writer = subprocess.Popen([sys.executable, "manage.py", "reindex"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    command = re.search(r"^    (\.venv/bin/python -c .*)$", PAGE, re.MULTILINE).group(1)

    parts = [sys.executable if p == ".venv/bin/python" else p for p in shlex.split(command)]
    subprocess.run([*parts[:-2], str(site), str(tmp_path / "backup.sqlite3")], check=True)
    writer.wait(120)
    shutil.copy(tmp_path / "backup.sqlite3", restored)

    after = {**env, "DATABASE_URL": f"sqlite:///{restored}"}
    manage(after, "migrate", "--verbosity=0")
    manage(after, "reindex")
    for place, name in ((env, "before.csv"), (after, "after.csv")):
        manage(place, "export_clinics", str(tmp_path / name))
    assert (tmp_path / "after.csv").read_bytes() == (tmp_path / "before.csv").read_bytes()
    assert len((tmp_path / "after.csv").read_bytes()) > 100_000


@pytest.mark.deep
def test_a_dump_of_postgresql_comes_back_whole(tmp_path):
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("runs where DATABASE_URL names a PostgreSQL")
    names = {"site": f"{url.rsplit('/', 1)[0]}/backup_site", "restored": f"{url.rsplit('/', 1)[0]}/backup_restored"}
    envs = {key: {**os.environ, "DATABASE_URL": name} for key, name in names.items()}
    for name in names.values():
        subprocess.run(["psql", url, "-qc", f"DROP DATABASE IF EXISTS {name.rsplit('/', 1)[1]}"], check=True)
        subprocess.run(["psql", url, "-qc", f"CREATE DATABASE {name.rsplit('/', 1)[1]}"], check=True)
    manage(envs["site"], "migrate", "--verbosity=0")
    manage(envs["site"], "load_places")
    manage(envs["site"], "import_clinics", str(ROOT / "data/sample_clinics.csv"))

    written = r"PostgreSQL: `(.*?) > backup.dump`; into an empty database: `(.*?)`"
    dump, restore = re.search(written, PAGE, re.DOTALL).groups()
    subprocess.run(f"{dump} > {tmp_path}/backup.dump", shell=True, check=True, env=envs["site"])
    restore = restore.replace("backup.dump", f"{tmp_path}/backup.dump")
    subprocess.run(restore, shell=True, check=True, env=envs["restored"])

    for key, env in envs.items():
        manage(env, "export_clinics", str(tmp_path / f"{key}.csv"))
    assert (tmp_path / "restored.csv").read_bytes() == (tmp_path / "site.csv").read_bytes()
