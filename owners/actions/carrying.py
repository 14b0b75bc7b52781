"""Two listings are one clinic: its team, and what it asked for, go on with the listing that stays."""

from django.db.models import Q, QuerySet
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


def effects(*, goes: Clinic, stays: Clinic) -> list[str]:
    """What `carry` will do beside bringing them along, a sentence each."""
    coming = _waiting(goes).exclude(pk__in=_twice(goes, stays))
    managed = coming.exists() and Membership.objects.filter(clinic__in=[goes, stays]).exists()
    found = {
        "Changes that wait and are refused as overtaken; who asked for each is told: {}.": _asked(goes).count(),
        "Open invitations that are taken back: {}.": _open_invitations(goes).count(),
        "Claims that wait and are refused, since the same person asked for both: {}.": _twice(goes, stays).count(),
        "Codes of open claims that count no more; the claimants are told to ask anew: {}.": _live(coming).count(),
        "Open claims that come along and dispute who manages the listing; the managers are told: {}.": (
            coming.count() if managed else 0
        ),
    }
    return [sentence.format(count) for sentence, count in found.items() if count]


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
    for change in _asked(goes):
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
    for twice in _twice(goes, stays):
        refuse_claim(claim=twice, by=by, reason=ClaimReason.DUPLICATE)
    disputed = Membership.objects.filter(clinic=stays).exists()
    waiting = list(_waiting(goes).select_related("user"))
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
    _open_invitations(goes).update(status=InvitationStatus.WITHDRAWN, email="")
    Invitation.objects.filter(clinic=goes).update(clinic=stays)


def _asked(goes: Clinic) -> QuerySet[Change]:
    return Change.objects.filter(clinic=goes, status=ChangeStatus.WAITING).order_by("pk")


def _waiting(clinic: Clinic) -> QuerySet[Claim]:
    return Claim.objects.filter(clinic=clinic, status__in=ClaimStatus.open)


def _twice(goes: Clinic, stays: Clinic) -> QuerySet[Claim]:
    """Open claims of people who have one at the listing that stays."""
    return _waiting(goes).filter(user__in=_waiting(stays).filter(user__isnull=False).values("user"))


def _live(claims: QuerySet[Claim]) -> QuerySet[Proof]:
    """Codes that came back, or still may."""
    out = Q(not_counted="", expires_at__gt=timezone.now())
    return Proof.objects.filter(Q(given_at__isnull=False) | out, claim__in=claims)


def _open_invitations(clinic: Clinic) -> QuerySet[Invitation]:
    return Invitation.objects.filter(clinic=clinic, status=InvitationStatus.OPEN)
