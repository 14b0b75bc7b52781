"""How a concern ends: by a decision, or because its review is not shown any more."""

from django.utils import timezone

from accounts.models import Event, User
from reviews.emails.concerns import outcome_letter
from reviews.enums import ConcernStatus
from reviews.models import Concern, Review


def close_concerns(review: Review) -> None:
    """End those that are open, and tell whoever wanted to hear. Within the act that hides the review."""
    open_ones = Concern.objects.select_for_update(of=("self",)).filter(review=review, status=ConcernStatus.OPEN)
    for concern in open_ones.select_related("review"):
        end_concern(concern, ConcernStatus.GONE)


def end_concern(concern: Concern, status: ConcernStatus, reason: str = "", by: User | None = None) -> Concern:
    """Whoever wanted to hear is told; then what they wrote is gone, and their address. by: who decided, if anybody."""
    if concern.email:
        outcome_letter(concern.email, status)
    before = {"status": concern.status}
    concern.status, concern.decided_at, concern.decided_by = status, timezone.now(), by
    concern.text, concern.email = "", ""
    concern.save()
    after = {"clinic": concern.review.clinic_id, "review": concern.review_id, "status": status.value}
    what = f"concern.{status}"
    Event.record(by=by or "system", what=what, subject=concern, before=before, after=after, reason=reason)
    return concern
