"""Export every public listing as our own CSV."""

import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from sources.export import one_moment, write


class Command(BaseCommand):
    help = "Write every public listing to FILE as CSV (docs/data.md); - for standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            with one_moment():
                if options["file"] == "-":
                    write(sys.stdout)
                elif path.exists() and not path.is_file() and not path.is_dir():
                    with path.open("w", encoding="utf-8", newline="") as pipe:
                        write(pipe)
                else:
                    self._to_file(path.resolve())
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read: {error}. Nothing was exported.") from error

    def _to_file(self, path: Path) -> None:
        """Whole or not at all: a full disk leaves the old file as it was."""
        if path.is_dir() or not path.name:
            raise CommandError(f"{path} is a folder; name a file in it.")
        part = path.with_name(f".{path.name}.part")
        try:
            with part.open("w", encoding="utf-8", newline="") as target:
                count = write(target)
                target.flush()
                os.fsync(target.fileno())
            part.replace(path)
        except OSError as error:
            raise CommandError(f"{path.name} cannot be written: {error.strerror}.") from error
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"{count} clinics written to {path.name}.")
