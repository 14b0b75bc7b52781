"""Edits that wait, oldest first."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from accounts.admin_base import ReadOnlyAdmin, actor
from owners.actions.changes import approve_change, refuse_change
from owners.admin.deciding import deciding
from owners.enums import ChangeReason, ChangeStatus
from owners.forms.sections import FORMS
from owners.models import Change
from owners.sections import SECTIONS

WAITING = Case(When(status=ChangeStatus.WAITING, then=Value(0)), default=Value(1))
_REFUSING = [choice for choice in ChangeReason.choices if choice[0] not in ChangeReason.approving]


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Nobody edits what was asked for; it is approved or refused, and the one who asked is told."""

    list_display = ["asked_at", "clinic", "section", "held", "status", "decided_at"]
    list_filter = ["status", "held", "section"]
    list_select_related = ["clinic"]
    search_fields = ["clinic__name", "clinic__city"]
    fields = [
        "clinic_link", "section", "held", "asked_by", "in_words", "status", "asked_at", "decided_at", "decided_by",
        "reason",
    ]  # fmt: skip
    readonly_fields = ["clinic_link", "asked_by", "in_words"]
    actions = [
        deciding(
            "approve", "Approve", [choice for choice in ChangeReason.choices if choice[0] in ChangeReason.approving],
            "What was asked for is public at once, and the one who asked is told.",
            lambda row, reason, by: approve_change(change=row, reason=reason, by=by),
        ),
        deciding(
            "refuse", "Refuse", _REFUSING, "The page stays as it is, and the one who asked is told the reason.",
            lambda row, reason, by: refuse_change(change=row, reason=reason, by=by),
        ),
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        found: QuerySet[Change] = super().get_queryset(request).annotate(waiting=WAITING)
        return found

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "asked_at"]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return actor(request).has_perm("owners.change_change")

    @admin.display(description="clinic")
    def clinic_link(self, row: Change) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:clinics_clinic_change", args=[row.clinic_id]), row.clinic
        )

    @admin.display(description="asked by")
    def asked_by(self, row: Change) -> str:
        if row.user is None:
            return "An account that is gone"
        return f"{row.user}, who manages {row.user.memberships.count()} listings"

    @admin.display(description="what changes")
    def in_words(self, row: Change) -> str:
        """From what was there when it was asked for to what was asked."""
        section = SECTIONS[row.section]
        values = section.read(row.clinic)
        form = FORMS[row.section](clinic=row.clinic, section=section, values=values)
        lines = [[line] for line in form.in_words(row.before, row.after)]
        moved = {path: values[path] for path in row.before if values.get(path) != row.before[path]}
        if moved and row.status == ChangeStatus.WAITING:
            lines.append(["The listing has changed since: refuse this as overtaken."])
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines))
