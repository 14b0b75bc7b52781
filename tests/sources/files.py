"""Small CSV files and the commands that take them."""

import csv
from io import StringIO

from django.core.management import call_command

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


def run(command, *args, **options):
    """What a command printed, line by line."""
    out = StringIO()
    call_command(command, *map(str, args), stdout=out, **options)
    return out.getvalue().splitlines()
