"""A claim from its first day to its last: one function a verb, and no other writer of `Claim.status`."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from accounts.rates import once_more
from clinics.enums import MemberRole, Status
from clinics.models import Clinic, Membership
from owners.actions import memberships
from owners.actions.documents import decide_with_claim
from owners.emails.claims import claim_letter, dispute_over, tell_managers
from owners.enums import ClaimReason, ClaimStatus
from owners.exceptions import InvalidStep, NotAllowed, Refused, TooMany
from owners.models import Claim, Invitation
from owners.policies.claims import check_may_decide, check_may_revoke, check_reason
from owners.workflows import CLAIM

CLAIMS_A_DAY = 10
"""By one account."""
CLAIMS_ON_ONE = 3
"""By one account on one listing a day: each may write to its managers."""
SUBJECT = "Your request to manage a listing"
DISPUTE = ("Somebody else asks to manage your listing", "claim_dispute")
BROKEN = frozenset({ClaimReason.DENIED, ClaimReason.MISUSE})
"""Reasons to revoke that throw doubt on whoever the person brought in, too."""


@transaction.atomic
def submit_claim(*, clinic: Clinic, by: User, role_said: str, added_clinic: bool = False) -> Claim:
    """Ask to manage a listing. Whoever has an open claim on it gets that one back: sent twice is asked once.

    added_clinic: the claimant has just added the listing, which is still a draft. Raises Refused, TooMany.
    """
    [now] = Clinic.objects.locked([clinic.pk])
    if open_claim := Claim.objects.filter(clinic=now, user=by, status__in=ClaimStatus.open).first():
        return open_claim
    _check_may_ask(now, by, added_clinic)
    disputes = Membership.objects.filter(clinic=now).exists()
    claim = Claim.objects.create(clinic=now, user=by, role_said=role_said, disputes=disputes, added_clinic=added_clinic)
    after = {"clinic": now.pk, "role_said": role_said, "disputes": disputes, "added_clinic": added_clinic}
    Event.record(by=by, what="claim.submitted", subject=claim, after=after)
    claim_letter(claim, SUBJECT, "claim_submitted")
    if disputes:
        tell_managers(now, *DISPUTE)
    return claim


def _check_may_ask(clinic: Clinic, by: User, added_clinic: bool) -> None:
    if not by.is_active:
        raise NotAllowed("This account is closed.")
    if clinic.status not in Status.shown and not (added_clinic and clinic.status == Status.DRAFT):
        raise NotAllowed("This listing cannot be claimed.")
    if Membership.objects.filter(clinic=clinic, user=by).exists():
        raise Refused("You work on this listing already. Ask one of its owners if you need to do more.")
    if not once_more("claim.one", who=f"user:{by.pk}:clinic:{clinic.pk}", at_most=CLAIMS_ON_ONE):
        raise TooMany(f"You have asked {CLAIMS_ON_ONE} times for this listing today. Ask again tomorrow.")
    if not once_more("claim", who=f"user:{by.pk}", at_most=CLAIMS_A_DAY):
        raise TooMany(f"You have sent {CLAIMS_A_DAY} requests today, which is the most we take. Go on tomorrow.")


@transaction.atomic
def withdraw_claim(*, claim: Claim, by: User) -> Claim:
    """The claimant changes their mind. What they sent is deleted."""
    now = locked(claim)
    if now.user_id != by.pk:
        raise NotAllowed("This is not your request.")
    _write(now, "withdraw_claim", ClaimStatus.WITHDRAWN, by=by)
    claim_letter(now, SUBJECT, "claim_withdrawn")
    _tell_dispute(now)
    return now


@transaction.atomic
def take_up(*, claim: Claim, by: User) -> Claim:
    """Tell colleagues, and the claimant, that somebody is looking at it."""
    now = locked(claim)
    check_may_decide(by, now)
    return _write(now, "take_up", ClaimStatus.IN_REVIEW, by=by, taken_by=by)


@transaction.atomic
def let_go(*, claim: Claim, by: User) -> Claim:
    """Back among those that wait."""
    now = locked(claim)
    check_may_decide(by, now)
    return _write(now, "let_go", ClaimStatus.SUBMITTED, by=by, taken_by=None)


@transaction.atomic
def approve_claim(*, claim: Claim, by: User, reason: str, managers: int | None = None) -> Claim:
    """Make the claimant an owner, beside those who manage the listing already.

    reason: an approving ClaimReason whose evidence is there. managers: how many the moderator saw, for the claim may
    have become a dispute since. Raises InvalidStep where somebody was faster.
    """
    now = locked(claim)
    check_may_decide(by, now)
    _check_step(now, "approve_claim")
    _check_seen(now, managers)
    check_reason(now, reason, by)
    if now.user is None or not now.user.is_active:
        raise Refused("The claimant's account is closed. Refuse the claim, or leave it.")
    memberships.join(user=now.user, clinic=now.clinic, role=MemberRole.OWNER, by=by)
    _write(now, "approve_claim", ClaimStatus.APPROVED, by=by, reason=reason)
    rivals = Claim.objects.filter(clinic=now.clinic_id, status__in=ClaimStatus.open).exclude(pk=now.pk)
    claim_letter(now, SUBJECT, "claim_approved")
    if rivals.update(disputes=True):
        claim_letter(now, *DISPUTE)  # managers from before were told when the rival asked
    _tell_dispute(now)
    return now


@transaction.atomic
def refuse_claim(*, claim: Claim, by: User, reason: str) -> Claim:
    """reason: a refusing ClaimReason; its words go into the letter."""
    now = locked(claim)
    check_may_decide(by, now)
    _check_listed(reason, ClaimReason.refusing)
    _write(now, "refuse_claim", ClaimStatus.REFUSED, by=by, reason=reason)
    claim_letter(now, SUBJECT, "claim_refused")
    _tell_dispute(now)
    return now


@transaction.atomic
def revoke_claim(*, claim: Claim, by: User, reason: str) -> Claim:
    """A senior moderator takes an approval back; the claimant no longer manages the listing.

    Where the clinic denies them or they misled, whoever they brought in goes with them.
    """
    now = locked(claim)
    check_may_revoke(by, now)
    _check_listed(reason, ClaimReason.revoking)
    _check_step(now, "revoke_claim")
    gone: set[int | None] = {now.user_id, *(brought_in(now) if reason in BROKEN else ())}
    for membership in Membership.objects.filter(clinic=now.clinic_id, user__in=[pk for pk in gone if pk]):
        told = membership.user_id == now.user_id  # by the letter on the claim, below
        memberships.end(membership=membership, by=by, reason=reason, told=told)
    _write(now, "revoke_claim", ClaimStatus.REVOKED, by=by, reason=reason)
    claim_letter(now, SUBJECT, "claim_revoked")
    return now


def brought_in(claim: Claim) -> set[int]:
    """Users whom the claimant invited to this listing, and whom those invited, and so on."""
    pairs = Invitation.objects.filter(clinic=claim.clinic_id, accepted_by__isnull=False, invited_by__isnull=False)
    asked = list(pairs.values_list("invited_by_id", "accepted_by_id"))
    found: set[int] = set()
    ahead = {claim.user_id} if claim.user_id else set()
    while ahead:
        ahead = {guest for host, guest in asked if host in ahead and guest} - found
        found |= ahead
    return found - {claim.user_id or 0}


def locked(claim: Claim) -> Claim:
    """The claim as it is now, kept from everybody else until the end of the transaction; its listing first."""
    Clinic.objects.locked([claim.clinic_id])
    rows = Claim.objects.select_related("clinic", "user").select_for_update(of=("self",))
    return rows.get(pk=claim.pk)


def _check_step(claim: Claim, verb: str) -> None:
    if not CLAIM.takes(verb, claim.status):
        raise InvalidStep(f"Nothing was done: this claim is “{claim.get_status_display()}” by now.")


def _check_seen(claim: Claim, managers: int | None) -> None:
    if managers is not None and managers != Membership.objects.filter(clinic=claim.clinic_id).count():
        raise InvalidStep(
            "Nothing was done: who manages this listing has changed since you opened the page. Look again."
        )


def _check_listed(reason: str, reasons: tuple[str, ...]) -> None:
    if reason not in reasons:
        raise Refused("Choose a reason from the list.")


def _write(claim: Claim, verb: str, after: ClaimStatus, *, by: User, reason: str = "", **fields: Any) -> Claim:
    """Carry out a step that is allowed. A claim that is over keeps no mailbox and no file."""
    _check_step(claim, verb)
    before = str(claim.status)
    if reason:
        fields |= {"reason": reason, "decided_at": timezone.now(), "decided_by": by}
    for name, value in fields.items():
        setattr(claim, name, value)
    claim.status = after
    claim.save(update_fields=["status", *fields])
    if after not in ClaimStatus.open:
        decide_with_claim(claim, by=by)
        claim.proofs.update(address="")
        claim.proofs.exclude(not_counted="").update(domain="")
    Event.record(
        by=by, what=f"claim.{verb.removesuffix('_claim')}", subject=claim, before={"status": before},
        after={"status": after.value, "clinic": claim.clinic_id}, reason=reason,
    )  # fmt: skip
    return claim


def _tell_dispute(claim: Claim) -> None:
    """The managers who were told of a dispute are told how it ended."""
    if claim.disputes:
        dispute_over(claim)
