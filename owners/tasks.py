"""What waits for a moderator in this room. Contradictions and expiries follow from the day, not from a nightly run."""

from accounts.work import Kind
from owners.enums import ChangeStatus, CheckStatus, ClaimStatus, DocumentStatus
from owners.models import Change, Check, Claim, Document, LookUp


def open_tasks() -> tuple[Kind, ...]:
    return (
        Kind(
            "claim", "Claim", "Claims", "Look at the evidence, and decide who manages the listing.",
            lambda day: Claim.objects.filter(status__in=ClaimStatus.open), "submitted_at",
            "owners_claim", "owners.view_claim", f"status__in={','.join(ClaimStatus.open)}",
        ),
        Kind(
            "document", "Document", "Documents on facts", "Open the file, and say whether it shows the fact.",
            lambda day: Document.objects.filter(status=DocumentStatus.WAITING, claim__isnull=True), "uploaded_at",
            "owners_document", "owners.view_document", f"status__exact={DocumentStatus.WAITING}&claim__isnull=True",
        ),
        Kind(
            "change", "Change", "Changes of name, address, phone, website or wording",
            "Check it, and approve or refuse.",
            lambda day: Change.objects.filter(status=ChangeStatus.WAITING), "asked_at",
            "owners_change", "owners.view_change", f"status__exact={ChangeStatus.WAITING}",
        ),
        Kind(
            "contradiction", "Contradiction", "Checked answers that a newer answer contradicts",
            "Find out which of the two is right.",
            lambda day: Check.objects.of_status(day, CheckStatus.CONTRADICTED), "since",
            "owners_check", "owners.view_check", f"need={CheckStatus.CONTRADICTED}", by_day=True,
        ),
        Kind(
            "expiry", "Check that runs out", "Checks that run out", "Look again, or let it rest.",
            lambda day: Check.objects.of_status(day, CheckStatus.RUN_OUT, CheckStatus.RUNS_OUT), "since",
            "owners_check", "owners.view_check", "need=expiry", by_day=True,
        ),
        Kind(
            "look_up", "Person", "People never looked up in the register",
            "Look the person up, and paste what it shows.",
            lambda day: LookUp.objects.never_looked_up(), "named_on",
            "owners_lookup", "owners.view_lookup", "due=never", by_day=True,
        ),
    )  # fmt: skip
