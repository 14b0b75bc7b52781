"""A moderator decides on a review; its writer answers a refusal, or takes it back. The stars have no part in it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from clinics.domain.clock import months_after
from clinics.models import Clinic
from reviews.actions.forgetting import forget
from reviews.actions.moot import close_concerns
from reviews.actions.ratings import recount
from reviews.domain.calendar import MONTHS_BETWEEN, answer_until, appears_on, forgotten_on, needless_on
from reviews.emails import published_letter, refused_letter
from reviews.enums import ReviewReason, ReviewStatus
from reviews.exceptions import InvalidStep, Refused
from reviews.models import Review
from reviews.policies.deciding import check_may_decide_review
from reviews.workflows import REVIEW


@transaction.atomic
def publish_review(*, review: Review, by: User) -> Review:
    """It appears with the next batch, and its writer is told if we still have the address."""
    now = _locked(review, "publish_review", by)
    _check_only_one(now)
    appears = appears_on(timezone.localdate())
    now.published_on, now.expires_on = appears, forgotten_on(appears)
    address = now.email
    _decide(now, ReviewStatus.PUBLISHED, ReviewReason.FITS, by)
    if address:
        published_letter(address, now)
    return now


@transaction.atomic
def refuse_review(*, review: Review, by: User, reason: str) -> Review:
    """Its writer may answer once, by the link in the letter. Takes a published one down, too."""
    now = _locked(review, "refuse_review", by)
    _check_reason(reason)
    address, now.published_on, now.expires_on = now.email, None, None
    _decide(now, ReviewStatus.REFUSED, reason, by)
    close_concerns(now)
    if address:
        refused_letter(address, now)
    return now


@transaction.atomic
def refuse_for_good(*, review: Review, by: User, reason: str) -> Review:
    """After its writer's answer; what they wrote is deleted."""
    now = _locked(review, "refuse_for_good", by)
    _check_reason(reason)
    forget(now, but={"address_hash"})
    return _decide(now, ReviewStatus.FINAL, reason, by)


@transaction.atomic
def answer_refusal(*, review: Review, text: str) -> Review:
    """By its writer, once, through the signed link; it goes back to the end of the queue."""
    now = _locked(review, "answer_refusal")
    if answered_once(now):
        raise InvalidStep("You have answered once already, which is all we can take.")
    if not in_time(now):
        raise InvalidStep("The 90 days in which you could answer are over. What you had written is deleted.")
    now.answer, now.confirmed_at, now.status = text, timezone.now(), ReviewStatus.ANSWERED
    now.save()
    Event.record(by="visitor", what="review.answered", subject=now, after={"clinic": now.clinic_id})
    return now


@transaction.atomic
def withdraw_review(*, review: Review) -> Review:
    """By its writer, through the signed link. Nothing that was written stays."""
    now = _locked(review, "withdraw_review")
    before = now.status
    forget(now)
    now.status, now.published_on, now.expires_on = ReviewStatus.WITHDRAWN, None, None
    now.save()
    after = {"clinic": now.clinic_id, "status": now.status.value}
    Event.record(by="visitor", what="review.withdrawn", subject=now, before={"status": before}, after=after)
    recount(now.clinic)
    return now


@transaction.atomic
def forget_refused(*, review: Review, today: dt.date) -> bool:
    """What was refused is deleted once its writer can answer no more; that it was refused, and why, stays."""
    Clinic.objects.locked([review.clinic_id])
    now = Review.objects.select_for_update().get(pk=review.pk)
    if now.status != ReviewStatus.REFUSED or in_time(now, today) or now.month is None:
        return False
    forget(now, but={"address_hash"})
    now.save()
    Event.record(by="system", what="review.forgotten", subject=now, after={"clinic": now.clinic_id})
    return True


@transaction.atomic
def expire_review(*, review: Review, today: dt.date) -> Review:
    """Its time is over: a row without anything that somebody wrote stays for the counts."""
    now = _locked(review, "expire_review")
    if today < ends_on(now):
        raise InvalidStep("Its time is not over.")
    before = now.status
    forget(now)
    now.status = ReviewStatus.EXPIRED
    now.save()
    after = {"clinic": now.clinic_id, "status": now.status.value}
    Event.record(by="system", what="review.expired", subject=now, before={"status": before}, after=after)
    recount(now.clinic, today)
    return now


def answered_once(review: Review) -> bool:
    return Event.objects.filter(subject=f"review:{review.pk}", what="review.answered").exists()


def in_time(review: Review, today: dt.date | None = None) -> bool:
    """Whether its writer may still answer a refusal, as far as the day goes. Asks no clock that may not have run."""
    decided = timezone.localdate(review.decided_at) if review.decided_at else None
    return decided is not None and (today or timezone.localdate()) <= answer_until(decided)


def ends_on(review: Review) -> dt.date:
    """The day on which it expires. What was not published is known for the twelve months in which it counts as one."""
    if review.status == ReviewStatus.PUBLISHED and review.expires_on is not None:
        return review.expires_on
    confirmed = timezone.localdate(review.confirmed_at or review.created_at)
    answerable = timezone.localdate(review.decided_at or review.created_at)
    return max(needless_on(confirmed), answer_until(answerable) + dt.timedelta(days=1))


def _locked(review: Review, verb: str, by: User | None = None) -> Review:
    """As it is now, kept from everybody else; its listing first. by: the moderator; None for its writer."""
    Clinic.objects.locked([review.clinic_id])
    now = Review.objects.select_related("clinic").select_for_update(of=("self",)).get(pk=review.pk)
    if by is not None:
        check_may_decide_review(by, now)
    if not REVIEW.takes(verb, now.status):
        raise InvalidStep(f"Nothing was done: this review is “{now.get_status_display()}” by now.")
    return now


def _check_only_one(review: Review) -> None:
    """One person counts once: two may stand on one listing since it was made of two."""
    since = months_after(timezone.localdate(review.confirmed_at), -MONTHS_BETWEEN)
    others = Review.objects.of_writer(review.address_hash, review.clinic_id, since).exclude(pk=review.pk)
    if review.address_hash and (other := others.filter(status=ReviewStatus.PUBLISHED).first()):
        raise Refused(f"The same person has {other} on this listing already. Refuse this one as sent before.")


def _check_reason(reason: str) -> None:
    if reason not in ReviewReason.refusing:
        raise Refused("Choose a reason from the list.")


def _decide(review: Review, status: ReviewStatus, reason: str, by: User) -> Review:
    """The address is forgotten with the decision; a keyed hash of it stays."""
    before = review.status
    review.email, review.nonce = "", ""
    review.status, review.reason, review.decided_at, review.decided_by = status, reason, timezone.now(), by
    review.save()
    after = {"clinic": review.clinic_id, "status": status.value}
    Event.record(by=by, what=f"review.{status}", subject=review, before={"status": before}, after=after, reason=reason)
    recount(review.clinic)
    return review
