"""Set up what is missing: tables, places, sample clinics on an empty database, a moderator, static files."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from clinics.actions.listing import withdraw
from clinics.actions.suspension import suspend
from clinics.enums import Holds, SuspensionReason
from clinics.models import Clinic, SiteState, Zip

SUSPENDED, WITHDRAWN = "sample-113", "sample-127"
"""No file can say these of a clinic, so that two samples show what is left of such a page."""


class Command(BaseCommand):
    help = "Set up what is missing, so that the site can be served. Right however often it runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-samples", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not Zip.objects.exists():
            call_command("load_places")
        if settings.SAMPLES and not options["no_samples"] and SiteState.now().holds == Holds.NOTHING:
            _load_samples()
        call_command("create_moderator")
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)


def _load_samples() -> None:
    call_command("import_clinics", str(settings.BASE_DIR / "data" / "sample_clinics.csv"), verbosity=0)
    suspend(Clinic.objects.get(key=SUSPENDED), by="operator", reason=SuspensionReason.UNTRUE)
    withdraw(Clinic.objects.get(key=WITHDRAWN), by="operator")
