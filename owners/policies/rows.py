"""Who decides on what waits at a listing: moderators without an interest in it. Raises NotAllowed with a sentence."""

from accounts.models import User
from clinics.models import Clinic, Practitioner
from clinics.policies import check_can_moderate
from owners.exceptions import NotAllowed
from owners.models import Change, Check, LookUp


def check_may_decide_change(by: User, change: Change) -> None:
    """Nor the one who asked for it."""
    _check(by, "owners.change_change", change.clinic)
    if change.user_id == by.pk:
        raise NotAllowed("You asked for this yourself. Another moderator decides.")


def check_may_settle(by: User, check: Check) -> None:
    _check(by, "owners.change_check", check.clinic)


def check_may_look_up(by: User, person: LookUp | Practitioner) -> None:
    _check(by, "owners.change_lookup", person.clinic)


def _check(by: User, permission: str, clinic: Clinic) -> None:
    check_can_moderate(by, clinic)
    if not by.has_perm(permission):
        raise NotAllowed("Only a moderator decides on this.")
