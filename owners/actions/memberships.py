"""Who answers for a listing: joining, leaving, handing over. `Clinic.managed` follows."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from clinics.models import Clinic, Membership, SiteState
from clinics.policies import Authority


@transaction.atomic
def join(*, user: User, clinic: Clinic, role: str, by: Authority) -> Membership:
    """Make them a member, or give a member the stronger of the two roles. The caller has checked that `by` may."""
    Clinic.objects.locked([clinic.pk])
    membership, new = Membership.objects.get_or_create(
        user=user, clinic=clinic, defaults={"role": role, "since": timezone.localdate()}
    )
    if new:
        Event.record(by=by, what="member.joined", subject=clinic, after={"user": user.pk, "role": role})
        _set_managed(clinic)
    return membership


def _set_managed(clinic: Clinic) -> None:
    """Follows from the memberships; no change of the listing itself, so it leaves no history."""
    managed = Membership.objects.filter(clinic=clinic).exists()
    if Clinic.objects.filter(pk=clinic.pk).exclude(managed=managed).update(managed=managed):
        SiteState.touch()
