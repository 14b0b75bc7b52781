"""Who may do what among those who answer for a listing: one table, asked before every act."""

from enum import StrEnum

from django.db.models import QuerySet

from accounts.models import User
from clinics.enums import MemberRole
from clinics.models import Clinic, Membership
from clinics.policies import Authority, check_can_moderate
from owners.exceptions import LastOwner, NotAllowed


class Act(StrEnum):
    CONFIRM = "confirm"
    LEAVE = "leave"
    LEAVE_UNMANAGED = "leave_unmanaged"
    INVITE = "invite"
    TAKE_BACK = "take_back"
    REMOVE = "remove"
    CHANGE_ROLE = "change_role"
    HAND_OVER = "hand_over"
    CLOSE = "close"


MAY: dict[str, frozenset[Act]] = {
    MemberRole.OWNER: frozenset(Act),
    MemberRole.EDITOR: frozenset({Act.CONFIRM, Act.LEAVE}),
}
"""Role → acts. Whoever has no role may none of them."""

NO_MEMBER = "You do not manage this listing."
OWNERS_ALONE = "Only an owner of this listing may do that. Ask one of them."
SENIORS_ALONE = "Only a senior moderator may take somebody off a team. Ask one to look at it."
LAST_OWNER = (
    "The listing would have no owner. First hand it over to another member, or make one of them an owner. "
    "If nobody is to answer for it any more, leave the listing without a manager."
)


def check_may(by: User, clinic: Clinic, act: Act) -> Membership:
    """Their membership, fresh from the database. Raises NotAllowed with a sentence."""
    found = Membership.objects.filter(user=by, clinic=clinic, user__is_active=True).first()
    if found is None:
        raise NotAllowed(NO_MEMBER)
    if act not in MAY[found.role]:
        raise NotAllowed(OWNERS_ALONE)
    return found


def check_may_end(by: Authority, membership: Membership) -> None:
    """Members by the table, and nobody takes the last owner; a senior moderator revokes what was wrongly given.

    A moderator who is a member of the listing is no moderator of it.
    """
    if isinstance(by, str):
        return
    clinic = membership.clinic
    if not Membership.objects.filter(user=by, clinic=clinic).exists():
        check_may_take_off(by, clinic)
        return
    check_may(by, clinic, Act.LEAVE if membership.user_id == by.pk else Act.REMOVE)
    check_keeps_an_owner(membership)


def check_may_take_off(by: User, clinic: Clinic) -> None:
    """Whoever may revoke a claim, and has no part in this listing."""
    check_can_moderate(by, clinic)
    if not by.has_perm("owners.revoke_claim"):
        raise NotAllowed(SENIORS_ALONE)


def check_keeps_an_owner(without: Membership) -> None:
    """Raises LastOwner where no other owner could act. A banned one cannot. Lock the clinic first."""
    if without.role == MemberRole.OWNER and not _owners(without.clinic).exclude(pk=without.pk).exists():
        raise LastOwner(LAST_OWNER)


def is_last_owner(membership: Membership) -> bool:
    try:
        check_keeps_an_owner(membership)
    except LastOwner:
        return True
    return False


def _owners(clinic: Clinic) -> QuerySet[Membership]:
    return Membership.objects.filter(clinic=clinic, role=MemberRole.OWNER, user__is_active=True)
