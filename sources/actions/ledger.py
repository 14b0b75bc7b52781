"""What is kept of one import: begun with the first row written, a word with each chunk, its end or why it has none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from django.db import Error, transaction
from django.utils import timezone

from accounts.models import Event
from clinics.enums import Holds
from clinics.exceptions import Refused
from clinics.policies import Authority as Actor
from sources.enums import Authority
from sources.exceptions import Overtaken, StoodStill
from sources.models import ImportRun, Upload
from sources.models.import_run import MOST_SILENT
from sources.readers.file import File
from sources.steps import Act, Step

PROBLEMS_KEPT = 1000
_NOT_TAKEN = frozenset({Act.ERROR, Act.DUPLICATE, Act.WITHDRAWN, Act.DIFFERS, Act.MISSING})


@dataclass(frozen=True)
class Batch:
    """What is imported. authority: in whose name. by: who does it. edition: of a public data set, else None.

    notes: what is not read from the file, in sentences. upload: where the file was uploaded.
    """

    kind: str
    file: File
    holds: Holds
    authority: str = Authority.OPERATOR
    by: Actor = Authority.OPERATOR
    series: str = ""
    edition: int | None = None
    notes: tuple[str, ...] = ()
    upload: Upload | None = None


class Ledger:
    """The ImportRun of one import, closed however the import ends: `with Ledger(batch) as ledger`.

    There is none before a row is written: a run that changes nothing leaves nothing. counts and
    problems are of the rows whose end is settled, in the database no less than here.
    """

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.run: ImportRun | None = None
        self.counts: Counter[str] = Counter()
        self.problems: list[dict[str, Any]] = []

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.run is None:
            return
        if error is None:
            self._finish(self.run)
            return
        with suppress(Error):  # where the database is gone, the silence of the run tells it
            self._break_off(self.run, _why(error))

    @contextmanager
    def written(self, chunk: Sequence[Step]) -> Iterator[ImportRun]:
        """The transaction that writes a chunk: its rows and what is noted of them are there together or not at all."""
        with transaction.atomic():
            run = self.run or self._begin()
            yield run
            self._note(run, chunk)
        self.run = run

    def passed(self, chunk: Sequence[Step]) -> None:
        """A chunk that writes nothing."""
        self._note(self.run, chunk)

    def _begin(self) -> ImportRun:
        batch = self.batch
        return ImportRun.objects.create(
            kind=batch.kind, authority=batch.authority, upload=batch.upload, file_name=batch.file.name[:200],
            file_digest=batch.file.digest, wrote_at=timezone.now(),
        )  # fmt: skip

    def _note(self, run: ImportRun | None, chunk: Sequence[Step]) -> None:
        counts = self.counts + Counter(step.act.value for step in chunk)
        problems = [*self.problems, *_problems(chunk)][:PROBLEMS_KEPT]
        if run is not None:
            self._say(run, counts, problems)
        self.counts, self.problems = counts, problems

    def _say(self, run: ImportRun, counts: Counter[str], problems: list[dict[str, Any]]) -> None:
        """Write that the run is alive. Raises StoodStill where it was silent for so long that nobody believes it."""
        now, mine = timezone.now(), ImportRun.objects.filter(pk=run.pk)
        alive = mine.filter(wrote_at__gte=now - MOST_SILENT)
        if not alive.update(wrote_at=now, counts=dict(counts), problems=problems):
            raise StoodStill if mine.exists() else Overtaken  # clear_samples takes runs away

    @transaction.atomic
    def _finish(self, run: ImportRun) -> None:
        ImportRun.objects.filter(pk=run.pk).update(finished_at=timezone.now())
        self._log(run, "import.finished")

    @transaction.atomic
    def _break_off(self, run: ImportRun, why: str) -> None:
        ImportRun.objects.filter(pk=run.pk).update(stopped_because=why)
        self._log(run, "import.interrupted")

    def _log(self, run: ImportRun, what: str) -> None:
        Event.record(by=self.batch.by, what=what, subject=f"import_run:{run.pk}", after=dict(self.counts))


def _problems(chunk: Sequence[Step]) -> list[dict[str, Any]]:
    return [
        {"line": step.line, "act": step.act.value, "name": step.name, "reason": step.reason}
        for step in chunk
        if step.act in _NOT_TAKEN
    ]


def _why(error: BaseException) -> str:
    """The reason why an import stopped, as a sentence."""
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, Error):
        return f"The database could not be read or written: {' '.join(str(error).split())}."
    if isinstance(error, KeyboardInterrupt):
        return "Somebody stopped it."
    return f"The program failed: {type(error).__name__}."
