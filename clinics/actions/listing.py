"""The status of a listing: one function a verb, and no other writer of `Clinic.status`.

What hides a listing hides it at once: every page asks the database, and `reindex` dates
every ETag in the same transaction.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Event
from clinics.actions.indexing import reindex
from clinics.enums import Status
from clinics.exceptions import InvalidStep, Refused
from clinics.models import Clinic
from clinics.policies import Authority, check_can_lift, check_can_merge, check_can_point, check_can_step
from clinics.workflows import LISTING


def list_clinic(clinic: Clinic, *, by: Authority, reason: str = "") -> Clinic:
    """Make public, or open again after a closure."""
    return _step(clinic, "list_clinic", Status.LISTED, "clinic.listed", by=by, reason=reason)


def close_temporarily(clinic: Clinic, *, by: Authority, reason: str = "") -> Clinic:
    return _step(
        clinic, "close_temporarily", Status.TEMPORARILY_CLOSED, "clinic.temporarily_closed", by=by, reason=reason
    )


def close(clinic: Clinic, *, by: Authority, reason: str = "") -> Clinic:
    return _step(clinic, "close", Status.CLOSED, "clinic.closed", by=by, reason=reason)


def mark_moved(clinic: Clinic, *, to: Clinic, by: Authority, reason: str = "") -> Clinic:
    """The clinic is another listing now. Raises Refused where that one cannot be pointed at."""
    with transaction.atomic():
        Clinic.objects.locked([clinic.pk, to.pk])  # or each of two might be sent to the other in the same moment
        check_can_point(by, clinic, to)
        moved_to = check_target(clinic, to)
        return _step(clinic, "mark_moved", Status.MOVED, "clinic.moved", by=by, reason=reason, moved_to=moved_to)


def withdraw(clinic: Clinic, *, by: Authority, reason: str = "") -> Clinic:
    """Take down at the clinic's wish; imports respect it."""
    return _step(clinic, "withdraw", Status.WITHDRAWN, "clinic.withdrawn", by=by, reason=reason)


def merge_into(clinic: Clinic, *, to: Clinic, by: Authority, reason: str) -> Clinic:
    """The two are one clinic, and this was its second listing: for good. The rooms carry their rows over before.

    Raises Refused where nobody could follow to a public page.
    """
    with transaction.atomic():
        clinics = {row.pk: row for row in Clinic.objects.locked([clinic.pk, to.pk])}
        now = clinics[clinic.pk]
        target = check_merge(now, to=to, by=by)
        return write(now, Status.MERGED, "clinic.merged", by=by, reason=reason, moved_to=target)


def check_merge(clinic: Clinic, *, to: Clinic, by: Authority) -> Clinic:
    """The listing that would stand for this one, fresh from the database. Raises Refused."""
    check_can_merge(by, clinic, to)
    _check(clinic, "merge_into", Status.MERGED)
    return check_target(clinic, to)


def check_target(clinic: Clinic, to: Clinic) -> Clinic:
    """The listing a moved one may point at, fresh from the database."""
    target = Clinic.objects.get(pk=to.pk)
    if target.status not in Status.shown:
        raise Refused("Choose a clinic that has a public page.")
    if clinic.pk in _trail(target):
        raise Refused("That clinic itself moved to this one; the two would point at each other.")
    return target


def _trail(clinic: Clinic) -> list[int]:
    """The clinic and all that it moved on to."""
    seen: list[int] = []
    now: Clinic | None = clinic
    while now is not None and now.pk not in seen:
        seen.append(now.pk)
        now = now.moved_to
    return seen


@transaction.atomic
def _step(clinic: Clinic, verb: str, after: Status, what: str, *, by: Authority, reason: str, **fields: Any) -> Clinic:
    now = Clinic.objects.select_for_update(no_key=True).get(pk=clinic.pk)
    check_can_step(by, now, verb)
    _check(now, verb, after)
    if now.status == Status.SUSPENDED:
        check_can_lift(by, now)  # or taking it down and listing it again would lift the suspension
    return write(now, after, what, by=by, reason=reason, **fields)


def _check(clinic: Clinic, verb: str, after: Status) -> None:
    if LISTING.takes(verb, clinic.status):
        return
    if clinic.status == Status.SUSPENDED:
        raise InvalidStep("This listing is suspended. Lift the suspension first.")
    if clinic.status == Status.MERGED:
        raise InvalidStep(f"This listing was merged into {clinic.survivor} and is changed no more. Change that one.")
    raise InvalidStep(f"A listing that is “{Status(clinic.status).label}” cannot become “{after.label}”.")


def write(clinic: Clinic, after: Status, what: str, *, by: Authority, reason: str, **fields: Any) -> Clinic:
    """Carry out a step that was allowed; the row is locked by the caller."""
    today, before = timezone.localdate(), _public(clinic)
    fields = {"moved_to": None, "suspension_reason": "", "status_before_suspension": ""} | fields
    for name, value in fields.items():
        setattr(clinic, name, value)
    clinic.status, clinic.status_on = after, today
    clinic.listed_on = clinic.listed_on or (today if after == Status.LISTED else None)
    clinic.version += 1
    clinic._change_reason = what if not reason else f"{what}: {reason}"  # type: ignore[attr-defined]
    clinic._history_user = None if isinstance(by, str) else by  # type: ignore[attr-defined]
    clinic.save()
    Event.record(by=by, what=what, subject=clinic, before=before, after=_public(clinic), reason=reason)
    reindex([clinic.pk])
    return clinic


def _public(clinic: Clinic) -> dict[str, Any]:
    found = {"status": str(clinic.status), "moved_to": clinic.moved_to_id}
    return {name: value for name, value in found.items() if value is not None}
