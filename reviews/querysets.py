"""Questions about reviews, in the words of the room."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, When

from reviews.enums import ConcernKind, ConcernStatus, ReviewStatus

if TYPE_CHECKING:
    from reviews.models import Concern, Review  # noqa: F401 -- named in strings below


class ReviewQuerySet(models.QuerySet["Review"]):
    def shown_on(self, day: dt.date) -> Self:
        """Public on a day: published with a batch up to it, and not expired."""
        return self.filter(status=ReviewStatus.PUBLISHED, published_on__lte=day, expires_on__gt=day)

    def queued(self) -> Self:
        """What a moderator decides on, first in, first out. The stars have no part in it."""
        return self.filter(status__in=ReviewStatus.queued).order_by("confirmed_at", "pk")

    def of_writer(self, address_hash: str, clinic: int, since: dt.date) -> Self:
        """Reviews of one person on one clinic that stand, sent since a day."""
        standing = self.filter(status__in=ReviewStatus.standing, address_hash=address_hash, clinic=clinic)
        return standing.filter(confirmed_at__date__gte=since)


class ConcernQuerySet(models.QuerySet["Concern"]):
    def waiting(self) -> Self:
        """What a moderator decides on: private details of somebody first, then first in, first out."""
        return self.ranked().filter(status=ConcernStatus.OPEN).order_by("-first", "created_at", "pk")

    def ranked(self) -> Self:
        """With `first`: whether it stands before other work.

        One a review does, and none where a moderator has found no private details: who sends many gains nothing.
        """
        beside = self.model.objects.filter(kind=ConcernKind.PRIVATE, review=OuterRef("review"))
        earlier = beside.filter(status=ConcernStatus.OPEN, pk__lt=OuterRef("pk"))
        refused = beside.filter(status=ConcernStatus.REFUSED)
        first = When(~Exists(earlier) & ~Exists(refused), kind=ConcernKind.PRIVATE, then=True)
        return self.annotate(first=Case(first, default=False, output_field=models.BooleanField()))
