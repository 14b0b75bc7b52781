import csv
import datetime as dt
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict

from clinics.search.filters import ClinicFilter

DATA = Path(__file__).resolve().parents[3] / "data"
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def ask():
    """A filter from a query string, on a fixed day."""
    return lambda text="": ClinicFilter(QueryDict(text), today=TODAY)


def _only(source, target, wanted):
    with source.open(encoding="utf-8", newline="") as read, target.open("w", encoding="utf-8", newline="") as write:
        rows = csv.DictReader(read)
        writer = csv.DictWriter(write, rows.fieldnames)
        writer.writeheader()
        writer.writerows(row for row in rows if wanted(row))
    return target


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """The shipped tables, cut to what tests look up: all cities of one letter, a few ZIPs."""
    home = tmp_path_factory.mktemp("places")
    letters = tuple("ABCFHKLMNPSTW")
    codes, named = ("787", "00", "096", "902", "120"), {"Bronx", "Flushing", "Kingwood", "Tarzana"}
    zips = _only(
        DATA / "zip_codes.csv", home / "zips.csv", lambda row: row["zip"].startswith(codes) or row["city"] in named
    )
    return zips, _only(DATA / "cities.csv", home / "cities.csv", lambda row: row["name"].startswith(letters))


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker, tables):
    """Loaded once for a module, in a transaction around those of its tests, and gone after it."""
    zips, cities = tables
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        call_command("load_places", zips=zips, cities=cities, verbosity=0)
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
