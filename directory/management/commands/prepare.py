"""Set up what is missing: tables, places, sample clinics on an empty database, a moderator, static files."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.models import Event
from clinics.actions.listing import withdraw
from clinics.actions.suspension import suspend
from clinics.enums import Holds, SuspensionReason
from clinics.models import Clinic, SiteState, Zip
from reviews.samples import add_samples
from sources.models import ImportRun

SAMPLES = settings.BASE_DIR / "data" / "sample_clinics.csv"
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
        self._guide()
        if settings.SAMPLES and not options["no_samples"]:
            self._samples()
        call_command("create_moderator")
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)

    def _guide(self) -> None:
        """A fault in one page is no reason to be away: the pages that are there are served."""
        try:
            call_command("load_guide", stdout=self.stdout)
        except CommandError as fault:
            self.stderr.write(f"The guide was not loaded. {fault}")

    def _samples(self) -> None:
        """What a process that was killed left undone is done; what somebody did since stays."""
        if _to_load():
            call_command("import_clinics", str(SAMPLES), verbosity=0)
        holds = SiteState.now().holds
        if holds == Holds.NOTHING:
            self.stdout.write("Sample clinics were cleared here, so none are loaded; import_clinics loads them again.")
        if holds == Holds.SAMPLE:
            _once(SUSPENDED, lambda clinic: suspend(clinic, by="operator", reason=SuspensionReason.UNTRUE))
            _once(WITHDRAWN, lambda clinic: withdraw(clinic, by="operator"))
            add_samples(timezone.localdate())


def _to_load() -> bool:
    """Whether nobody loaded samples yet, or their import was begun and did not come to its end.

    One that is run again and finds all there leaves no run: then the last step, after it, tells that it ended.
    """
    holds = SiteState.now().holds
    if holds == Holds.NOTHING:
        return not Event.objects.filter(what="samples.cleared").exists()
    runs = ImportRun.objects.filter(file_name=SAMPLES.name)
    begun, ended = runs.exists(), runs.filter(finished_at__isnull=False).exists()
    last_step = Clinic.objects.filter(key=WITHDRAWN, version__gt=0).exists()
    return holds == Holds.SAMPLE and begun and not ended and not last_step


@transaction.atomic
def _once(key: str, step: Callable[[Clinic], Any]) -> None:
    """Only with a sample that is as the file made it: an edit, or an earlier step, counts up its version."""
    clinic = Clinic.objects.select_for_update().filter(key=key, is_sample=True, version=0).first()
    if clinic is not None:
        step(clinic)
