"""Whose listing it is when two are merged: a team comes along, and nobody is handed what others manage."""

from dataclasses import dataclass

from accounts.models import User
from clinics.enums import MemberRole
from clinics.models import Clinic, Membership
from owners.exceptions import Refused

TWO_TEAMS = (
    "Both listings are managed, and nobody owns both: merging would hand one team's listing to the other. Ask the two "
    "teams to settle it: one invites an owner of the other, or leaves its listing without a manager. Where one of them "
    "is not the clinic's, revoke its claim first."
)


@dataclass(frozen=True, slots=True)
class Gain:
    """Somebody may do more by a merge. after: their role at the listing that stays."""

    user: User
    after: str

    @property
    def code(self) -> str:
        return f"{self.user.pk}:{self.after}"


def gains(*, goes: Clinic, stays: Clinic) -> list[Gain]:
    """Who would manage the listing that stays, or more of it, and did not before."""
    before = _roles(stays)
    return [gain for gain in _all(goes, stays) if before.get(gain.user) != gain.after]


def answering(*, goes: Clinic, stays: Clinic) -> list[Gain]:
    """Who would manage what the two were, and does not manage both so already.

    For it is the same whether a known listing is merged into a look-alike or the look-alike into it: whoever manages
    the look-alike then has the reviews and the addresses of the other.
    """
    here, there = _roles(goes), _roles(stays)
    return [gain for gain in _all(goes, stays) if not here.get(gain.user) == there.get(gain.user) == gain.after]


def _all(goes: Clinic, stays: Clinic) -> list[Gain]:
    """Everybody of either team with the stronger of their roles, in the order of their accounts."""
    here, there = _roles(goes), _roles(stays)
    owners = {user for roles in (here, there) for user, role in roles.items() if role == MemberRole.OWNER}
    everybody = sorted({*here, *there}, key=lambda user: user.pk)
    return [Gain(user, MemberRole.OWNER if user in owners else MemberRole.EDITOR) for user in everybody]


def _roles(clinic: Clinic) -> dict[User, str]:
    return {one.user: one.role for one in Membership.objects.filter(clinic=clinic).select_related("user")}


def check_teams(*, goes: Clinic, stays: Clinic) -> None:
    """Raises Refused where two teams meet. One that can sign in owns both, or one listing is managed by nobody.

    An editor of both is not enough: by a second listing of their own they would become an owner of the first.
    """
    teams = [Membership.objects.filter(clinic=clinic) for clinic in (goes, stays)]
    if not all(team.exists() for team in teams):
        return
    owners = [
        set(team.filter(role=MemberRole.OWNER, user__is_active=True).values_list("user", flat=True)) for team in teams
    ]
    if not owners[0] & owners[1]:
        raise Refused(TWO_TEAMS)
