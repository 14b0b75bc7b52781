"""The links by which a writer comes back to their review: signed, and nothing in them but a number."""

import datetime as dt

from django.core import signing
from django.utils import timezone

from accounts.links import link
from reviews.models import Review

_MINE = "reviews.mine"
_SENT = "reviews.sent"
SENT_LIVES = dt.timedelta(days=1)
"""How long a review waits for its code, and how long the pages around it work."""


def key_of(review: Review) -> str:
    """The same in every letter, for as long as the review is there."""
    return signing.Signer(salt=_MINE).sign_object(review.pk)


def mine(review: Review) -> str:
    return link("reviews:mine", key=key_of(review))


def sent_key(review: Review) -> str:
    """For the pages between the form and the thanks, in the browser of whoever sent it."""
    return signing.dumps(review.pk, salt=_SENT)


def sent_review(key: str) -> Review | None:
    """None for a key that is none, or too old, or of a review that is gone."""
    try:
        number = signing.loads(key, salt=_SENT, max_age=SENT_LIVES)
    except signing.BadSignature:
        return None
    # Each page signs anew; counted from the sending, none lives longer in the history of a browser that others use.
    return Review.objects.filter(pk=number, created_at__gte=timezone.now() - SENT_LIVES).first()


def review_of(key: str) -> Review | None:
    """None for a key that is none, or of a review that is gone or was never confirmed."""
    try:
        number = signing.Signer(salt=_MINE).unsign_object(key)
    except signing.BadSignature:
        return None
    found = Review.objects.filter(pk=number).exclude(status="unconfirmed").select_related("clinic")
    return found.first()
