"""Make every derived row afresh: after a restore, or when a rule changed."""

from typing import Any

from django.core.management.base import BaseCommand

from clinics.actions.indexing import reindex
from clinics.models import Clinic

CHUNK = 1000


class Command(BaseCommand):
    help = "Make the answers in force and the search words of all clinics afresh."

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(Clinic.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), CHUNK):
            reindex(ids[start : start + CHUNK])
        self.stdout.write(f"{len(ids)} clinics indexed.")
