"""Who may decide on a claim, and what stands behind it. Each check raises a refusal with a sentence."""

from collections.abc import Collection

from accounts.models import Event, User
from clinics.models import Clinic
from clinics.policies import check_no_interest
from owners.enums import ClaimReason, DocumentStatus, ProofKind
from owners.exceptions import NotAllowed, Refused
from owners.models import Claim, Document, Proof
from owners.policies.standing import phone_counts, verdict


def check_may_decide(by: User, claim: Claim) -> None:
    """A moderator without an interest of their own in the clinic."""
    _check_moderator(by, "owners.change_claim", "Only a moderator decides on claims.")
    if claim.user_id == by.pk:
        raise NotAllowed("This is your own claim. Another moderator decides on it.")
    check_no_interest(by, claim.clinic_id)


def check_may_revoke(by: User, claim: Claim) -> None:
    check_may_decide(by, claim)
    if not by.has_perm("owners.revoke_claim"):
        raise NotAllowed("Only a senior moderator may revoke a claim. Ask one to look at it.")


def check_may_see_document(by: User, document: Document) -> None:
    """The same people who may decide on it."""
    _check_moderator(by, "owners.change_document", "Only a moderator opens documents.")
    if document.uploaded_by_id == by.pk:
        raise NotAllowed("You sent this document yourself. Another moderator decides on it.")
    check_no_interest(by, document.clinic_id)


def has_claimed(by: User, clinics: Collection[int]) -> str:
    """What this room adds to `clinics.policies.INTERESTS`: a claim, whatever became of it."""
    claimed = Claim.objects.filter(user=by, clinic__in=clinics).exists()
    return "You asked to manage this clinic yourself. Another moderator decides." if claimed else ""


def can(check: object, by: User, about: Claim | Document) -> bool:
    """Any check of this module as a question."""
    try:
        check(by, about)  # type: ignore[operator]
    except NotAllowed:
        return False
    return True


def may_call(clinic: Clinic) -> str | None:
    """Why a call to the listed number would show nothing; None where it may."""
    if not clinic.phone:
        return "The listing has no phone number."
    if not phone_counts(clinic):
        return (
            "The number in the listing came from people who manage it or asked to, or is younger than 30 days. "
            "Look for the clinic's number elsewhere, or ask for a document."
        )
    return None


def proof_counts(proof: Proof, clinic: Clinic) -> bool:
    """It came back, and what it rests on still counts: the website may have changed since."""
    if proof.given_at is None or proof.not_counted:
        return False
    if proof.kind == ProofKind.CALL:
        return may_call(clinic) is None
    return verdict(proof.address, clinic).counts


def reasons_to_approve(claim: Claim, by: User) -> dict[str, str]:
    """Code of each approving reason → why it cannot be given; "" where it can."""
    clinic, proofs = claim.clinic, list(claim.proofs.all())
    given = {proof.kind for proof in proofs if proof_counts(proof, clinic)}
    return {
        ClaimReason.DOCUMENT: _document_missing(claim, by),
        ClaimReason.CALL: "" if ProofKind.CALL in given else "No code from a call came back.",
        ClaimReason.DOMAIN: "" if ProofKind.MAIL in given else "No code came back from an address that counts.",
    }


def check_reason(claim: Claim, reason: str, by: User) -> None:
    """An approval rests on evidence that is there."""
    missing = reasons_to_approve(claim, by).get(reason, "Choose a reason from the list.")
    if missing:
        raise Refused(missing)


def _document_missing(claim: Claim, by: User) -> str:
    documents = claim.documents.all()
    if any(document.status == DocumentStatus.ACCEPTED for document in documents):
        return ""
    waiting = [f"document:{row.pk}" for row in documents if row.status == DocumentStatus.WAITING]
    if not waiting:
        return "No document is there."
    opened = Event.objects.filter(actor=f"user:{by.pk}", what="document.opened", subject__in=waiting)
    return "" if opened.exists() else "Open the document first."


def _check_moderator(by: User, permission: str, sentence: str) -> None:
    if not (by.is_active and by.is_staff and by.has_perm(permission)):
        raise NotAllowed(sentence)
