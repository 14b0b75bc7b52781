"""What the passing of days asks of reviews. Nothing public waits for these: what is shown follows from dates."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from reviews.actions.deciding import ends_on, expire_review, forget_refused
from reviews.domain.calendar import DAYS_TO_ANSWER
from reviews.enums import ReviewStatus
from reviews.exceptions import InvalidStep
from reviews.links import SENT_LIVES
from reviews.models import Review


@transaction.atomic
def delete_unconfirmed() -> int:
    """Nobody has read them, and no code leads to them any more; returns how many."""
    old = Review.objects.filter(status=ReviewStatus.UNCONFIRMED, created_at__lt=timezone.now() - SENT_LIVES)
    ids = list(old.select_for_update().values_list("pk", flat=True))  # one that is confirmed in this moment stays
    Review.objects.filter(pk__in=ids).delete()
    return len(ids)


def forget_refusals(today: dt.date) -> int:
    """What was refused and can be answered no more; returns how many."""
    late = today - dt.timedelta(days=DAYS_TO_ANSWER)
    rows = Review.objects.filter(status=ReviewStatus.REFUSED, month__isnull=False, decided_at__date__lt=late)
    return sum(forget_refused(review=review, today=today) for review in list(rows.order_by("pk")))


def expire(today: dt.date) -> int:
    """Published ones on their day, refused ones when they count no more as somebody's one; returns how many."""
    over = Q(status=ReviewStatus.PUBLISHED, expires_on__lte=today)
    year_ago = today - dt.timedelta(days=365)
    unpublished = Q(status__in=[ReviewStatus.REFUSED, ReviewStatus.FINAL], confirmed_at__date__lt=year_ago)
    rows = Review.objects.filter(over | unpublished).order_by("pk")
    return sum(_expired(review, today) for review in list(rows) if ends_on(review) <= today)


def _expired(review: Review, today: dt.date) -> bool:
    try:
        expire_review(review=review, today=today)
    except InvalidStep:  # taken back, or expired by another run, in this moment
        return False
    return True
