"""Who has too near a part in clinics to decide on an account, or on who moderates."""

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import User
from clinics.models import Membership
from clinics.policies import can_judge
from owners.models import Claim, Invitation

SHARED = "You have a part in a clinic of theirs. Another senior moderator decides."
OWN_CLINIC = (
    "You have a clinic of your own, managed one lately, or asked to manage one. "
    "A senior moderator without one, or a superuser, gives and ends parts."
)


def shares_a_clinic(by: User, user: User) -> str:
    """What this room adds to `accounts.policies.PARTIES`.

    A superuser is not kept out by being invited, for that takes nothing but their address: a team could invite
    everybody who might ban it.
    """
    theirs = _ties(user) | _invited(user)
    if not can_judge(by, *theirs):
        return SHARED
    return SHARED if not by.is_superuser and theirs & _invited(by) else ""


def has_a_clinic(by: User) -> str:
    """What it adds to `accounts.policies.JUDGES`: those who are not to choose who decides on their clinic."""
    return "" if can_judge(by, *_ties(by)) else OWN_CLINIC


def _ties(user: User) -> set[int]:
    """Clinics that they manage, asked to manage, or accepted to help with, whatever became of it."""
    managed = Membership.objects.filter(user=user).order_by().values_list("clinic")
    claimed = Claim.objects.filter(user=user).order_by().values_list("clinic")
    joined = Invitation.objects.filter(accepted_by=user).order_by().values_list("clinic")
    return {clinic for (clinic,) in managed.union(claimed, joined)}


def _invited(user: User) -> set[int]:
    """By an invitation that they could accept now."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list(Lower("email"))
    found = Invitation.objects.live().filter(Q(email=user.email.lower()) | Q(email__in=addresses))
    return set(found.values_list("clinic", flat=True))
