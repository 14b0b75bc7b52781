"""What each decision on a claim will mail, to look at before."""

from clinics.models import Membership
from owners.emails.claims import claim_text, dispute_over_text
from owners.emails.team import taken_off, team_changed_text
from owners.enums import ClaimStatus
from owners.models import Claim

LETTERS = {"approve": "claim_approved", "refuse": "claim_refused", "revoke": "claim_revoked"}
"""Decision → the claimant's letter; the others send none."""
NO_LETTER = "None: the claimant's account is gone or closed.\n"
ALSO = "Somebody else asks for this listing, so the claimant gets this, too:"
TO_MANAGERS = "And to those who manage the listing:"


def preview(claim: Claim, verb: str) -> str:
    if verb not in LETTERS:
        return ""
    own = claim.user is not None and claim.user.is_active
    parts = [claim_text(claim, LETTERS[verb]) if own else NO_LETTER]
    if own and verb == "approve" and _rivals(claim):
        parts += [ALSO, claim_text(claim, "claim_dispute")]
    if text := _to_managers(claim, verb):
        parts += [TO_MANAGERS, text]
    return "\n".join(parts)


def _to_managers(claim: Claim, verb: str) -> str:
    """Those who stay, or were told that somebody asks; "" where nobody gets one."""
    if not [user for user in Membership.team(claim.clinic) if user != claim.user]:
        return ""
    if verb == "revoke":
        member = claim.user and Membership.objects.filter(clinic=claim.clinic_id, user=claim.user).exists()
        return team_changed_text(claim.clinic, what=taken_off(claim.user)) if claim.user and member else ""
    return dispute_over_text(claim, approved=verb == "approve") if claim.disputes else ""


def _rivals(claim: Claim) -> bool:
    others = Claim.objects.filter(clinic=claim.clinic_id, status__in=ClaimStatus.open).exclude(pk=claim.pk)
    return others.exists()
