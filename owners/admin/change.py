"""Edits that wait, oldest first."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join

from accounts.admin_base import ReadOnlyAdmin, waiting_first
from accounts.admin_decisions import FIRST, Decision, called
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import ListingDecisions, listing_lines
from owners.actions.changes import approve_change, refuse_change
from owners.emails.changes import decided_text
from owners.enums import ChangeReason, ChangeStatus
from owners.forms.sections import change_in_words
from owners.models import Change
from owners.policies.rows import check_may_decide_change
from owners.sections import SECTIONS, digest
from owners.workflows import CHANGE

NO_LETTER = "None: the account of whoever asked is gone or closed."
WAITING = waiting_first(ChangeStatus.WAITING)
_REFUSING = tuple(code for code in ChangeReason.values if code not in ChangeReason.approving)


def _because(codes: tuple[str, ...], change: Change, by: User, data: Any) -> forms.Form:
    form = forms.Form(data)
    form.fields["reason"] = forms.ChoiceField(choices=[FIRST, *((code, ChangeReason(code).label) for code in codes)])
    return form


def _approving(change: Change, by: User, data: Any) -> forms.Form:
    """Carries what was shown, so that nothing else is approved."""
    form = _because(ChangeReason.approving, change, by, data)
    form.fields["seen"] = forms.CharField(widget=forms.HiddenInput, initial=digest(change.after))
    return form


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin, ListingDecisions):
    """Nobody edits what was asked for; it is approved or refused, and the one who asked is told."""

    keyword = "change"
    decisions = (
        Decision(
            "approve", "Approve", "What was asked for is public at once, and the one who asked is told.",
            approve_change, CHANGE.before("approve_change"), _approving,
        ),
        Decision(
            "refuse", "Refuse", "The page stays as it is, and the one who asked is told the reason.",
            refuse_change, CHANGE.before("refuse_change"), partial(_because, _REFUSING),
        ),
    )  # fmt: skip
    list_display = ["asked_at", "clinic", "section", "held", "status", "decided_at"]
    list_filter = ["status", "held", "section"]
    list_select_related = ["clinic"]
    search_fields = ["clinic__name", "clinic__city"]
    fields = [
        "clinic_link", "place", "section", "held", "asked_by", "in_words", "status", "asked_at", "decided_at",
        "decided_by", "reason",
    ]  # fmt: skip
    readonly_fields = ["clinic_link", "place", "asked_by", "in_words"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        found: QuerySet[Change] = super().get_queryset(request).select_related("clinic", "user")
        return found

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "asked_at"]

    def refusal(self, by: User, row: Change) -> str:
        return why_not(check_may_decide_change, by, row)

    @admin.display(description="asked by")
    def asked_by(self, row: Change) -> str:
        if row.user is None:
            return called(None)
        count = row.user.memberships.count()
        return f"{called(row.user)}, who manages {count} listing{'' if count == 1 else 's'}"

    def in_view(self, row: Change) -> Lines:
        return [*listing_lines(row.clinic), ("Asked by", [self.asked_by(row)]), ("What changes", self.lines(row))]

    def preview(self, decision: Decision, row: Change) -> str:
        if row.user is None or not row.user.is_active:
            return NO_LETTER
        return decided_text(row, approved=decision.name == "approve")

    @admin.display(description="what changes")
    def in_words(self, row: Change) -> str:
        found = [[line] for line in self.lines(row)]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", found))

    def lines(self, row: Change) -> list[str]:
        """From what was there when it was asked for to what was asked."""
        section = SECTIONS[row.section]
        values = section.read(row.clinic)
        lines = change_in_words(row.clinic, section, row.before, row.after)
        moved = any(values.get(path) != value for path, value in row.before.items())
        if moved and row.status == ChangeStatus.WAITING:
            lines.append("The listing has changed since: refuse this as overtaken.")
        return lines
