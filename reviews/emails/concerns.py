"""Letters to readers who said that a review should not stand, and left an address to hear what came of it."""

from accounts import post
from reviews.enums import ConcernStatus

SUBJECT = "What you sent us"


def outcome_letter(address: str, outcome: ConcernStatus) -> None:
    post.put(address, SUBJECT, "reviews/concern", outcome=outcome.value)


def outcome_text(outcome: ConcernStatus) -> str:
    """The same, to look at before."""
    return post.written("reviews/concern", outcome=outcome.value)
