"""Who may do what to a listing. Each check raises NotAllowed with a sentence; `can_` asks the same as a question."""

from accounts.models import User
from clinics.enums import MemberRole
from clinics.exceptions import NotAllowed
from clinics.models import Clinic, Membership

Authority = User | str
"""A person, or an authority without an account, such as "operator" (the shell) or "system"."""


def check_can_moderate(by: Authority) -> None:
    """Change listings and their status."""
    if isinstance(by, str):
        return
    if not (by.is_active and by.is_staff and by.has_perm("clinics.change_clinic")):
        raise NotAllowed("Only a moderator may change a listing.")


def check_can_lift(by: Authority) -> None:
    """End a suspension: a second, senior pair of eyes."""
    check_can_moderate(by)
    if not isinstance(by, str) and not by.has_perm("clinics.lift_suspension"):
        raise NotAllowed("Only a senior moderator may lift a suspension. Ask one to look at it.")


def can_lift(by: Authority) -> bool:
    try:
        check_can_lift(by)
    except NotAllowed:
        return False
    return True


def check_can_manage(by: User, clinic: Clinic) -> None:
    """Edit a listing and confirm it: whoever answers for it, as owner or editor. Moderators do it in the admin."""
    if not (by.is_active and Membership.objects.filter(user=by, clinic=clinic).exists()):
        raise NotAllowed("You do not manage this listing.")


def check_can_edit(by: Authority, clinic: Clinic) -> None:
    """Moderators, and whoever answers for this very listing."""
    if isinstance(by, str) or by.has_perm("clinics.change_clinic"):
        check_can_moderate(by)
    else:
        check_can_manage(by, clinic)


def can_manage(by: User, clinic: Clinic) -> bool:
    try:
        check_can_manage(by, clinic)
    except NotAllowed:
        return False
    return True


def check_owns(by: User, clinic: Clinic) -> None:
    """Invite, hand over, remove members."""
    check_can_manage(by, clinic)
    if not Membership.objects.filter(user=by, clinic=clinic, role=MemberRole.OWNER).exists():
        raise NotAllowed("Only an owner of this listing may do that. Ask one of them.")
