"""Write the sample clinics afresh; the file is committed, so this is for whoever changes the generator."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from clinics.models import Condition
from sources.export import write_listings
from sources.samples import listings


class Command(BaseCommand):
    help = "Write the fictional sample clinics (seeded: the same bytes each time)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=settings.BASE_DIR / "data" / "sample_clinics.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        conditions = list(Condition.objects.values_list("key", flat=True))
        with options["file"].open("w", encoding="utf-8", newline="") as target:
            count = write_listings(listings(settings.BASE_DIR / "data", conditions), target)
        self.stdout.write(f"{count} clinics written to {options['file'].name}.")
