"""Letters about claims and documents. No subject names the clinic: its name may name a drug."""

from collections.abc import Iterable

from django.utils.formats import date_format

from accounts import post
from accounts.emails import CHOSEN
from accounts.links import link
from accounts.models import User
from clinics.models import Clinic, Membership
from owners.enums import ClaimStatus, DocumentStatus
from owners.models import Claim, Document

LAST_DAY = "[the day that you give]"


def claim_letter(claim: Claim, subject: str, template: str, **words: object) -> None:
    """To the claimant, unless the account is gone or banned."""
    if claim.user is not None and claim.user.is_active:
        _put(claim.user.email, subject, template, **_of(claim, claim.get_reason_display()), **words)


def claim_text(claim: Claim, template: str) -> str:
    """The same, for a moderator to look at before."""
    return post.written(f"owners/{template}", **_of(claim, CHOSEN))


def _of(claim: Claim, reason: str) -> dict[str, object]:
    return {"claim": claim, "clinic": claim.clinic, "page": link("owners:claim", claim.pk), "reason": reason}


def tell_managers(
    clinic: Clinic, subject: str, template: str, *, but: Iterable[int | None] = (), **words: object
) -> None:
    """To all who manage the listing now. but: users who get another letter, or none."""
    others = set(but)
    for user in Membership.team(clinic):
        if user.pk not in others:
            _put(user.email, subject, template, clinic=clinic, **words)


def dispute_over(claim: Claim) -> None:
    """To the managers who were told that somebody else asks."""
    subject, words = "The request to manage your listing was decided", _over(claim, claim.get_reason_display())
    tell_managers(claim.clinic, subject, "claim_dispute_over", but=[claim.user_id], **words)


def dispute_over_text(claim: Claim, *, approved: bool) -> str:
    words = _over(claim, CHOSEN) | {"approved": approved, "clinic": claim.clinic}
    return post.written("owners/claim_dispute_over", **words)


def _over(claim: Claim, reason: str) -> dict[str, object]:
    return {"approved": claim.status == ClaimStatus.APPROVED, "reason": reason}


def code_letter(address: str, *, code: str, clinic: Clinic) -> None:
    _put(address, "Your code", "claim_code", code=f"{code[:4]} {code[4:]}", clinic=clinic)


def document_letter(document: Document, *, own_no: bool = False) -> None:
    """own_no: the clinic's own answer to the fact is still "no"."""
    to: User | None = document.uploaded_by
    if to is None or not to.is_active:
        return
    accepted, until = document.status == DocumentStatus.ACCEPTED, document.expires_on
    counts = date_format(until, "F j, Y") if until else ""
    words = _decided(document, accepted, document.get_reason_display(), counts)
    _put(to.email, "Your document was looked at", "document_decided", own_no=own_no, **words)


def document_text(document: Document, *, accepted: bool, own_no: bool) -> str:
    """The same, to look at before."""
    words = _decided(document, accepted, CHOSEN, LAST_DAY if accepted and document.fact else "")
    return post.written("owners/document_decided", own_no=own_no and accepted, **words)


def _decided(document: Document, accepted: bool, reason: str, until: str) -> dict[str, object]:
    return {
        "document": document, "clinic": document.clinic, "accepted": accepted, "reason": reason, "until": until,
        "desk": link("owners:edit", document.clinic_id, "facts"),
    }  # fmt: skip


def _put(address: str, subject: str, template: str, **words: object) -> None:
    post.put(address, subject, f"owners/{template}", **words)
