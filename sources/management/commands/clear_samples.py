"""Empty the database of sample clinics."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinics.exceptions import Refused
from sources.actions.importing import clear_samples


class Command(BaseCommand):
    help = "Remove every sample clinic, so that real ones can be imported."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = clear_samples()
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{count} sample clinics removed.")
