"""Letters about claims and documents. No subject names the clinic: its name may name a drug."""

from collections.abc import Iterable

from accounts import post
from accounts.links import link
from accounts.models import User
from clinics.models import Clinic, Membership
from owners.models import Claim, Document


def claim_letter(claim: Claim, subject: str, template: str, **words: object) -> None:
    """To the claimant, unless the account is gone or banned."""
    if claim.user is not None and claim.user.is_active:
        page = link("owners:claim", claim.pk)
        _put(claim.user.email, subject, template, claim=claim, clinic=claim.clinic, page=page, **words)


def tell_managers(
    clinic: Clinic, subject: str, template: str, *, but: Iterable[int | None] = (), **words: object
) -> None:
    """To all who manage the listing now. but: users who get another letter, or none."""
    others = set(but)
    for user in Membership.team(clinic):
        if user.pk not in others:
            _put(user.email, subject, template, clinic=clinic, **words)


def code_letter(address: str, *, code: str, clinic: Clinic) -> None:
    _put(address, "Your code", "claim_code", code=f"{code[:4]} {code[4:]}", clinic=clinic)


def document_letter(document: Document, subject: str, template: str, *, own_no: bool = False) -> None:
    """own_no: the clinic's own answer to the fact is still "no"."""
    desk = link("owners:edit", document.clinic_id, "facts")
    to: User | None = document.uploaded_by
    if to is not None and to.is_active:
        _put(to.email, subject, template, document=document, clinic=document.clinic, own_no=own_no, desk=desk)


def _put(address: str, subject: str, template: str, **words: object) -> None:
    post.put(address, subject, f"owners/{template}", **words)
