"""Small CSV files and the commands that take them."""

import csv
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clinics.models import Zip

AUSTIN = {"key": "harbor", "name": "Harbor Clinic", "city": "Austin", "state": "TX", "zip": "78701"}
NPI = "1000000012"


def places():
    Zip.objects.create(zip="78701", city="Austin", state="TX", latitude=30.27, longitude=-97.74)
    Zip.objects.create(zip="76701", city="Waco", state="TX", latitude=31.55, longitude=-97.14)


def csv_file(path, *rows):
    """A file with the columns that its rows name."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(command, *args, wrong=False, **options):
    """What a command printed, line by line. wrong: some rows are, and it must say so by its exit."""
    out = StringIO()
    with pytest.raises(CommandError) if wrong else nullcontext():
        call_command(command, *map(str, args), stdout=out, **options)
    return out.getvalue().splitlines()
