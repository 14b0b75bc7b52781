"""A file says something else than a clinic that keeps its own listing. No decision writes the listing."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Event, User
from clinics.exceptions import InvalidStep, Refused
from clinics.models import Clinic
from sources.emails import difference_letter
from sources.enums import DifferenceReason, DifferenceStatus
from sources.models import ImportDifference
from sources.policies import check_may_decide_difference
from sources.workflows import DIFFERENCE


@transaction.atomic
def leave_difference(*, difference: ImportDifference, by: User, reason: str) -> ImportDifference:
    """What the clinic says stays, and the same two values are not asked about again."""
    now = _locked(difference, by, "leave_difference")
    _check(reason, DifferenceReason.leaving)
    return _decide(now, DifferenceStatus.LEFT, by, reason)


@transaction.atomic
def tell_clinic(*, difference: ImportDifference, by: User, reason: str) -> ImportDifference:
    """A letter to those who keep the listing: they look, and change it or leave it."""
    now = _locked(difference, by, "tell_clinic")
    _check(reason, DifferenceReason.telling)
    if not difference_letter(now):
        raise Refused("Nobody of this clinic can be written to. Call the clinic, or leave what it says.")
    return _decide(now, DifferenceStatus.TOLD, by, reason)


@transaction.atomic
def close_taken_over(*, difference: ImportDifference, by: User, reason: str) -> ImportDifference:
    """The listing says by now what the file said; were it to say otherwise again, the next import asks again."""
    now = _locked(difference, by, "close_taken_over")
    _check(reason, DifferenceReason.taking_over)
    return _decide(now, DifferenceStatus.TAKEN_OVER, by, reason)


def close_differences(*, clinic: Clinic, by: User) -> None:
    """Its words are shown no more, whatever a file says of them. The caller merges it, and has locked it."""
    for difference in waiting(clinic).select_for_update():
        _decide(difference, DifferenceStatus.MERGED, by, DifferenceReason.MERGED)


def waiting(clinic: Clinic) -> QuerySet[ImportDifference]:
    """What merging a listing away closes."""
    return ImportDifference.objects.filter(clinic=clinic, status__in=DIFFERENCE.before("close_differences"))


def _check(reason: str, allowed: tuple[str, ...]) -> None:
    if reason not in allowed:
        raise Refused("Choose a reason from the list.")


def _locked(difference: ImportDifference, by: User, verb: str) -> ImportDifference:
    """As it is now, kept from everybody else; its listing first."""
    Clinic.objects.locked([difference.clinic_id])
    rows = ImportDifference.objects.select_related("clinic", "run").select_for_update(of=("self",))
    now = rows.get(pk=difference.pk)
    check_may_decide_difference(by, now)
    if not DIFFERENCE.takes(verb, now.status):
        raise InvalidStep("Nothing was done: this was decided already.")
    return now


def _decide(difference: ImportDifference, status: DifferenceStatus, by: User, reason: str) -> ImportDifference:
    difference.status, difference.reason = status, reason
    difference.decided_at, difference.decided_by = timezone.now(), by
    difference.save()
    after = {"clinic": difference.clinic_id, "column": difference.column, "status": status.value}
    Event.record(
        by=by, what=f"difference.{status.value}", subject=difference, before={"status": DifferenceStatus.OPEN.value},
        after=after, reason=reason,
    )  # fmt: skip
    return difference
