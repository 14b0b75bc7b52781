"""What hangs on a person in this room, for who decides on their account."""

from accounts.models import User
from accounts.work import Lines
from clinics.models import Membership
from owners.enums import ClaimStatus, InvitationStatus
from owners.models import Claim, Invitation

MOST = 20
NONE = "None"


def hangs_on(user: User) -> Lines:
    """Listings, and the claims and invitations that wait; those of somebody banned are said to lie still."""
    still = "" if user.is_active else ", lies still: banned"
    manages = Membership.objects.filter(user=user).select_related("clinic")[:MOST]
    claims = Claim.objects.filter(user=user, status__in=ClaimStatus.open).select_related("clinic")[:MOST]
    invited = Invitation.objects.filter(invited_by=user, status=InvitationStatus.OPEN).select_related("clinic")[:MOST]
    return [
        ("Manages", [f"{one.clinic}, {one.get_role_display()}" for one in manages] or [NONE]),
        ("Claims that wait", [f"{one} on {one.clinic}{still}" for one in claims] or [NONE]),
        ("Invitations that wait", [f"{one} to {one.clinic}{still}" for one in invited] or [NONE]),
    ]
