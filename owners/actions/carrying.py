"""Two listings are one clinic: its team, and what it asked for, go on with the listing that stays."""

from django.utils import timezone

from accounts.models import Event, User
from clinics.enums import MemberRole
from clinics.models import Clinic, Membership
from owners.actions.changes import refuse_change
from owners.actions.claims import DISPUTE, refuse_claim
from owners.actions.memberships import join, set_managed
from owners.emails.claims import claim_letter, tell_managers
from owners.emails.joining import joined
from owners.enums import (
    ChangeReason,
    ChangeStatus,
    ClaimReason,
    ClaimStatus,
    DocumentStatus,
    InvitationStatus,
    MemberReason,
)
from owners.models import Change, Claim, Document, Invitation, Proof
from owners.policies.joining import check_teams, gains

CARRIES = {
    "clinics.Membership": "the team comes along; of somebody on both teams the stronger role",
    "owners.Claim": "with its codes, which count no more, and its documents; of two open ones of somebody the one here",
    "owners.Document": "those for a claim, and those for a fact that wait; what backs an answer stays with the answer",
    "owners.Invitation": "so that it is known who brought in whom; open ones are taken back",
}
STAYS = {
    "owners.Change": "it asked to change words that are shown no more; one that waited is refused as overtaken",
}
MERGED = ("Your request goes on for another listing", "claim_merged")


def carry(*, goes: Clinic, stays: Clinic, by: User) -> None:
    """Both are locked by the caller, who has shown the moderator who comes along. Raises Refused for two teams."""
    check_teams(goes=goes, stays=stays)
    _changes(goes, by)
    _tell(goes, stays)
    _members(goes, stays, by)
    _claims(goes, stays, by)
    Document.objects.filter(clinic=goes, status=DocumentStatus.WAITING).update(clinic=stays)
    _invitations(goes, stays)


def _tell(goes: Clinic, stays: Clinic) -> None:
    """Each member of either gets one letter; before anybody comes along."""
    coming = [(gain.user, gain.after) for gain in gains(goes=goes, stays=stays)]
    told = {user.pk: user for clinic in (goes, stays) for user in Membership.team(clinic)}
    for user in told.values():
        joined(user, goes=goes, stays=stays, coming=coming)


def _changes(goes: Clinic, by: User) -> None:
    for change in Change.objects.filter(clinic=goes, status=ChangeStatus.WAITING).order_by("pk"):
        refuse_change(change=change, reason=ChangeReason.OVERTAKEN, by=by)


def _members(goes: Clinic, stays: Clinic, by: User) -> None:
    """A row keeps its day; only somebody who is on both teams loses the one here, never the stronger role."""
    there = set(Membership.objects.filter(clinic=stays).values_list("user", flat=True))
    coming = list(Membership.objects.filter(clinic=goes).select_related("user"))
    for member in coming:
        role = {"user": member.user_id, "role": member.role}
        Event.record(by=by, what="member.ended", subject=goes, before=role, reason=MemberReason.MERGED)
        if member.user_id in there:
            member.delete()
            _stronger(member, stays, by)
        else:
            Membership.objects.filter(pk=member.pk).update(clinic=stays)
            Event.record(by=by, what="member.joined", subject=stays, after=role, reason=MemberReason.MERGED)
    if coming:
        set_managed(goes)
        set_managed(stays)


def _stronger(member: Membership, stays: Clinic, by: User) -> None:
    if member.role == MemberRole.OWNER:
        join(user=member.user, clinic=stays, role=member.role, by=by)


def _claims(goes: Clinic, stays: Clinic, by: User) -> None:
    asked = Claim.objects.filter(clinic=stays, status__in=ClaimStatus.open, user__isnull=False).values("user")
    for twice in Claim.objects.filter(clinic=goes, status__in=ClaimStatus.open, user__in=asked):
        refuse_claim(claim=twice, by=by, reason=ClaimReason.DUPLICATE)
    disputed = Membership.objects.filter(clinic=stays).exists()
    waiting = list(Claim.objects.filter(clinic=goes, status__in=ClaimStatus.open).select_related("user"))
    # What they show rests on the website and the phone of the listing that goes, which may be the claimant's own words.
    Proof.objects.filter(claim__in=waiting).update(given_at=None, expires_at=timezone.now())
    Document.objects.filter(claim__clinic=goes).update(clinic=stays)
    # No claim made the listing that stays: else its website and phone would be nobody's word but the claimant's.
    Claim.objects.filter(clinic=goes).update(clinic=stays, added_clinic=False)
    Claim.objects.filter(pk__in=[claim.pk for claim in waiting]).update(disputes=disputed)
    for claim in waiting:
        claim.clinic = stays
        claim_letter(claim, *MERGED, before=goes.name)
    if waiting and disputed:
        tell_managers(stays, *DISPUTE)


def _invitations(goes: Clinic, stays: Clinic) -> None:
    """The moderator saw who comes along. Nobody else joins later on a word given for the other listing."""
    rows = Invitation.objects.filter(clinic=goes)
    rows.filter(status=InvitationStatus.OPEN).update(status=InvitationStatus.WITHDRAWN, email="")
    rows.update(clinic=stays)
