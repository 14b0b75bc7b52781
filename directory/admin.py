"""Two listings that may be one clinic, side by side: merged by a senior, or said to be two."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from accounts.admin_base import ReadOnlyAdmin, actor, waiting_first
from accounts.admin_decisions import Decision
from accounts.work import Lines
from clinics.admin.decisions import ListingDecisions
from clinics.exceptions import Refused
from clinics.models import Clinic, Membership
from clinics.policies import check_can_moderate
from directory.comparing import apart, effects, rows
from directory.forms import ApartForm, MergeForm, OtherForm
from directory.merging import check, merge
from owners.emails.joining import text
from owners.policies.joining import gains
from sources.actions.pairs import find_pairs, put_side_by_side, set_apart
from sources.enums import PairStatus
from sources.models import DuplicatePair
from sources.workflows import PAIR


def _sides(pair: DuplicatePair, verb: str) -> dict[str, Clinic]:
    """Which goes and which stays, where the decision is to merge."""
    if verb == "keep_first":
        return {"stays": pair.one, "goes": pair.other}
    return {"stays": pair.other, "goes": pair.one}


def _keep(verb: str, label: str) -> Decision:
    return Decision(
        verb, label, "Read what it will do. It cannot be undone.",
        lambda *, pair, by, **said: merge(pair=pair, stays=_sides(pair, verb)["stays"], by=by, **said),
        PAIR.before("merge"), lambda pair, by, data: MergeForm(data, **_sides(pair, verb)),
    )  # fmt: skip


class WaitingFilter(admin.SimpleListFilter):
    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Waits for a moderator")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        waiting = DuplicatePair.objects.waiting().values("pk")
        return queryset.filter(pk__in=waiting) if self.value() == "yes" else queryset


@admin.register(DuplicatePair)
class DuplicatePairAdmin(ReadOnlyAdmin, ListingDecisions):
    """Found by the daily run, by the button of the list, or put together by hand."""

    change_list_template = "admin/directory/pairs.html"
    change_form_template = "admin/directory/pair.html"
    keyword = "pair"
    decisions = (
        _keep("keep_first", "Merge: the first stays"),
        _keep("keep_second", "Merge: the second stays"),
        Decision(
            "apart", "They are two clinics", "Both stay as they are, and nobody is asked about these two again.",
            set_apart, PAIR.before("set_apart"), lambda pair, by, data: ApartForm(data),
        ),
    )  # fmt: skip
    list_display = ["found_at", "one", "other", "why", "status", "decided_at"]
    list_filter = [WaitingFilter, "status"]
    list_select_related = ["one", "other"]
    search_fields = ["one__name", "other__name", "one__city"]
    fields = ["status", "found_at", "decided_at", "decided_by", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[DuplicatePair]:
        found: QuerySet[DuplicatePair] = super().get_queryset(request).select_related("one", "other")
        return found

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [waiting_first(PairStatus.OPEN), "found_at", "pk"]

    @admin.display(description="why")
    def why(self, pair: DuplicatePair) -> str:
        return "; ".join(pair.reasons)

    def may(self, request: HttpRequest, decision: Decision, row: DuplicatePair) -> bool:
        return not self._refusal(request, decision, row)

    def _refusal(self, request: HttpRequest, decision: Decision, pair: DuplicatePair) -> str:
        """Why it cannot be done, or not by them; "" where it can."""
        by = actor(request)
        try:
            if decision.name == "apart":
                check_can_moderate(by, *pair.clinics)
            else:
                check(by, **_sides(pair, decision.name))
        except Refused as refusal:
            return str(refusal)
        return "" if by.has_perm("sources.change_duplicatepair") else "Only a moderator decides on this."

    def in_view(self, row: DuplicatePair) -> Lines:
        return [("Why they are taken for one", row.reasons), ("How far apart", [apart(row) or "not known"])]

    def preview(self, decision: Decision, row: DuplicatePair) -> str:
        """To whoever manages either; the claimants who wait get another."""
        if decision.name == "apart":
            return ""
        if not Membership.objects.filter(clinic__in=row.clinics).exists():
            return "Nobody manages either listing, so nobody gets one."
        sides = _sides(row, decision.name)
        coming = [(gain.user, gain.after) for gain in gains(**sides)]
        return text(goes=sides["goes"], stays=sides["stays"], coming=coming)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if pair := context.get("original"):
            open_ones = [one for one in self.decisions if pair.status in one.leads_from]
            refusals = [self._refusal(request, one, pair) for one in open_ones]
            context |= {
                "lines": self.in_view(pair), "rows": rows(pair, actor(request)), "pair": pair,
                "refusals": list(dict.fromkeys(filter(None, refusals))),
            }  # fmt: skip
        return super().render_change_form(request, context, *args, **kwargs)

    def decide(self, request: HttpRequest, number: int, verb: str) -> HttpResponse:
        answer = super().decide(request, number, verb)
        if isinstance(answer, TemplateResponse) and answer.context_data is not None:
            pair = answer.context_data["row"]
            merging = verb != "apart"
            answer.template_name = "admin/directory/decide.html"
            answer.context_data |= {"effects": effects(**_sides(pair, verb)) if merging else [], "pair": pair}
        return answer

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site.admin_view
        return [
            path("find/", site(self.find), name="sources_duplicatepair_find"),
            path("with/<int:number>/", site(self.beside), name="sources_duplicatepair_with"),
            *super().get_urls(),
        ]

    def find(self, request: HttpRequest) -> HttpResponse:
        """Look now, not only in the night."""
        if not actor(request).has_perm("sources.change_duplicatepair"):
            raise Http404
        if request.method == "POST":
            new = find_pairs()
            self.message_user(request, f"{new} new pair{'' if new == 1 else 's'} found.", "SUCCESS")
        return redirect(f"{reverse('admin:sources_duplicatepair_changelist')}?waiting=yes")

    def beside(self, request: HttpRequest, number: int) -> HttpResponse:
        """Put a listing beside another one that nobody found."""
        by, clinic = actor(request), Clinic.objects.filter(pk=number).first()
        if clinic is None or not by.has_perm("sources.change_duplicatepair"):
            raise Http404
        form = OtherForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                pair = put_side_by_side(clinic=clinic, other=form.cleaned_data["other"], by=by)
            except Refused as refusal:
                form.add_error("other", str(refusal))
            else:
                return redirect("admin:sources_duplicatepair_change", pair.pk)
        context = {
            **self.admin_site.each_context(request), "title": "Merge with another listing", "opts": self.opts,
            "clinic": clinic, "form": form, "media": self.media + form.media,
        }  # fmt: skip
        return TemplateResponse(request, "admin/directory/beside.html", context)
