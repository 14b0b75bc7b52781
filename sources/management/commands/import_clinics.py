"""Import our own CSV; docs/data.md describes it."""

from typing import Any

from sources.actions.files import csv_plan
from sources.management.importing import ImportCommand, Planned


class Command(ImportCommand):
    help = "Import clinics from our own CSV (docs/data.md)."

    def planned(self, options: dict[str, Any]) -> Planned:
        return csv_plan(options["file"], takes=frozenset(options["take"]))
