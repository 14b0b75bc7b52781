"""What visitors say is wrong, oldest first."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.admin_base import ReadOnlyAdmin, actor, waiting_first
from clinics.actions.reports import decide_report
from clinics.enums import ReportReason, ReportStatus
from clinics.exceptions import Refused
from clinics.models import Report

WAITING = waiting_first(ReportStatus.OPEN)


class DecisionForm(forms.Form):
    reason = forms.ChoiceField(choices=[])

    def __init__(self, data: Any, *, accepting: bool) -> None:
        super().__init__(data)
        found = [choice for choice in ReportReason.choices if (choice[0] in ReportReason.accepting) == accepting]
        self.fields["reason"] = forms.ChoiceField(choices=[("", "Choose a reason"), *found])


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """Nobody edits a report; it is accepted or refused, and what follows is done in the listing."""

    list_display = ["created_at", "kind", "clinic", "status", "decided_at"]
    list_filter = ["status", "kind"]
    list_select_related = ["clinic"]
    search_fields = ["clinic__name", "clinic__city"]
    fields = ["clinic", "kind", "text", "status", "created_at", "decided_at", "decided_by"]
    actions = ["accept", "refuse"]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "created_at"]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return actor(request).has_perm("clinics.change_report")

    @admin.action(description="Accept: it was right", permissions=["decide"])
    def accept(self, request: HttpRequest, chosen: QuerySet[Report]) -> HttpResponse | None:
        return self._decide(request, chosen, accepting=True)

    @admin.action(description="Refuse", permissions=["decide"])
    def refuse(self, request: HttpRequest, chosen: QuerySet[Report]) -> HttpResponse | None:
        return self._decide(request, chosen, accepting=False)

    def _decide(self, request: HttpRequest, chosen: QuerySet[Report], *, accepting: bool) -> HttpResponse | None:
        form = DecisionForm(request.POST if "apply" in request.POST else None, accepting=accepting)
        if form.is_valid():
            self._carry_out(request, chosen, form.cleaned_data["reason"])
            return None
        title = "Accept" if accepting else "Refuse"
        context = {
            **self.admin_site.each_context(request), "title": title, "opts": self.opts, "form": form,
            "reports": chosen, "action": title.lower(), "checkbox": ACTION_CHECKBOX_NAME,
        }  # fmt: skip
        return TemplateResponse(request, "admin/clinics/decide.html", context)

    def _carry_out(self, request: HttpRequest, chosen: Iterable[Report], reason: str) -> None:
        for report in chosen:
            try:
                decide_report(report=report, by=actor(request), reason=reason)
            except Refused as refusal:
                self.message_user(request, f"{report}: {refusal}", "ERROR")
