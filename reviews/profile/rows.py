"""The rows behind what the public reads of one clinic's reviews: a fixed number of queries, whatever their number."""

import datetime as dt

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from clinics.domain.clock import months_after
from reviews.domain.calendar import MONTHS_SHOWN
from reviews.domain.numbers import Alike
from reviews.enums import ReplyStatus, ReviewReason, Said
from reviews.models import PatientAnswer, Reply, Review


def ratings(clinic: int, today: dt.date) -> list[Alike]:
    """At most 125 rows a method, however many reviews."""
    shown = Review.objects.shown_on(today).filter(clinic=clinic).order_by()
    rows = shown.values_list("method", "care", "safety", "honesty").annotate(number=Count("pk"))
    return [Alike(*row) for row in rows]


def refused(clinic: int, today: dt.date) -> int:
    """How many are not published, whatever became of them since; for as long as one that is would be shown."""
    since = months_after(today, -MONTHS_SHOWN)
    return Review.objects.filter(clinic=clinic, reason__in=ReviewReason.refusing, decided_at__date__gt=since).count()


def answers(clinic: int, today: dt.date) -> dict[str, tuple[int, int]]:
    """Fact → how many patients say yes, and no. "I don't remember" is neither."""
    of_shown = Q(review__in=Review.objects.shown_on(today).filter(clinic=clinic).order_by().values("pk"))
    rows = PatientAnswer.objects.filter(of_shown).order_by().values("fact")
    counted = rows.annotate(
        yes=Count("pk", filter=Q(said=Said.YES)), no=Count("pk", filter=Q(said=Said.NO))
    ).values_list("fact", "yes", "no")  # fmt: skip
    return {fact: (yes, no) for fact, yes, no in counted}


def newest(clinic: int, today: dt.date) -> "QuerySet[Review]":
    """The newest batch first, by chance within it, each with the text of the clinic's reply, if any, as `reply`."""
    replies = Reply.objects.filter(review=OuterRef("pk"), status=ReplyStatus.PUBLISHED)
    shown = Review.objects.shown_on(today).filter(clinic=clinic).order_by("-published_on", "-pk")
    written = shown.only("method", "relation", "month", "care", "safety", "honesty", "text")
    return written.annotate(reply=Subquery(replies.values("text")[:1]))
