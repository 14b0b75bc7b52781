"""A review comes in: sent, and confirmed by the code that was mailed. Nothing is read by anybody before that."""

import datetime as dt
import secrets
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.codes import LIVES, MOST_TRIES, code_of, digits_of, same
from accounts.models import Event
from accounts.rates import once_more
from clinics.domain.clock import months_after
from clinics.models import Clinic
from reviews.domain.addresses import hashed, normal
from reviews.domain.calendar import MONTHS_BETWEEN
from reviews.domain.worry import worrying
from reviews.emails import code_letter, other_letter
from reviews.enums import ReviewStatus
from reviews.exceptions import InvalidStep, OnceAYear, Refused, TooMany
from reviews.models import PatientAnswer, Review
from reviews.workflows import REVIEW

REVIEWS_A_DAY = 5
"""From one connection."""
CODES = 3
"""A day: for one review, and to one mailbox for one connection."""
CODES_IN_ALL = 12
"""A day, to one mailbox: a few who ask in its name cannot keep its owner from a code of their own."""
WRONG = "This code is not right, or does not work any more. It works for 30 minutes and five tries. Ask for a new one."
MANY = "{n} have come from your connection today, which is the most we take. What you wrote is still here."
ENOUGH = "We have sent {n} codes today, which is the most we send. The last one may still work."
TWICE = (
    "You have reviewed this clinic within twelve months. One review counts for each person: take the other one back "
    "first. We have mailed you the link for that."
)


@dataclass(frozen=True, slots=True)
class Experience:
    """What a writer says. stars: care, safety, honesty. answers: fact → `Said`."""

    month: dt.date
    method: str
    relation: str
    stars: dict[str, int]
    text: str
    answers: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def submit_review(*, clinic: Clinic, email: str, experience: Experience, visitor: str) -> Review:
    """Keep it until its code comes back, and mail the code. visitor: the address the form came from, not kept."""
    if not once_more("review", who=visitor, at_most=REVIEWS_A_DAY):
        raise TooMany(MANY.format(n=REVIEWS_A_DAY))
    clinic = Clinic.objects.standing(clinic.pk)  # or what was sent while two listings were merged would be lost
    review = Review.objects.create(
        clinic=clinic, email=email, month=experience.month, method=experience.method, relation=experience.relation,
        text=experience.text, **experience.stars,
    )  # fmt: skip
    rows = [PatientAnswer(review=review, fact=fact, said=said) for fact, said in experience.answers.items()]
    PatientAnswer.objects.bulk_create(rows)
    return send_code(review=review, visitor=visitor)


@transaction.atomic
def send_code(*, review: Review, visitor: str) -> Review:
    """A new code ends the one before. visitor: the address that asks, not kept.

    Raises TooMany, or InvalidStep where none is needed any more.

    A mailbox that has had its share gets no letter, and nothing tells: whoever types in the address of another is
    not to learn that it had codes today.
    """
    now = Review.objects.select_for_update().filter(pk=review.pk, status=ReviewStatus.UNCONFIRMED).first()
    if now is None:
        raise InvalidStep("This review needs no code any more.")
    if not once_more("review.code", who=f"review:{now.pk}", at_most=CODES):
        raise TooMany(ENOUGH.format(n=CODES))
    mailbox = f"mail:{normal(now.email)}"
    if not once_more("review.asker", who=f"{mailbox}|{visitor}", at_most=CODES):
        return now
    if not once_more("review.mailbox", who=mailbox, at_most=CODES_IN_ALL):
        return now
    now.nonce, now.code_at, now.tries = secrets.token_hex(16), timezone.now(), 0
    now.save(update_fields=["nonce", "code_at", "tries"])
    code_letter(now.email, code=code(now))
    return now


def confirm_review(*, review: Review, typed: str) -> Review:
    """Take the code back. Raises Refused with one sentence whatever is wrong with it, or OnceAYear.

    Only then, since the mailbox is theirs, do they get a link to the review that they wrote before.
    """
    Review.objects.filter(pk=review.pk).update(tries=F("tries") + 1)  # stays, whatever comes of it
    with transaction.atomic():
        Clinic.objects.locked([review.clinic_id])  # two reviews of one writer meet here
        now = Review.objects.select_for_update().filter(pk=review.pk).first()
        if now is None or not REVIEW.takes("confirm_review", now.status):
            raise InvalidStep("This review was confirmed already, or is gone.")
        if not _live(now) or not same(code(now), digits_of(typed)):
            raise Refused(WRONG)
        writer = hashed(now.email, secret=settings.SECRET_KEY.encode())
        other = _other_one(now, writer)
        if other is None:
            return _confirm(now, writer)
        if once_more("review.other", who=f"review:{now.pk}", at_most=1):
            other_letter(now.email, other)
    raise OnceAYear(TWICE)


def _other_one(review: Review, writer: str) -> Review | None:
    since = months_after(timezone.localdate(), -MONTHS_BETWEEN)
    return Review.objects.of_writer(writer, review.clinic_id, since).exclude(pk=review.pk).last()


def _confirm(review: Review, writer: str) -> Review:
    review.status = ReviewStatus.HELD if worrying(review.text) else ReviewStatus.WAITING
    review.address_hash, review.confirmed_at, review.nonce = writer, timezone.now(), ""
    review.save(update_fields=["status", "address_hash", "confirmed_at", "nonce"])
    after = {"clinic": review.clinic_id, "status": str(review.status)}
    Event.record(by="visitor", what="review.confirmed", subject=review, after=after)
    return review


def code(review: Review) -> str:
    """Made again each time, kept nowhere. Its listing is no part of it: that may be merged into another meanwhile."""
    return code_of(secret=settings.SECRET_KEY.encode(), parts=(review.pk, review.nonce), use="review")


def _live(review: Review) -> bool:
    fresh = review.code_at is not None and timezone.now() - review.code_at <= LIVES
    return fresh and review.tries <= MOST_TRIES
