"""Write the sample clinics afresh; the file is committed, so this is for whoever changes the generator."""

import csv
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from clinics.models import Condition
from sources.columns import cells, condition_codec, header
from sources.readers.csv_file import guard
from sources.samples import listings


class Command(BaseCommand):
    help = "Write the fictional sample clinics (seeded: the same bytes each time)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=settings.BASE_DIR / "data" / "sample_clinics.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        conditions = list(Condition.objects.values_list("key", flat=True))
        codec, names = condition_codec(), header()
        with options["file"].open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, lineterminator="\n")
            writer.writerow(names)
            for listing in listings(settings.BASE_DIR / "data", conditions):
                row = cells(listing, codec)
                writer.writerow([guard(row[name]) for name in names])
