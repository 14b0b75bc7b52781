"""Reviews, what waits first, first in, first out. The stars are shown to nobody before they are public."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin_base import waiting_first
from accounts.admin_decisions import Decision, reasons
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import listed, listing_lines
from clinics.domain.catalog import FACTS
from reviews.actions.deciding import publish_review, refuse_for_good, refuse_review
from reviews.admin.base import NO_SIGNALS, RoomAdmin
from reviews.admin.stars import public_stars
from reviews.domain.calendar import appears_on, quarter
from reviews.emails import published_text, refused_text
from reviews.enums import ReviewReason, ReviewStatus
from reviews.models import Review
from reviews.policies.deciding import check_may_decide_review
from reviews.policies.signals import signals_of
from reviews.workflows import REVIEW

WAITING = waiting_first(*ReviewStatus.queued)
REFUSING = [(code, ReviewReason(code).label) for code in ReviewReason.refusing]
NO_LETTER = "None: the address was forgotten with the first decision. The writer sees what was decided by their link."
NOTHING = "Nothing"


class StatusFilter(admin.ChoicesFieldListFilter):
    """Without the one that no moderator reads."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        unread = ReviewStatus.UNCONFIRMED.label
        return (one for one in super().choices(changelist) if not str(one["display"]).startswith(unread))


@admin.register(Review)
class ReviewAdmin(RoomAdmin):
    """Nobody edits a review; it is published or refused, and its writer is told."""

    keyword = "review"
    decisions = (
        Decision(
            "publish", "Publish", "It appears with the batch of next Monday, and its writer is told the day.",
            publish_review, REVIEW.before("publish_review"),
        ),
        Decision(
            "refuse", "Refuse",
            "It does not appear, or is taken down. Its writer is told the reason, and may answer once. The refusal is "
            "counted in public.",
            refuse_review, REVIEW.before("refuse_review"), reasons(REFUSING),
        ),
        Decision(
            "final", "Refuse for good",
            "It does not appear, and what was written is deleted. The refusal is counted in public.",
            refuse_for_good, REVIEW.before("refuse_for_good"), reasons(REFUSING),
        ),
    )  # fmt: skip
    list_display = ["confirmed_at", "clinic", "status", "decided_at"]
    list_filter = [("status", StatusFilter)]
    list_select_related = ["clinic"]
    fields = [
        "clinic_link", "place", "status", "confirmed_at", "experience", "text", "facts", "answer", "signals", "stars",
        "decided_at", "decided_by", "reason", "published_on", "expires_on",
    ]  # fmt: skip
    readonly_fields = ["clinic_link", "place", "experience", "facts", "signals", "stars"]

    def refusal(self, by: User, row: Review) -> str:
        return why_not(check_may_decide_review, by, row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        """Before its code came back a review is read by nobody."""
        found: QuerySet[Review] = super().get_queryset(request).select_related("clinic")
        return found.exclude(status=ReviewStatus.UNCONFIRMED)

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "confirmed_at", "pk"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fields(request, obj)
        public = obj is not None and public_stars(obj, timezone.localdate())
        return [name for name in found if name != "stars" or public]

    def in_view(self, row: Review) -> Lines:
        answer = [("What its writer answers to the refusal", row.answer.splitlines())] if row.answer else []
        return [
            *listing_lines(row.clinic), ("The experience", [self.experience(row)]),
            ("What was written", row.text.splitlines() or [NOTHING]), ("Answers to facts", _facts(row) or [NOTHING]),
            *answer, ("Signals, none of them a verdict", signals_of(row) or [NO_SIGNALS]),
        ]  # fmt: skip

    def preview(self, decision: Decision, row: Review) -> str:
        if not row.email:
            return NO_LETTER
        today = timezone.localdate()
        return published_text(appears_on(today)) if decision.name == "publish" else refused_text(today)

    @admin.display(description="the experience")
    def experience(self, row: Review) -> str:
        month = quarter(row.month) if row.month else ""
        return ". ".join(part for part in (month, row.get_method_display(), row.get_relation_display()) if part)

    @admin.display(description="answers to facts")
    def facts(self, row: Review) -> str:
        return listed(_facts(row) or [NOTHING])

    @admin.display(description="signals, none of them a verdict")
    def signals(self, row: Review) -> str:
        return listed(signals_of(row) or [NO_SIGNALS])

    @admin.display(description="stars, public by now")
    def stars(self, row: Review) -> str:
        return public_stars(row, timezone.localdate())


def _facts(review: Review) -> list[str]:
    return [f"{FACTS[one.fact].wording}: {one.get_said_display()}" for one in review.answers.all()]
