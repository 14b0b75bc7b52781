"""Concerns about a review that is not shown any more: nobody need decide on them."""

from django.utils import timezone

from accounts.models import Event
from reviews.emails.concerns import outcome_letter
from reviews.enums import ConcernStatus
from reviews.models import Concern, Review


def close_concerns(review: Review) -> None:
    """End those that are open, and tell whoever wanted to hear. Within the act that hides the review."""
    for concern in Concern.objects.select_for_update().filter(review=review, status=ConcernStatus.OPEN):
        if concern.email:
            outcome_letter(concern.email, ConcernStatus.GONE)
        concern.status, concern.decided_at, concern.text, concern.email = ConcernStatus.GONE, timezone.now(), "", ""
        concern.save()
        after = {"clinic": review.clinic_id, "review": review.pk, "status": ConcernStatus.GONE.value}
        Event.record(by="system", what="concern.gone", subject=concern, before={"status": "open"}, after=after)
