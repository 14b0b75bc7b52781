"""A file that a moderator uploads: kept, shown as a plan, and carried out if the plan is still the same."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from django.db import Error, transaction
from django.utils import timezone

from accounts.models import Event, User
from accounts.private import PrivateFolder
from clinics.exceptions import InvalidStep, Refused
from sources.actions.files import csv_plan, samhsa_plan
from sources.actions.importing import check_holds, run
from sources.actions.ledger import Batch
from sources.enums import Authority, UploadStatus
from sources.exceptions import PlanChanged, Stopped
from sources.fingerprint import fingerprint
from sources.models import ImportRun, Upload
from sources.models.import_run import Kind
from sources.policies import check_may_import, check_own_upload, own_clinics
from sources.readers.file import PAGE, File
from sources.steps import Act, Step
from sources.workflows import UPLOAD

MOST_BYTES = 20 * 1024 * 1024
MOST_WAITING = 5
"""Files of one person."""
AT_ONCE = 100
"""Rows of a chunk: others go on working beside a page's import, and read how far it came."""
KEPT_FOR = dt.timedelta(days=1)
GRACE_SECONDS = 60 * 60
"""A file may be younger than its row, which is written last."""
FOLDER = PrivateFolder("uploads")
LOST = "The file is not there any more. Upload it again; what it said before is in the log of the imports."
TOO_LARGE = (
    f"This file has more than {MOST_BYTES // 2**20} MB, and nothing of it was kept. Split it, or ask the operator to "
    "import it with the command."
)


@dataclass(frozen=True)
class Planned:
    """digest: of the plan; whoever carries it out says which one they saw."""

    batch: Batch
    steps: list[Step]
    digest: str


def keep(*, kind: str, edition: int | None, name: str, data: bytes, by: User) -> Upload:
    """Store a file that can be read. Raises Refused with what is wrong with it as a whole; then nothing is kept."""
    check_may_import(by)
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    if Upload.objects.filter(uploaded_by=by, status__in=UploadStatus.kept).count() >= MOST_WAITING:
        raise Refused(f"{MOST_WAITING} files of yours wait already. Carry one out, or throw one away.")
    file = File(name[:200], data, PAGE)
    batch = _read(file, kind, edition, frozenset())[0]
    check_holds(batch.holds)
    key = FOLDER.write(data)
    try:
        return _write_row(file, kind, batch.edition, key, by)
    except BaseException:
        FOLDER.remove(key)
        raise


@transaction.atomic
def _write_row(file: File, kind: str, edition: int | None, key: str, by: User) -> Upload:
    upload = Upload.objects.create(
        kind=kind, edition=edition, file_name=file.name, file_digest=file.digest, size=len(file.data), file_key=key,
        uploaded_by=by,
    )  # fmt: skip
    after = {"kind": kind, "edition": edition, "size": upload.size}
    Event.record(by=by, what="upload.sent", subject=upload, after=after)
    return upload


def _read(file: File, kind: str, edition: int | None, takes: frozenset[int]) -> tuple[Batch, Iterable[Step], int]:
    if kind == Kind.SAMHSA:
        return samhsa_plan(file, edition, takes, Authority.MODERATOR)
    return csv_plan(file, Authority.MODERATOR, takes)


def planned(*, upload: Upload, by: User) -> Planned:
    """What carrying it out would do now. Raises Refused: InvalidStep where it ended, or what the file's reader says."""
    check_own_upload(by, upload)
    if upload.status not in UploadStatus.kept:
        raise InvalidStep(f"Nothing waits here: this file is “{upload.get_status_display()}”.")
    try:
        file = File(upload.file_name, FOLDER.read(upload.file_key), PAGE)
    except FileNotFoundError as gone:
        raise Refused(LOST) from gone
    batch, found, _ = _read(file, upload.kind, upload.edition, frozenset(upload.takes))
    check_holds(batch.holds)
    steps = _without_own(list(found), by)
    return Planned(replace(batch, by=by, upload=upload), steps, fingerprint(steps))


def _without_own(steps: Sequence[Step], by: User) -> list[Step]:
    """Rows about a clinic that they have a part in are refused, and the rest goes in."""
    own = own_clinics(by, {about for step in steps if (about := _about(step))})
    return [_refused(step, own[about]) if (about := _about(step)) in own else step for step in steps]


def _about(step: Step) -> int | None:
    """The clinic that a row says something of, or is alike."""
    return None if step.act is Act.UNCHANGED else step.clinic_id or step.like


