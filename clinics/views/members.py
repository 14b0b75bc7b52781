"""Whether somebody manages the listing that an address names."""

from accounts.models import User
from clinics.models import Clinic, Membership


def membership_of(user: User, clinic: int) -> Membership | None:
    rows = Membership.objects.filter(user=user, clinic__in=Clinic.objects.filter(pk=clinic))  # a number may be too long
    return rows.select_related("clinic", "clinic__organization").first()
