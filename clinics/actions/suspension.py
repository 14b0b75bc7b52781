"""A moderator hides a listing at once; a senior one lifts that again."""

from django.db import transaction

from accounts.models import Event
from clinics.actions.listing import check_target, write
from clinics.enums import Status, SuspensionReason
from clinics.exceptions import InvalidStep, Refused
from clinics.models import Clinic
from clinics.policies import Authority, check_can_lift, check_can_moderate
from clinics.workflows import LISTING


@transaction.atomic
def suspend(clinic: Clinic, *, by: Authority, reason: str) -> Clinic:
    """reason: a SuspensionReason. Raises Refused where it is none, InvalidStep where nothing is public."""
    check_can_moderate(by)
    if reason not in SuspensionReason.values:
        raise Refused("Choose a reason from the list.")
    now = Clinic.objects.select_for_update().get(pk=clinic.pk)
    if not LISTING.allows(now.status, Status.SUSPENDED):
        raise InvalidStep(
            f"A listing that is “{Status(now.status).label}” cannot be suspended: nothing of it is public."
        )
    return write(
        now, Status.SUSPENDED, "clinic.suspended", by=by, reason=reason,
        suspension_reason=reason, status_before_suspension=now.status,
    )  # fmt: skip


@transaction.atomic
def lift_suspension(clinic: Clinic, *, by: Authority, reason: str = "") -> Clinic:
    """Back to what it was before. A clinic that had moved points where it did, if that still has a page."""
    check_can_lift(by)
    now = Clinic.objects.select_for_update().get(pk=clinic.pk)
    if now.status != Status.SUSPENDED:
        raise InvalidStep("This listing is not suspended.")
    before = Status(now.status_before_suspension)
    fields = {"moved_to": _moved_to(now)} if before == Status.MOVED else {}
    return write(now, before, "clinic.suspension_lifted", by=by, reason=reason, **fields)


def _moved_to(clinic: Clinic) -> Clinic:
    """A suspended row may not point anywhere, so the log remembers it."""
    event = Event.objects.filter(subject=f"clinic:{clinic.pk}", what="clinic.suspended").first()
    target = Clinic.objects.filter(pk=event.before.get("moved_to")).first() if event else None
    if target is None:
        raise Refused("It is not known where this clinic moved to. Withdraw the listing, or ask the operator.")
    return check_target(clinic, target)