def _refused(step: Step, why: str) -> Step:
    return Step(step.line, Act.ERROR, step.name, why.rstrip("."), clinic_id=_about(step))


@transaction.atomic
def tick(*, upload: Upload, by: User, shown: Iterable[int], ticked: Iterable[int]) -> Upload:
    """Of the duplicates on a page, which are to be created all the same; those on other pages stay as they are."""
    check_own_upload(by, upload)
    now = Upload.objects.select_for_update().get(pk=upload.pk)
    now.takes = sorted((set(now.takes) - set(shown)) | set(ticked))
    now.save(update_fields=["takes"])
    return now


def carry_out(*, upload: Upload, by: User, seen: str) -> Counter[str]:
    """Do what was previewed, once; how many rows met which end. seen: the digest of the plan that they looked at.

    Raises PlanChanged, InvalidStep where somebody is at it, what a plan is refused for, and Stopped with what the
    import itself was refused for: then the rows that were taken are whole, and the file waits for another look.
    """
    plan = planned(upload=upload, by=by)
    if plan.digest != seen:
        raise PlanChanged
    mine = _begin(upload)
    try:
        counts = run(plan.batch, plan.steps, at_once=AT_ONCE)
        _end(upload, UploadStatus.DONE, by=by, counts=counts, digest=plan.digest)
    except BaseException as ended:
        with suppress(Error):  # where the database is gone, the silence of the run tells it
            running = Upload.objects.filter(pk=upload.pk, status=UploadStatus.RUNNING, started_at=mine)
            running.update(status=UploadStatus.WAITING)
        if isinstance(ended, Refused):
            raise Stopped(ended) from ended
        raise
    return counts


@transaction.atomic
def _begin(upload: Upload) -> dt.datetime:
    """Nobody else carries it out from now on. One that was killed at it is waited for, then passed by."""
    now = Upload.objects.select_for_update().get(pk=upload.pk)
    if now.busy:
        raise InvalidStep("It is being carried out already. See how far it came.")
    if not UPLOAD.takes("carry_out", now.status):
        raise InvalidStep(f"Nothing was done: this file is “{now.get_status_display()}” by now.")
    now.status, now.started_at = UploadStatus.RUNNING, timezone.now()
    now.save(update_fields=["status", "started_at"])
    return now.started_at


@transaction.atomic
def throw_away(*, upload: Upload, by: User) -> None:
    check_own_upload(by, upload)
    now = Upload.objects.select_for_update().get(pk=upload.pk)
    if now.busy:
        raise InvalidStep("It is being carried out just now, so it is not thrown away.")
    if not UPLOAD.takes("throw_away", now.status):
        raise InvalidStep(f"Nothing was done: this file is “{now.get_status_display()}” by now.")
    _end(now, UploadStatus.THROWN_AWAY, by=by)


def forget_old() -> int:
    """For the daily run: delete files that nobody carried out within a day, and those that no row names."""
    old = Upload.objects.filter(status__in=UploadStatus.kept, uploaded_at__lt=timezone.now() - KEPT_FOR)
    gone = sum(_expire(pk) for pk in list(old.values_list("pk", flat=True)))
    for path in FOLDER.left_longer_than(GRACE_SECONDS):
        if not Upload.objects.filter(file_key=path.name).exists():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


@transaction.atomic
def _expire(pk: int) -> bool:
    upload = Upload.objects.select_for_update().get(pk=pk)
    if upload.busy or not UPLOAD.takes("expire", upload.status):
        return False
    _end(upload, UploadStatus.EXPIRED, by="system")
    return True


@transaction.atomic
def _end(
    upload: Upload, status: UploadStatus, *, by: User | str, counts: Counter[str] | None = None, digest: str = ""
) -> None:
    """First the row forgets its file, then the file goes: a crash in between leaves one that is swept."""
    now = Upload.objects.select_for_update().get(pk=upload.pk)
    key, now.file_key = now.file_key, ""
    now.status, now.ended_at, now.plan_digest = status, timezone.now(), digest
    now.save()
    runs = ImportRun.objects.filter(upload=now).values_list("pk", flat=True)
    after = {"runs": list(runs), "counts": dict(counts or {})}
    Event.record(by=by, what=f"upload.{status.value}", subject=now, after=after)
    transaction.on_commit(lambda: FOLDER.remove(key), robust=True)
