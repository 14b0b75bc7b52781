"""An import while others work: nobody waits for the other in a circle, no act is lost, and nothing is mixed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.core.management.base import CommandError
from django.db import connection

from clinics.actions.suspension import lift_suspension, suspend
from clinics.enums import SuspensionReason
from clinics.exceptions import Refused
from clinics.models import Clinic, SiteState
from sources.actions import importing as imports
from tests.sources.files import AUSTIN, csv_file, places, run
from tests.transactions import commits

COUNT = 80


def rows(description):
    return [AUSTIN | {"key": f"c{n}", "name": f"Clinic {n}", "description": description} for n in range(COUNT)]


def closed_after(act):
    try:
        return act()
    finally:
        connection.close()


def importing(path):
    """What the operator reads; an import that a moderator overtook asks to be run again."""
    try:
        run("import_clinics", path)
    except CommandError as error:
        return str(error)
    return ""


def suspending(order):
    done = 0
    for key in order:
        clinic = Clinic.objects.get(key=key)
        try:
            suspend(clinic, by="operator", reason=SuspensionReason.UNTRUE)
            lift_suspension(clinic, by="operator")
            done += 1
        except Refused:
            continue
    return done


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
@commits
def test_an_import_and_a_suspension_never_wait_for_each_other(tmp_path):
    places()
    run("import_clinics", csv_file(tmp_path / "a.csv", *rows("First words.")))
    downwards = [f"c{n}" for n in reversed(range(COUNT))]
    for turn in range(4):
        path = csv_file(tmp_path / f"{turn}.csv", *rows(f"Turn {turn}."))
        with ThreadPoolExecutor(2) as pool:
            told = pool.submit(closed_after, lambda path=path: importing(path))
            done = pool.submit(closed_after, lambda: suspending(downwards))
        assert done.result() == COUNT
        assert told.result() == "" or "run the import again" in told.result().lower()
        assert "deadlock" not in told.result()
        assert importing(path) == ""
    assert set(Clinic.objects.values_list("status", "description")) == {("listed", "Turn 3.")}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
@commits
def test_samples_cleared_beside_their_import_leave_none_among_real_clinics(tmp_path, monkeypatch):
    places()
    sample = AUSTIN | {"is_sample": "yes"}
    run("import_clinics", csv_file(tmp_path / "a.csv", sample | {"key": "one"}))
    path = csv_file(tmp_path / "b.csv", sample | {"key": "two", "name": "Two", "zip": "76701", "city": "Waco"})
    writing, go = Event(), Event()
    carry_out = imports._carry_out

    def slowly(*args):
        writing.set()
        go.wait(10)
        return carry_out(*args)

    monkeypatch.setattr(imports, "_carry_out", slowly)
    with ThreadPoolExecutor(2) as pool:
        told = pool.submit(closed_after, lambda: importing(path))
        assert writing.wait(10)
        cleared = pool.submit(closed_after, imports.clear_samples)
        assert not cleared.done()
        go.set()
    assert (told.result(), cleared.result()) == ("", 2)
    assert (SiteState.now().holds, Clinic.objects.count()) == ("", 0)
