"""Checked answers that a newer answer contradicts, or that ran out: what waits longest comes first."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.admin_decisions import FIRST, Decision
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import LoggedWithListing, listing_lines
from clinics.domain.taxonomies import PROFESSIONS
from clinics.models import Statement
from clinics.search.cards import day
from owners.actions.checks import end_check, let_rest, take_back_slip
from owners.emails.checks import check_ended_text, slip_text
from owners.enums import CheckReason, CheckStatus
from owners.models import Check
from owners.policies.rows import check_may_settle
from owners.workflows import CHECK

_OVER = {CheckStatus.RUN_OUT, CheckStatus.RUNS_OUT}


def _because(codes: tuple[str, ...], check: Check, by: User, data: Any) -> forms.Form:
    form = forms.Form(data)
    form.fields["reason"] = forms.ChoiceField(choices=[FIRST, *((code, CheckReason(code).label) for code in codes)])
    return form


def said(row: Statement) -> str:
    """ "Yes, document, on Mar 3, 2026, until Mar 3, 2027"."""
    answer, evidence = row.get_answer_display(), row.get_evidence_display()
    return f"{answer}, {evidence}, on {day(row.as_of)}, until {day(row.expires_on)}"


class NeedFilter(admin.SimpleListFilter):
    title = "need"
    parameter_name = "need"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("contradicted", CheckStatus.CONTRADICTED.label), ("expiry", "It runs out, or has run out")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        kinds = {"contradicted": [CheckStatus.CONTRADICTED], "expiry": [CheckStatus.RUN_OUT, CheckStatus.RUNS_OUT]}
        statuses = kinds.get(str(self.value()))
        return queryset.filter(status__in=statuses) if statuses else queryset


@admin.register(Check)
class CheckAdmin(LoggedWithListing):
    """What is settled leaves the list."""

    change_form_template = "admin/owners/check/change_form.html"
    keyword = "check"
    decisions = (
        Decision(
            "end", "End the check", "From today the newer answer counts alone. Those who answer for the listing are "
            "told.", end_check, CHECK.before("end_check"), partial(_because, CheckReason.ending),
        ),
        Decision(
            "slip", "Take the newer answer back", "What we had checked counts again. Ask the clinic first: this is for "
            "a slip alone. Those who answer for the listing are told.", take_back_slip,
            CHECK.before("take_back_slip"), partial(_because, CheckReason.taking_back),
        ),
        Decision(
            "rest", "Leave it as it is", "It has run out, and nothing new was shown. The page stays as it is; "
            "this takes it off the list. Nobody is told.", let_rest, CHECK.before("let_rest"),
            partial(_because, CheckReason.resting),
        ),
    )  # fmt: skip
    list_display = ["clinic", "fact", "need", "since", "evidence", "expires_on"]
    list_filter = [NeedFilter, "evidence", "fact"]
    list_select_related = ["clinic"]
    search_fields = ["clinic__name", "clinic__city"]
    fields = ["clinic_link", "fact", "need", "checked", "newer", "practitioner"]
    readonly_fields = ["clinic_link", "need", "checked", "newer"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Check]:
        return Check.objects.needing_a_look(timezone.localdate()).select_related("clinic", "practitioner")

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["since", "pk"]

    def refusal(self, by: User, row: Check) -> str:
        return why_not(check_may_settle, by, row)

    def in_view(self, row: Check) -> Lines:
        newer = [said(one) for one in row.newer_answers(timezone.localdate())]
        found = [*listing_lines(row.clinic), ("Fact", [str(row)]), ("What we checked", [said(row)])]
        return [*found, ("Said since then", newer)] if newer else found

    def preview(self, decision: Decision, row: Check) -> str:
        if decision.name == "rest":
            return ""
        text = check_ended_text if decision.name == "end" else slip_text
        return self.to_team(row, text(row.clinic, fact=str(row)))

    def _back(self, row: Any) -> HttpResponse:
        """It is a check no more where it was settled, so that it has no page."""
        return redirect(reverse("admin:queue_next", query={"after": f"owners_check:{row.pk}"}))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        row = context["original"]
        renew = row.practitioner_id if row.status in _OVER and row.fact in PROFESSIONS else None
        context["renew"] = reverse("admin:owners_lookup_decide", args=[renew, "look-up"]) if renew else ""
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="need", ordering="status")
    def need(self, row: Check) -> str:
        return row.get_status_display()

    @admin.display(description="since", ordering="since")
    def since(self, row: Check) -> str:
        return day(row.since)

    @admin.display(description="what we checked")
    def checked(self, row: Check) -> str:
        return said(row)

    @admin.display(description="said since then")
    def newer(self, row: Check) -> str:
        return " · ".join(said(one) for one in row.newer_answers(timezone.localdate())) or "Nothing else"
