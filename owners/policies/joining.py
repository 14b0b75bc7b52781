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
    """Somebody may do more by a merge. before: their role at the listing that stays, or ""."""

    user: User
    before: str
    after: str

    @property
    def code(self) -> str:
        return f"{self.user.pk}:{self.after}"


def gains(*, goes: Clinic, stays: Clinic) -> list[Gain]:
    """Who would manage the listing that stays, or more of it, and did not before."""
    there = dict(Membership.objects.filter(clinic=stays).values_list("user", "role"))
    coming = Membership.objects.filter(clinic=goes).select_related("user").order_by("pk")
    found = [Gain(one.user, there.get(one.user_id, ""), one.role) for one in coming]
    return [gain for gain in found if gain.before not in {MemberRole.OWNER, gain.after}]


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
