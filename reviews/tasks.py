"""What waits for a moderator in this room."""

from django.db.models import Q

from accounts.work import Kind
from reviews.enums import ConcernStatus, ReplyStatus, ReviewStatus
from reviews.models import Concern, Reply, Review
from reviews.policies.deciding import check_may_decide_concern, check_may_decide_reply, check_may_decide_review


def open_tasks() -> tuple[Kind, ...]:
    return (
        Kind(
            "concern", "Concern", "Concerns about reviews", "Read both, and take the review down or let it stay.",
            lambda day: Concern.objects.waiting(), "created_at",
            "reviews_concern", "reviews.view_concern", f"status__exact={ConcernStatus.OPEN}", clinic="review__clinic",
            first=Q(first=True), because="private details", check=check_may_decide_concern,
        ),
        Kind(
            "review", "Review", "Reviews", "Read it, and publish or refuse.",
            lambda day: Review.objects.queued(), "confirmed_at",
            "reviews_review", "reviews.view_review", f"status__in={','.join(ReviewStatus.queued)}",
            check=check_may_decide_review,
        ),
        Kind(
            "reply", "Reply", "Replies of clinics", "Read it beside the review, and publish or refuse.",
            lambda day: Reply.objects.filter(status=ReplyStatus.WAITING), "created_at",
            "reviews_reply", "reviews.view_reply", f"status__exact={ReplyStatus.WAITING}", clinic="review__clinic",
            check=check_may_decide_reply,
        ),
    )  # fmt: skip
