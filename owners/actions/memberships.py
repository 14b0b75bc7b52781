"""Who answers for a listing: joining, leaving, handing over. `Clinic.managed` follows.

Every act locks the listing first, so that of two owners who remove each other one is too late.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from clinics.enums import MemberRole
from clinics.models import Clinic, Membership, SiteState
from clinics.policies import Authority
from owners.actions.changes import withdraw_changes_of
from owners.emails import team
from owners.enums import InvitationStatus, MemberReason
from owners.exceptions import InvalidStep, Refused
from owners.models import Invitation
from owners.policies.team import Act, check_keeps_an_owner, check_may, check_may_end, is_last_owner

GONE = "This person is not on the team any more."


@transaction.atomic
def join(*, user: User, clinic: Clinic, role: str, by: Authority) -> Membership:
    """Make them a member, or give a member the stronger of the two roles. The caller has checked that `by` may."""
    Clinic.objects.locked([clinic.pk])
    membership, new = Membership.objects.get_or_create(
        user=user, clinic=clinic, defaults={"role": role, "since": timezone.localdate()}
    )
    if new:
        Event.record(by=by, what="member.joined", subject=clinic, after={"user": user.pk, "role": role})
        set_managed(clinic)
    elif role == MemberRole.OWNER != membership.role:
        _set_role(membership, role, by)
    return membership


@transaction.atomic
def end(*, membership: Membership, by: Authority, reason: str, told: bool = False) -> None:
    """They leave (`by` themself), an owner removes them, or a moderator revokes.

    reason: a code for the log. told: another letter tells them. Raises LastOwner, NotAllowed, or InvalidStep where they
    are gone already.
    """
    now = _fresh(membership)
    check_may_end(by, now)
    _delete(now, by, reason)
    set_managed(now.clinic)
    itself = isinstance(by, User) and by.pk == now.user_id
    if not itself and not told:
        team.removed(now.user, now.clinic)
    what = f"{team.called(now.user)} has left." if itself else team.taken_off(now.user)
    team.team_changed(now.clinic, what=what)


@transaction.atomic
def leave_unmanaged(*, clinic: Clinic, by: User) -> None:
    """The last owner goes, and with them all access: an editor alone could not act for the listing.

    Raises Refused where another owner stays.
    """
    clinic = Clinic.objects.locked([clinic.pk])[0]
    own = check_may(by, clinic, Act.LEAVE_UNMANAGED)
    if not is_last_owner(own):
        raise Refused("Another owner stays. Leave the team instead.")
    for membership in Membership.objects.filter(clinic=clinic).select_related("user"):
        _delete(membership, by, MemberReason.UNMANAGED)
        tell = team.left_unmanaged if membership.user_id == by.pk else team.removed
        tell(membership.user, clinic)
    set_managed(clinic)


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    """Raises LastOwner where the last owner would become an editor. The role they have: nothing changes."""
    if role not in MemberRole.values:
        raise Refused("Choose a role from the list.")
    now = _fresh(membership)
    check_may(by, now.clinic, Act.CHANGE_ROLE)
    if role == now.role:
        return now
    check_keeps_an_owner(now)
    _set_role(now, role, by)
    _tell_role(now, by)
    return now


@transaction.atomic
def hand_over(*, to: Membership, by: User) -> None:
    """They become an owner and `by` an editor, in one step. Who hands over may leave after."""
    now = _fresh(to)
    own = check_may(by, now.clinic, Act.HAND_OVER)
    if now.pk == own.pk:
        raise Refused("You own this listing already. Choose another member.")
    if not now.user.is_active:
        raise Refused("This account cannot sign in. Choose another member.")
    if now.role != MemberRole.OWNER:
        _set_role(now, MemberRole.OWNER, by)
    _set_role(own, MemberRole.EDITOR, by)
    _tell_role(now, by)
    team.role_changed(by, now.clinic, MemberRole.EDITOR.label)


def _fresh(membership: Membership) -> Membership:
    """The row as it is now, its listing locked."""
    clinic = Clinic.objects.locked([membership.clinic_id])[0]
    now = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if now is None:
        raise InvalidStep(GONE)
    now.clinic = clinic
    return now


def withdraw_invitations_of(user: User, clinic: Clinic) -> None:
    """Nobody joins later on the word of who has gone."""
    asked = Invitation.objects.filter(clinic=clinic, invited_by=user, status=InvitationStatus.OPEN)
    asked.update(status=InvitationStatus.WITHDRAWN, email="")


def _delete(membership: Membership, by: Authority, reason: str) -> None:
    before = {"user": membership.user_id, "role": membership.role}
    withdraw_invitations_of(membership.user, membership.clinic)
    Membership.objects.filter(pk=membership.pk).delete()
    withdraw_changes_of(user=membership.user, clinic=membership.clinic, by=by)
    Event.record(by=by, what="member.ended", subject=membership.clinic, before=before, reason=reason)


def _set_role(membership: Membership, role: str, by: Authority) -> None:
    before = {"user": membership.user_id, "role": membership.role}
    membership.role = role
    membership.save(update_fields=["role"])
    after = {"user": membership.user_id, "role": role}
    Event.record(by=by, what="member.role_changed", subject=membership.clinic, before=before, after=after)


def _tell_role(membership: Membership, by: User) -> None:
    label = MemberRole(membership.role).label
    if membership.user_id != by.pk:
        team.role_changed(membership.user, membership.clinic, label)
    what = f"{team.called(membership.user)} is now: {label}."
    team.team_changed(membership.clinic, what=what, but=[membership.user])


def set_managed(clinic: Clinic) -> None:
    """Follows from the memberships; no change of the listing itself, so no history; but its page says so."""
    managed = Membership.objects.filter(clinic=clinic).exists()
    if Clinic.objects.filter(pk=clinic.pk).exclude(managed=managed).update(managed=managed, updated_at=timezone.now()):
        SiteState.touch()
