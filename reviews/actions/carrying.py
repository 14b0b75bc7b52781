"""Two listings are one clinic: its reviews, with their answers, replies and concerns, stand together."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from accounts.models import User
from clinics.domain.clock import months_after
from clinics.models import Clinic
from reviews.actions.deciding import refuse_review
from reviews.actions.ratings import recount
from reviews.domain.calendar import MONTHS_BETWEEN
from reviews.enums import ReviewReason, ReviewStatus
from reviews.models import Review

CARRIES = {"reviews.Review": "with its answers to facts, replies and concerns"}
STAYS: dict[str, str] = {}


def carry(*, goes: Clinic, stays: Clinic, by: User) -> None:
    """Both are locked by the caller.

    One review counts for each person within twelve months. Of two that are public the later one is refused as sent
    before: its writer may answer that once, as always. Those that wait are for whoever decides on them.
    """
    for second in second_ones(goes, stays):
        refuse_review(review=second, by=by, reason=ReviewReason.DUPLICATE)
    Review.objects.filter(clinic=goes).update(clinic=stays)
    recount(goes)
    recount(stays)


def effects(*, goes: Clinic, stays: Clinic) -> list[str]:
    """What `carry` will do beside bringing them along, a sentence each."""
    refused, waiting = len(list(second_ones(goes, stays))), _waiting_twice(goes, stays)
    found = {
        f"Of patients who reviewed both, the later review is refused as sent before: {refused}.": refused,
        f"Reviews that wait and get a note that the same person has another one of this clinic: {waiting}.": waiting,
    }
    return [sentence for sentence, count in found.items() if count]


def _waiting_twice(goes: Clinic, stays: Clinic) -> int:
    """Those that wait and will have the signal that the same person has another review of the clinic."""
    rows = Review.objects.filter(clinic__in=[goes, stays], status__in=ReviewStatus.standing).exclude(address_hash="")
    found = list(rows.values_list("address_hash", "status"))
    written = Counter(writer for writer, _ in found)
    return sum(status in ReviewStatus.queued and written[writer] > 1 for writer, status in found)


def second_ones(goes: Clinic, stays: Clinic) -> Iterator[Review]:
    """Public reviews of somebody who has a public one of the twelve months before, on either listing."""
    rows = Review.objects.filter(clinic__in=[goes, stays], status=ReviewStatus.PUBLISHED).exclude(address_hash="")
    by_writer: dict[str, list[Review]] = defaultdict(list)
    for review in rows.order_by("confirmed_at", "pk"):
        by_writer[review.address_hash].append(review)
    for written in by_writer.values():
        first = written[0]
        for later in written[1:]:
            if _within(first, later):
                yield later
            else:
                first = later


def _within(first: Review, later: Review) -> bool:
    if first.confirmed_at is None or later.confirmed_at is None:
        return True
    return later.confirmed_at.date() < months_after(first.confirmed_at.date(), MONTHS_BETWEEN)
