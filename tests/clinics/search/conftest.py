import csv
import datetime as dt
from pathlib import Path

import pytest
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


@pytest.fixture
def places(db, tables):
    from django.core.management import call_command

    zips, cities = tables
    call_command("load_places", zips=zips, cities=cities, verbosity=0)
