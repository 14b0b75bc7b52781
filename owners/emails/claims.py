"""Letters about claims and documents. No subject names the clinic: its name may name a drug."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from accounts import post
from accounts.models import User
from clinics.models import Clinic, Membership
from owners.models import Claim, Document


def claim_letter(claim: Claim, subject: str, template: str, **words: object) -> None:
    """To the claimant, unless the account is gone or banned."""
    if claim.user is not None and claim.user.is_active:
        _put(claim.user.email, subject, template, claim=claim, clinic=claim.clinic, page=_page_of(claim), **words)


def tell_managers(
    clinic: Clinic, subject: str, template: str, *, but: Iterable[int | None] = (), **words: object
) -> None:
    """To all who manage the listing now. but: users who get another letter, or none."""
    members = Membership.objects.filter(clinic=clinic, user__is_active=True).exclude(user__in=[pk for pk in but if pk])
    for address in members.values_list("user__email", flat=True):
        _put(address, subject, template, clinic=clinic, **words)


def code_letter(address: str, *, code: str, clinic: Clinic) -> None:
    _put(address, "Your code", "claim_code", code=f"{code[:4]} {code[4:]}", clinic=clinic)


def document_letter(document: Document, subject: str, template: str, *, own_no: bool = False) -> None:
    """own_no: the clinic's own answer to the fact is still "no"."""
    desk = f"{settings.SITE_URL}{reverse('owners:edit', args=[document.clinic_id, 'facts'])}"
    to: User | None = document.uploaded_by
    if to is not None and to.is_active:
        _put(to.email, subject, template, document=document, clinic=document.clinic, own_no=own_no, desk=desk)


def _put(address: str, subject: str, template: str, **words: object) -> None:
    post.put(address, subject, f"owners/{template}", **words)


def _page_of(claim: Claim) -> str:
    return f"{settings.SITE_URL}{reverse('owners:claim', args=[claim.pk])}"
