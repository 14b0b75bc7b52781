"""What clinics answer, first in, first out."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin_base import waiting_first
from accounts.admin_decisions import Decision, reasons
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import listed, listing_lines
from reviews.actions.replies import problems_of, publish_reply, refuse_reply
from reviews.admin.base import NO_SIGNALS, RoomAdmin
from reviews.emails.replies import decided_text
from reviews.enums import ReplyReason, ReplyStatus
from reviews.models import Reply
from reviews.policies.deciding import check_may_decide_reply
from reviews.workflows import REPLY

WAITING = waiting_first(ReplyStatus.WAITING)
REFUSING = [(code, ReplyReason(code).label) for code in ReplyReason.refusing]


@admin.register(Reply)
class ReplyAdmin(RoomAdmin):
    """Nobody edits a reply; what the lint says of it stands beside it, and is no verdict."""

    keyword = "reply"
    decisions = (
        Decision(
            "publish", "Publish", "It stands beside the review at once, and the clinic is told.",
            publish_reply, REPLY.before("publish_reply"),
        ),
        Decision(
            "refuse", "Refuse",
            "It does not appear, or is taken down. The clinic is told the reason, and may try again.",
            refuse_reply, REPLY.before("refuse_reply"), reasons(REFUSING),
        ),
    )  # fmt: skip
    list_display = ["created_at", "clinic_named", "status", "decided_at"]
    list_filter = ["status"]
    search_fields = ["review__clinic__name", "review__clinic__city"]
    fields = [
        "clinic_link", "place", "text", "review_text", "problems", "status", "created_at", "decided_at", "decided_by",
        "reason",
    ]  # fmt: skip
    readonly_fields = ["clinic_link", "place", "review_text", "problems"]

    def refusal(self, by: User, row: Reply) -> str:
        return why_not(check_may_decide_reply, by, row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reply]:
        found: QuerySet[Reply] = super().get_queryset(request).select_related("review__clinic")
        return found

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "created_at", "pk"]

    def in_view(self, row: Reply) -> Lines:
        return [
            *listing_lines(row.clinic), ("The reply", row.text.splitlines()),
            ("The review", row.review.text.splitlines() or ["It has no text."]),
            ("What the rules find", _problems(row)),
        ]  # fmt: skip

    def preview(self, decision: Decision, row: Reply) -> str:
        return self.to_team(row, decided_text(row.clinic, published=decision.name == "publish"))

    @admin.display(description="clinic")
    def clinic_named(self, row: Reply) -> str:
        return str(row.clinic)

    @admin.display(description="what the review says")
    def review_text(self, row: Reply) -> str:
        return row.review.text

    @admin.display(description="what the rules find")
    def problems(self, row: Reply) -> str:
        return listed(_problems(row))


def _problems(reply: Reply) -> list[str]:
    return problems_of(reply.text, reply.review) or [NO_SIGNALS]
