"""The pages of the guide, from guide/pages/ into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guide.actions.loading import FOLDER, kept, load_pages, read_pages
from guide.domain.front import BadFile


class Command(BaseCommand):
    help = "Load the pages of the guide. What an editor changed stays; run it again after each upgrade."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER, help="read the pages from here")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            steps = load_pages(read_pages(options["folder"]), by="operator")
        except BadFile as bad:
            raise CommandError("\n".join(["Nothing was loaded.", *bad.sentences])) from bad
        acts = [step.act for step in steps]
        counts = ", ".join(f"{acts.count(act)} {act}" for act in ("created", "updated", "unchanged", "kept"))
        self.stdout.write(f"Guide: {counts}.")
        for slug in kept(steps):
            self.stdout.write(f"{slug}: an editor changed this page, so its file was not loaded.")
