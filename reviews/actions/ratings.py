"""The columns that search and API read: the average of a clinic's shown reviews, and how many there are."""

import datetime as dt

from django.db.models import Count, F, Sum
from django.utils import timezone

from clinics.models import Clinic, SiteState
from reviews.domain.numbers import RATINGS, mean
from reviews.models import Review


def recount(clinic: Clinic, day: dt.date | None = None) -> bool:
    """After a decision: keep them as they are on a day; returns whether they changed.

    Pages show more of a review than these columns, so every page made before is out of date, whatever they are.
    """
    changed = _kept(clinic, day or timezone.localdate())
    SiteState.touch()
    return changed


def _kept(clinic: Clinic, day: dt.date) -> bool:
    """No change of the listing, so no history; but its page says something else, and is dated by that."""
    shown = Review.objects.shown_on(day).filter(clinic=clinic)
    found = shown.aggregate(count=Count("pk"), sum=Sum(F("care") + F("safety") + F("honesty"), default=0))
    average = mean(found["sum"], found["count"] * len(RATINGS)) if found["count"] else None
    rows = Clinic.objects.filter(pk=clinic.pk).exclude(rating_count=found["count"], rating_average=average)
    if average is None:
        rows = Clinic.objects.filter(pk=clinic.pk).exclude(rating_count=0)
    return bool(rows.update(rating_count=found["count"], rating_average=average, updated_at=timezone.now()))


def recount_all(day: dt.date) -> int:
    """For the daily run: batches appear and reviews expire without anybody's act. Returns how many listings changed."""
    touched = Clinic.objects.filter(reviews__isnull=False) | Clinic.objects.filter(rating_count__gt=0)
    changed = sum(_kept(clinic, day) for clinic in touched.distinct().order_by("pk"))
    if changed:
        SiteState.touch()
    return changed
