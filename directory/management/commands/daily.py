"""Run all clocks: reminders, what has run out, what is over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.daily import turn


class Command(BaseCommand):
    help = "Run all clocks. May run at any time, twice, or after days without: each letter goes out once."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for name, done in turn(timezone.localdate()):
            self.stdout.write(f"{name}: {'failed' if done is None else done}")
            failed += [name] if done is None else []
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says where; the others have run.")
