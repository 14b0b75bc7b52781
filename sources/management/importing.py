"""What both import commands do: show the plan, carry it out, say how it ended."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from tqdm import tqdm

from clinics.exceptions import Refused
from sources.actions.importing import check_holds, run
from sources.actions.ledger import Batch
from sources.steps import Act, Step

Planned = tuple[Batch, Iterable[Step], int]


class ImportCommand(BaseCommand):
    """Exit 0: every row was taken or was there already. Exit 1: the file is unreadable, or some rows are wrong."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="print the plan, row by row, and change nothing")
        parser.add_argument(
            "--take", type=int, action="append", default=[], metavar="LINE",
            help="create the clinic of this line, which the plan calls a duplicate; may be given again",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(lambda: self.planned(options), options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be read or written: {error}. "
                "Rows that were taken are whole; run the import again."
            ) from error

    def planned(self, options: dict[str, Any]) -> Planned:
        raise NotImplementedError

    def _import(self, planned: Callable[[], Planned], options: dict[str, Any]) -> None:
        batch, steps, count = planned()
        check_holds(batch.holds)
        said = self._said(steps, quiet=options["verbosity"] == 0)
        if options["dry_run"]:
            counts = Counter(step.act.value for step in said)
        else:
            with tqdm(total=count, unit="row", disable=not sys.stderr.isatty()) as bar:
                counts = run(batch, said, progress=bar.update)
        self._close(counts, quiet=options["verbosity"] == 0)

    def _said(self, steps: Iterable[Step], *, quiet: bool) -> Iterable[Step]:
        for step in steps:
            if not quiet or step.act is Act.ERROR:
                self.stdout.write(str(step))
            yield step

    def _close(self, counts: Counter[str], *, quiet: bool) -> None:
        if not quiet:
            self.stdout.write(", ".join(f"{counts[act.value]} {act.value}" for act in Act if counts[act.value]))
        if wrong := counts[Act.ERROR.value]:
            which = "1 row is wrong and was" if wrong == 1 else f"{wrong:,} rows are wrong and were"
            raise CommandError(f"{which} left out; the others were taken.")
