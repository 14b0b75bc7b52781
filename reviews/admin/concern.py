"""What readers say of reviews: private details of somebody first, then first in, first out."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from accounts.admin_base import waiting_first
from accounts.admin_decisions import Decision, reasons
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import listed, listing_lines
from reviews.actions.concerns import accept_concern, refuse_concern
from reviews.admin.base import NO_SIGNALS, RoomAdmin
from reviews.admin.review import REFUSING
from reviews.emails.concerns import outcome_text
from reviews.enums import ConcernReason, ConcernStatus
from reviews.models import Concern
from reviews.policies.deciding import check_may_decide_concern
from reviews.policies.signals import signals_of
from reviews.workflows import CONCERN

WAITING = waiting_first(ConcernStatus.OPEN)
STAYING = [one for one in ConcernReason.choices if one[0] not in ConcernReason.accepting]
NO_LETTER = "None: the reader left no address."


@admin.register(Concern)
class ConcernAdmin(RoomAdmin):
    """The review stays as it is until a moderator has decided; the reader's address is shown to nobody."""

    keyword = "concern"
    decisions = (
        Decision(
            "accept", "Take the review down",
            "The review leaves the clinic's page at once, and is counted among the refused ones for this reason. Its "
            "writer may answer once, by the link of the earlier letter. Other concerns about it end, too.",
            accept_concern, CONCERN.before("accept_concern"), reasons(REFUSING, name="because"),
        ),
        Decision(
            "refuse", "Let the review stay", "The review stays, and what the reader wrote is deleted.",
            refuse_concern, CONCERN.before("refuse_concern"), reasons(STAYING),
        ),
    )  # fmt: skip
    list_display = ["created_at", "kind", "clinic_named", "status", "decided_at"]
    list_filter = ["status", "kind"]
    lookups = RoomAdmin.lookups | {"kind__exact"}
    search_fields = ["review__clinic__name", "review__clinic__city"]
    fields = [
        "clinic_link", "review_link", "kind", "text", "hears", "review_text", "signals", "status", "created_at",
        "decided_at", "decided_by",
    ]  # fmt: skip
    readonly_fields = ["clinic_link", "review_link", "hears", "review_text", "signals"]

    def refusal(self, by: User, row: Concern) -> str:
        return why_not(check_may_decide_concern, by, row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Concern]:
        return Concern.objects.ranked().select_related("review__clinic").order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "-first", "created_at", "pk"]

    def in_view(self, row: Concern) -> Lines:
        return [
            *listing_lines(row.clinic), ("What the reader says", [row.get_kind_display(), *row.text.splitlines()]),
            ("The review", row.review.text.splitlines() or ["It has no text."]),
            ("Signals, none of them a verdict", signals_of(row.review) or [NO_SIGNALS]),
        ]  # fmt: skip

    def preview(self, decision: Decision, row: Concern) -> str:
        outcome = ConcernStatus.ACCEPTED if decision.name == "accept" else ConcernStatus.REFUSED
        return outcome_text(outcome) if row.email else NO_LETTER

    @admin.display(description="clinic")
    def clinic_named(self, row: Concern) -> str:
        return str(row.clinic)

    @admin.display(description="review")
    def review_link(self, row: Concern) -> str:
        page = reverse("admin:reviews_review_change", args=[row.review_id])
        return format_html('<a href="{}">{}</a>', page, row.review)

    @admin.display(description="wants to hear the outcome", boolean=True)
    def hears(self, row: Concern) -> bool:
        return bool(row.email)

    @admin.display(description="what the review says")
    def review_text(self, row: Concern) -> str:
        return row.review.text

    @admin.display(description="signals, none of them a verdict")
    def signals(self, row: Concern) -> str:
        return listed(signals_of(row.review) or [NO_SIGNALS])
