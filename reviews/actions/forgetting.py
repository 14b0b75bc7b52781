"""What somebody wrote is made blank. It knows the names of all columns, and reads none of them."""

from collections.abc import Collection
from typing import Any

from reviews.actions.moot import close_concerns
from reviews.models import Review

WRITTEN: dict[str, Any] = {
    "month": None, "method": "", "relation": "", "care": None, "safety": None, "honesty": None, "text": "",
    "answer": "", "email": "", "address_hash": "", "nonce": "",
}  # fmt: skip
"""What somebody wrote, blank."""


def forget(review: Review, but: Collection[str] = ()) -> None:
    """On the row in hand, which the caller saves; what hangs on it goes at once."""
    for name, blank in WRITTEN.items():
        if name not in but:
            setattr(review, name, blank)
    review.answers.all().delete()
    review.replies.all().delete()
    close_concerns(review)
