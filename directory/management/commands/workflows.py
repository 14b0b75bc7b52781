"""Print the state machines of all rooms, as docs/workflows.md keeps them."""

from typing import Any

from django.core.management.base import BaseCommand

from clinics import workflows as clinics
from owners import workflows as owners
from reviews import workflows as reviews
from sources import workflows as sources

PREFACE = """# Workflows

Made by `manage.py workflows > docs/workflows.md` from the tables in each room's `workflows.py`. Each arrow bears the
name of the action that takes it; nothing else assigns a status, save an import by the operator. Lifting a suspension
leads back to what the listing was.
"""

ALL = (*clinics.ALL, *owners.ALL, *reviews.ALL, *sources.ALL)


class Command(BaseCommand):
    help = "Print docs/workflows.md from the tables of the workflows."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        parts = [f"## {flow.name}\n\n```mermaid\n{flow.mermaid()}\n```\n" for flow in ALL]
        self.stdout.write("\n".join([PREFACE, *parts]), ending="")
