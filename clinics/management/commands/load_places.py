"""Load the ZIP and city tables that ship in data/; a second run changes nothing."""

import csv
import math
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Model

from clinics.domain.places import fold_place
from clinics.domain.states import STATES
from clinics.models import City, SiteState, Zip

MILITARY = {"AA", "AE", "AP"}
Row = dict[str, Any]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        data = Path(settings.BASE_DIR) / "data"
        parser.add_argument("--zips", type=Path, default=data / "zip_codes.csv")
        parser.add_argument("--cities", type=Path, default=data / "cities.csv")

    def handle(self, *, zips: Path, cities: Path, verbosity: int = 1, **options: Any) -> None:
        zip_rows = list(read(zips, "zip"))
        city_rows = list(read(cities, "name"))
        towns = [*city_rows, *towns_of_zips(zip_rows, {(fold_place(row["name"]), row["state"]) for row in city_rows})]
        with transaction.atomic():
            said = [
                store(Zip, ("zip",), zip_rows, "ZIP codes"),
                store(City, ("folded", "state"), largest(towns), "cities"),
            ]
            if any(changed for _, changed in said):
                SiteState.touch()
        if verbosity:
            self.stdout.write("\n".join(sentence for sentence, _ in said))


def read(path: Path, key: str) -> Iterator[Row]:
    """Rows of states we know. Raises CommandError with file, line and reason."""
    columns = [key, *(["city"] if key == "zip" else []), "state", "latitude", "longitude", "population"]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := [name for name in columns if name not in (reader.fieldnames or [])]:
                raise CommandError(f"{path}: the column {missing[0]} is missing.")
            for row in reader:
                if None in row or None in row.values():
                    raise CommandError(f"{path}, line {reader.line_num}: the row has not as many cells as the header.")
                if row["state"] not in MILITARY and row["state"] in STATES:
                    yield _typed(row, columns, f"{path}, line {reader.line_num}")
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path} is no CSV in UTF-8: {error}.") from error


def _typed(row: dict[str, str | None], columns: list[str], where: str) -> Row:
    try:
        typed: Row = {name: (row[name] or "").strip() for name in columns}
        typed["latitude"], typed["longitude"] = float(typed["latitude"]), float(typed["longitude"])
        typed["population"] = int(typed["population"]) if typed["population"] else None
    except ValueError as error:
        raise CommandError(f"{where}: {error}.") from error
    if not (abs(typed["latitude"]) <= 90 and abs(typed["longitude"]) <= 180):
        raise CommandError(f"{where}: the point is not on the earth.")
    if not typed[columns[0]] or (columns[0] == "zip" and not (len(typed["zip"]) == 5 and typed["zip"].isdecimal())):
        raise CommandError(f"{where}: the {columns[0]} is wrong.")
    return typed


def towns_of_zips(rows: Iterable[Row], known: set[tuple[str, str]]) -> Iterator[Row]:
    """Cities that the city table lacks: the mean point of their ZIPs.

    All of Puerto Rico, and the names that the post uses: "Bronx, NY", "Flushing, NY".
    known: folded name and state of the cities in the table.
    """
    towns: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if (fold_place(row["city"]), row["state"]) not in known:
            towns[row["city"], row["state"]].append(row)
    for (name, state), zips in towns.items():
        yield {
            "name": name,
            "state": state,
            "latitude": round(math.fsum(row["latitude"] for row in zips) / len(zips), 5),
            "longitude": round(math.fsum(row["longitude"] for row in zips) / len(zips), 5),
            "population": sum(row["population"] or 0 for row in zips),
        }


def largest(rows: Iterable[Row]) -> list[Row]:
    """One city a name and state: the one with most people."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        city = row | {"folded": fold_place(row["name"]), "population": row["population"] or 0}
        key = city["folded"], city["state"]
        if key not in found or found[key]["population"] < city["population"]:
            found[key] = city
    return list(found.values())


def store(model: type[Model], key: tuple[str, ...], rows: list[Row], label: str) -> tuple[str, int]:
    """Make the table equal to the rows; say what that took, and how many rows changed."""
    if len({tuple(row[name] for name in key) for row in rows}) < len(rows):
        raise CommandError(f"The table of {label} has a row twice.")
    if not rows:
        raise CommandError(f"The table of {label} has no row.")
    fields = list(rows[0])
    old = {tuple(row[name] for name in key): row for row in model._default_manager.values("pk", *fields)}
    fresh = [row for row in rows if tuple(row[name] for name in key) not in old]
    changed = []
    for row in rows:
        before = old.pop(tuple(row[name] for name in key), None)
        if before and any(before[name] != row[name] for name in fields):
            changed.append(model(**(before | row)))
    gone = [row["pk"] for row in old.values()]
    for start in range(0, len(gone), 500):
        model._default_manager.filter(pk__in=gone[start : start + 500]).delete()
    model._default_manager.bulk_create([model(**row) for row in fresh], batch_size=2000)
    if changed:
        model._default_manager.bulk_update(changed, [name for name in fields if name not in key], batch_size=200)
    sentence = f"{len(rows):,} {label}: {len(fresh):,} new, {len(changed):,} changed, {len(gone):,} removed"
    return sentence, len(fresh) + len(changed) + len(gone)
