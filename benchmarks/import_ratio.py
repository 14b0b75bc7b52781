"""How much longer a whole import takes than writing its rows: `import_ratio VALUE x`. DEBUG off, SQLite in a file.

20,000 invented clinics go in by `import_clinics`, whole: reading, checking, planning, history, answers.
Then every row that this left, in every table, is written again into a copy of the database as it was
before, by bulk_create and nothing else. The clock runs in bulk_create only: reading the rows and making
the objects is not counted.
"""

import io
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COUNT, SLICE = 20_000, 20_000
EMPTY, DONE, NOW = "empty.sqlite3", "done.sqlite3", "now.sqlite3"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _set_up(home)
        started = time.perf_counter()
        _import(home / "clinics.csv")
        seconds = time.perf_counter() - started
        _check_whole()
        _swap(home, DONE, EMPTY)
        count, bare = _bare(home)
    _say("import_rows_20k", count, "rows")
    _say("import_seconds_20k", seconds, "s")
    _say("import_bare_seconds_20k", bare, "s")
    _say("import_ratio", seconds / bare, "x")


def _set_up(home: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "directory.settings", "DEBUG": "0", "SECRET_KEY": "benchmarks-only-" * 4,
        "DATABASE_URL": f"sqlite:///{home}/{NOW}",
    }  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_places", stdout=io.StringIO())
    _swap(home, EMPTY, EMPTY)
    _write_csv(home / "clinics.csv")


def _swap(home: Path, keep: str, take: str) -> None:
    """Keep the database under one name, and go on with a copy of another."""
    from django.db import connection

    with connection.cursor() as cursor:  # the file alone is then the whole database
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    (home / NOW).rename(home / keep)
    shutil.copy(home / take, home / NOW)


def _write_csv(path: Path) -> None:
    from django.conf import settings

    from clinics.models import Condition
    from sources.export import write_listings
    from sources.samples import listings

    conditions = list(Condition.objects.values_list("key", flat=True))
    with path.open("w", encoding="utf-8", newline="") as target:
        write_listings(listings(settings.BASE_DIR / "data", conditions, total=COUNT), target)


def _import(path: Path) -> None:
    from django.core.management import call_command

    call_command("import_clinics", str(path), verbosity=0, stdout=io.StringIO())


def _check_whole() -> None:
    """Rows that were taken for doubles would make the figure that of another file."""
    from clinics.models import Clinic

    if (count := Clinic.objects.count()) != COUNT:
        raise SystemExit(f"{count} of {COUNT} rows were imported; there is no figure.")


def _tables() -> list[Any]:
    """All that an import writes, in an order in which foreign keys hold."""
    from clinics import models as kept

    parts: list[Any] = [
        kept.ClinicCondition, kept.Trait, kept.AgeRange, kept.Offering, kept.Practitioner, kept.Statement,
    ]  # fmt: skip
    with_history: list[Any] = [kept.Clinic, *parts]
    found: list[Any] = [kept.Organization, kept.Source, kept.Clinic, *parts, kept.OldAddress, kept.SourceRecord]
    return [*found, kept.Answer, *(model.history.model for model in with_history)]


def _bare(home: Path) -> tuple[int, float]:
    """Rows, and the seconds that writing them took, in one transaction."""
    from django.db import connections, transaction

    connections.databases["done"] = connections.databases["default"] | {"NAME": str(home / DONE)}
    count, seconds = 0, 0.0
    started = time.perf_counter()
    with transaction.atomic():
        seconds += time.perf_counter() - started
        for model in _tables():
            for rows in _slices(model):
                started = time.perf_counter()
                model._default_manager.bulk_create(rows)
                seconds += time.perf_counter() - started
                count += len(rows)
        started = time.perf_counter()
    return count, seconds + time.perf_counter() - started


def _slices(model: Any) -> Iterator[list[Any]]:
    """The imported rows of one table, some thousands at a time, as objects that were never saved."""
    key, last = model._meta.pk.attname, 0
    while rows := list(model._default_manager.using("done").filter(pk__gt=last).order_by("pk")[:SLICE]):
        last = getattr(rows[-1], key)
        for row in rows:
            row._state.adding, row._state.db = True, None
        yield rows


def _say(name: str, value: float, unit: str) -> None:
    print(f"{name} {value:.4g} {unit}", flush=True)


if __name__ == "__main__":
    main()
