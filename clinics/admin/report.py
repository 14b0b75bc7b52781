"""What visitors say is wrong, oldest first."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.admin_base import actor, waiting_first
from accounts.admin_decisions import FIRST, MOST_LINES, NONE, Decision, happened, reasons
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.actions.reports import ADDRESS_DAYS, decide_report, late
from clinics.admin.decisions import GuardedAdmin, listed, listing_lines
from clinics.emails import outcome_text
from clinics.enums import ReportReason, ReportStatus
from clinics.exceptions import Refused
from clinics.models import Report
from clinics.policies import check_may_decide_report
from clinics.workflows import REPORT

WAITING = waiting_first(ReportStatus.OPEN)
NO_LETTER = "None: the visitor left no address."
FORGOTTEN = f"None: an address that was left is deleted after {ADDRESS_DAYS} days, and this report is older."
ACCEPTING = [one for one in ReportReason.choices if one[0] in ReportReason.accepting]
REFUSING = [one for one in ReportReason.choices if one[0] not in ReportReason.accepting]


class DecisionForm(forms.Form):
    reason = forms.ChoiceField(choices=[])

    def __init__(self, data: Any, *, accepting: bool) -> None:
        super().__init__(data)
        self.fields["reason"] = forms.ChoiceField(choices=[FIRST, *(ACCEPTING if accepting else REFUSING)])


@admin.register(Report)
class ReportAdmin(GuardedAdmin):
    """Nobody edits a report; it is accepted or refused, and what follows is done in the listing."""

    keyword = "report"
    decisions = (
        Decision(
            "accept", "Accept: it was right",
            "Mend the listing first, on its own page: this changes nothing in it. What the visitor wrote is deleted.",
            decide_report, REPORT.before("accept"), reasons(ACCEPTING),
        ),
        Decision(
            "refuse", "Refuse", "The listing stays as it is, and what the visitor wrote is deleted.",
            decide_report, REPORT.before("refuse"), reasons(REFUSING),
        ),
    )  # fmt: skip
    list_display = ["created_at", "kind", "clinic", "status", "decided_at"]
    list_filter = ["status", "kind"]
    lookups = GuardedAdmin.lookups | {"kind__exact"}
    list_select_related = ["clinic"]
    search_fields = ["clinic__name", "clinic__city"]
    fields = [
        "clinic_link", "place", "kind", "text", "hears", "others", "history", "status", "created_at", "decided_at",
        "decided_by",
    ]  # fmt: skip
    readonly_fields = ["clinic_link", "place", "hears", "others", "history"]
    actions = ["accept", "refuse"]

    def refusal(self, by: User, row: Report) -> str:
        return why_not(check_may_decide_report, by, row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        found: QuerySet[Report] = super().get_queryset(request).select_related("clinic")
        return found

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "created_at", "pk"]

    def in_view(self, row: Report) -> Lines:
        clinic = row.clinic
        confirmed = f"by the clinic on {date_format(clinic.confirmed_on)}" if clinic.confirmed_on else "never"
        return [
            *listing_lines(clinic), ("Its own page here", [self.clinic_link(row)]),
            ("Its website", [clinic.website or "none"]),
            ("Its status", [clinic.get_status_display()]), ("Confirmed", [confirmed]),
            ("What the visitor says", [row.get_kind_display(), *row.text.splitlines()]),
            ("Other reports on this listing", _others(row)),
        ]  # fmt: skip

    def preview(self, decision: Decision, row: Report) -> str:
        return outcome_text(accepted=decision.name == "accept") if row.email else _no_letter(row)

    @admin.display(description="wants to hear the outcome", boolean=True)
    def hears(self, row: Report) -> bool:
        return bool(row.email)

    @admin.display(description="other reports on this listing")
    def others(self, row: Report) -> str:
        return listed(_others(row))

    @admin.display(description="what has happened")
    def history(self, row: Report) -> str:
        return listed(happened(*self.subjects(row)))

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return actor(request).has_perm("clinics.change_report")

    @admin.action(description="Accept: they were right", permissions=["decide"])
    def accept(self, request: HttpRequest, chosen: QuerySet[Report]) -> HttpResponse | None:
        return self._several(request, chosen, accepting=True)

    @admin.action(description="Refuse", permissions=["decide"])
    def refuse(self, request: HttpRequest, chosen: QuerySet[Report]) -> HttpResponse | None:
        return self._several(request, chosen, accepting=False)

    def _several(self, request: HttpRequest, chosen: QuerySet[Report], *, accepting: bool) -> HttpResponse | None:
        """For a flood, and for many who say the same."""
        form = DecisionForm(request.POST if "apply" in request.POST else None, accepting=accepting)
        if form.is_valid():
            self._carry_out_each(request, chosen, form.cleaned_data["reason"])
            return None
        title, by = "Accept" if accepting else "Refuse", actor(request)
        context = {
            **self.admin_site.each_context(request), "title": title, "opts": self.opts, "form": form,
            "reports": [(report, self.refusal(by, report)) for report in chosen], "action": title.lower(),
            "checkbox": ACTION_CHECKBOX_NAME, "letters": outcome_text(accepted=accepting),
        }  # fmt: skip
        return TemplateResponse(request, "admin/clinics/decide.html", context)

    def _carry_out_each(self, request: HttpRequest, chosen: Iterable[Report], reason: str) -> None:
        for report in chosen:
            try:
                decide_report(report=report, by=actor(request), reason=reason)
            except Refused as refusal:
                self.message_user(request, f"{report}: {refusal}", "ERROR")


def _no_letter(report: Report) -> str:
    """Whether an address was left is not kept where it is gone."""
    return FORGOTTEN if report.created_at < late(timezone.localdate()) else NO_LETTER


def _others(report: Report) -> list[str]:
    rows = Report.objects.filter(clinic=report.clinic_id).exclude(pk=report.pk).order_by("-created_at", "-pk")
    return [
        f"{row.get_kind_display()}, {date_format(timezone.localdate(row.created_at))}: {row.get_status_display()}"
        for row in rows[:MOST_LINES]
    ] or [NONE]
