"""A reader says that a review should not stand; a moderator decides. Until then it stays as it is."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from accounts.rates import once_more
from clinics.actions.reports import late
from clinics.models import Clinic
from reviews.actions.deciding import refuse_review
from reviews.actions.moot import end_concern
from reviews.enums import ConcernReason, ConcernStatus, ReviewReason
from reviews.exceptions import InvalidStep, Refused, TooMany
from reviews.models import Concern, Review
from reviews.policies.deciding import check_may_decide_concern
from reviews.workflows import CONCERN

CONCERNS_A_DAY = 5
"""From one connection."""
MANY = "{n} have come from your connection today, which is the most we take. Your text is still here: send it tomorrow."


@transaction.atomic
def submit_concern(*, review: Review, kind: str, text: str, email: str, visitor: str) -> Concern:
    """Keep it for a moderator. visitor: the address it came from, not kept. email: "" where no outcome is wanted.

    Raises TooMany, or InvalidStep where the review is not shown any more.
    """
    shown = Review.objects.select_for_update().shown_on(timezone.localdate())
    now = shown.filter(pk=review.pk).first()  # an act that hides it ends its open concerns: none comes in behind it
    if now is None:
        raise InvalidStep("This review is not on our site any more.")
    if not once_more("concern", who=visitor, at_most=CONCERNS_A_DAY):
        raise TooMany(MANY.format(n=CONCERNS_A_DAY))
    concern = Concern.objects.create(review=now, kind=kind, text=text, email=email)
    after = {"clinic": now.clinic_id, "review": now.pk, "kind": kind}
    Event.record(by="visitor", what="concern.submitted", subject=concern, after=after)
    return concern


@transaction.atomic
def accept_concern(*, concern: Concern, by: User, because: str) -> Concern:
    """It was right: the review is taken down for the reason `because`, as if a moderator had found it themself."""
    now = _locked(concern, by, "accept_concern")
    if because not in ReviewReason.refusing:
        raise Refused("Choose a reason from the list.")
    end_concern(now, ConcernStatus.ACCEPTED, ConcernReason.RIGHT, by)
    refuse_review(review=now.review, by=by, reason=because)
    return now


@transaction.atomic
def refuse_concern(*, concern: Concern, by: User, reason: str) -> Concern:
    """The review stays."""
    now = _locked(concern, by, "refuse_concern")
    if reason not in ConcernReason.values or reason in ConcernReason.accepting:
        raise Refused("Choose a reason from the list.")
    return end_concern(now, ConcernStatus.REFUSED, reason, by)


@transaction.atomic
def forget_addresses(today: dt.date) -> int:
    """Of those who have waited for an outcome too long; returns how many. Their concerns still wait."""
    return Concern.objects.filter(created_at__lt=late(today)).exclude(email="").update(email="")


def _locked(concern: Concern, by: User, verb: str) -> Concern:
    """As it is now, kept from everybody else: its listing first, then its review."""
    Clinic.objects.locked([concern.review.clinic_id])
    Review.objects.select_for_update().get(pk=concern.review_id)
    now = Concern.objects.select_related("review").select_for_update(of=("self",)).get(pk=concern.pk)
    check_may_decide_concern(by, now)
    if not CONCERN.takes(verb, now.status):
        raise InvalidStep("Nothing was done: this was decided already.")
    return now
