"""Letters to visitors who reported a listing, and left an address to hear what came of it. No subject says of what."""

from accounts import post
from clinics.enums import ReportReason

SUBJECT = "What you sent us"


def outcome_letter(address: str, reason: ReportReason) -> None:
    post.put(address, SUBJECT, "clinics/report", **_words(reason in ReportReason.accepting, reason.label))


def outcome_text(*, accepted: bool) -> str:
    """The same, for a moderator to look at before the reason is chosen."""
    return post.written("clinics/report", **_words(accepted, "[the reason that you choose]"))


def _words(accepted: bool, reason: str) -> dict[str, object]:
    return {"accepted": accepted, "reason": reason}
