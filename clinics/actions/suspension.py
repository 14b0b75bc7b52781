"""A moderator hides a listing at once; a senior one lifts that again."""

from django.db import transaction

from clinics.actions.listing import write
from clinics.enums import Status, SuspensionReason
from clinics.exceptions import InvalidStep, Refused
from clinics.models import Clinic
from clinics.policies import Authority, check_can_lift, check_can_moderate
from clinics.workflows import LISTING


@transaction.atomic
def suspend(clinic: Clinic, *, by: Authority, reason: str) -> Clinic:
    """reason: a SuspensionReason. Raises Refused where it is none, InvalidStep where nothing is public."""
    check_can_moderate(by, clinic)
    if reason not in SuspensionReason.values:
        raise Refused("Choose a reason from the list.")
    now = Clinic.objects.select_for_update(no_key=True).get(pk=clinic.pk)
    if not LISTING.takes("suspend", now.status):
        raise InvalidStep(
            f"A listing that is “{Status(now.status).label}” cannot be suspended: nothing of it is public."
        )
    return write(
        now, Status.SUSPENDED, "clinic.suspended", by=by, reason=reason,
        suspension_reason=reason, status_before_suspension=now.status, moved_to=now.moved_to,
    )  # fmt: skip


@transaction.atomic
def lift_suspension(clinic: Clinic, *, by: Authority, reason: str = "") -> Clinic:
    """Back to what it was before; a clinic that had moved points where it did."""
    check_can_lift(by, clinic)
    now = Clinic.objects.select_for_update(no_key=True).get(pk=clinic.pk)
    if not LISTING.takes("lift_suspension", now.status):
        raise InvalidStep("This listing is not suspended.")
    before = Status(now.status_before_suspension)
    return write(now, before, "clinic.suspension_lifted", by=by, reason=reason, moved_to=now.moved_to)
