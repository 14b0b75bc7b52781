"""Requests to manage a listing, those that wait first, the oldest of them at the top."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.admin_base import ReadOnlyAdmin, actor, waiting_first
from accounts.admin_decisions import FIRST, Decision, called, happened
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import ListingDecisions, listing_lines
from clinics.domain.hosts import registrable, web_host
from clinics.domain.phone import spoken_phone
from clinics.models import Clinic, Membership
from owners.actions import claims
from owners.actions.new_listing import likely_doubles
from owners.actions.proofs import code, start_call
from owners.admin.claim_letters import preview
from owners.enums import ClaimReason, ClaimStatus
from owners.exceptions import Refused
from owners.models import Claim, Proof
from owners.policies.claims import can, check_may_decide, check_may_revoke, may_call, proof_counts, reasons_to_approve
from owners.policies.standing import sharing, verdict, website_standing
from owners.workflows import CLAIM

WAITING = waiting_first(*ClaimStatus.open)


class ReasonForm(forms.Form):
    """reasons: codes that may be chosen, each with why it may not be now, or ""."""

    def __init__(self, reasons: dict[str, str], data: Any) -> None:
        super().__init__(data)
        there = [(key, ClaimReason(key).label) for key, missing in reasons.items() if not missing]
        missing = [f"{ClaimReason(key).label}: {why}" for key, why in reasons.items() if why]
        self.fields["reason"] = forms.ChoiceField(
            choices=[FIRST, *there], help_text=("Not now: " + " · ".join(missing)) if missing else ""
        )


def _approving(claim: Claim, by: User, data: Any) -> forms.Form:
    """Carries how many managers the page was served with."""
    form = ReasonForm(reasons_to_approve(claim, by), data)
    there = Membership.objects.filter(clinic=claim.clinic_id).count()
    form.fields["managers"] = forms.IntegerField(initial=there, widget=forms.HiddenInput, min_value=0, max_value=10**6)
    return form


def _of(reasons: tuple[str, ...], claim: Claim, by: User, data: Any) -> forms.Form:
    return ReasonForm(dict.fromkeys(reasons, ""), data)


DECISIONS = (
    Decision(
        "take_up", "Take up", "The claimant sees that somebody looks at it.", claims.take_up, CLAIM.before("take_up"),
    ),
    Decision("let_go", "Let go", "It goes back among those that wait.", claims.let_go, CLAIM.before("let_go")),
    Decision(
        "approve", "Approve", "The claimant becomes an owner of the listing and is told so.", claims.approve_claim,
        CLAIM.before("approve_claim"), _approving,
    ),
    Decision(
        "refuse", "Refuse", "The claimant is told the reason, and the documents are deleted.", claims.refuse_claim,
        CLAIM.before("refuse_claim"), partial(_of, ClaimReason.refusing),
    ),
    Decision(
        "revoke", "Revoke",
        "The claimant no longer manages the listing, and is told the reason. Where the clinic denies them or they "
        "misled, whoever they invited to this listing goes with them.",
        claims.revoke_claim, CLAIM.before("revoke_claim"), partial(_of, ClaimReason.revoking),
    ),
)  # fmt: skip


class LateFilter(admin.SimpleListFilter):
    title = "waiting time"
    parameter_name = "late"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Waits 7 days or more")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        return queryset.filter(Claim.late()) if self.value() == "yes" else queryset


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin, ListingDecisions):
    """Nobody edits a claim: it is decided, with everything in view."""

    change_form_template = "admin/owners/claim/change_form.html"
    decisions = DECISIONS
    keyword = "claim"
    list_display = ["submitted_at", "clinic", "role_said", "status", "disputes", "banned", "waits_long", "taken_by"]
    list_filter = ["status", LateFilter, "disputes", "added_clinic"]
    list_select_related = ["clinic", "taken_by"]
    search_fields = ["clinic__name", "clinic__city"]
    fields = [
        "clinic", "role_said", "status", "disputes", "added_clinic", "submitted_at", "taken_by", "decided_at",
        "decided_by", "reason",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        found: QuerySet[Claim] = super().get_queryset(request).select_related("clinic", "user")
        return found

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "submitted_at", "pk"]

    @admin.display(description="waited 7 days", boolean=True)
    def waits_long(self, claim: Claim) -> bool:
        return claim.waits_long

    @admin.display(description="claimant")
    def banned(self, claim: Claim) -> str:
        return "Banned" if claim.user is not None and not claim.user.is_active else ""

    def refusal(self, by: User, row: Claim) -> str:
        return why_not(check_may_decide, by, row)

    def hindrance(self, by: User, decision: Decision, row: Claim) -> str:
        return why_not(check_may_revoke, by, row) if decision.name == "revoke" else self.refusal(by, row)

    def subjects(self, row: Claim) -> list[str]:
        proofs, documents = (some.values_list("pk", flat=True) for some in (row.proofs, row.documents))
        parts = [f"proof:{pk}" for pk in proofs] + [f"document:{pk}" for pk in documents]
        return [*super().subjects(row), *parts]

    def in_view(self, row: Claim) -> Lines:
        says = f"{called(row.user)}. Says: “{row.get_role_said_display()}”"
        return [*listing_lines(row.clinic), ("Claimant", [says])]

    def preview(self, decision: Decision, row: Claim) -> str:
        return preview(row, decision.name)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.call)
        return [path("<int:number>/call/", view, name="owners_claim_call"), *super().get_urls()]

    def call(self, request: HttpRequest, number: int) -> HttpResponse:
        """A code to read out to whoever answers at the listed number. Each press makes a new one."""
        claim, proof = self.row(request, number), None
        if request.method == "POST":
            try:
                proof = start_call(claim=claim, by=actor(request))
            except Refused as refusal:
                self.message_user(request, str(refusal), "ERROR")
                return self._back(claim)
        context = {
            **self.admin_site.each_context(request), "title": "Call the clinic", "opts": self.opts, "claim": claim,
            "number": spoken_phone(claim.clinic.phone), "problem": may_call(claim.clinic), "proof": proof,
            "code": code(proof) if proof else "",
        }  # fmt: skip
        answer = TemplateResponse(request, "admin/owners/claim/call.html", context)
        answer["Cache-Control"] = "private, no-store"
        return answer

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        claim = context.get("original")
        if claim is not None:
            by = actor(request)
            context |= {
                "may_see_account": by.has_perm("accounts.view_user"),
                **_in_view(claim, by),
                "history": happened(*self.subjects(claim), at_most=40),
            }
        return super().render_change_form(request, context, *args, **kwargs)


def _in_view(claim: Claim, by: User) -> dict[str, Any]:
    """Everything that bears on the decision."""
    clinic, day = claim.clinic, timezone.localdate()
    others = Claim.objects.exclude(pk=claim.pk).select_related("clinic", "user")
    return {
        "claim": claim, "claimant": claim.user, "claimant_called": called(claim.user),
        "listing": listing_lines(clinic), "may_decide": can(check_may_decide, by, claim),
        "account_days": (timezone.now() - claim.user.date_joined).days if claim.user else None,
        "proofs": [_proof_line(proof, clinic) for proof in claim.proofs.all()],
        "website": website_standing(clinic), "sharing": sharing(registrable(web_host(clinic.website))),
        "call_problem": may_call(clinic), "documents": claim.documents.all(),
        "of_person": others.filter(user=claim.user)[:20] if claim.user else [],
        "on_clinic": others.filter(clinic=clinic)[:20],
        "managers": Membership.objects.filter(clinic=clinic).select_related("user"),
        "brought_in": User.objects.filter(pk__in=claims.brought_in(claim)),
        "doubles": _doubles(claim), "today": day,
    }  # fmt: skip


def _proof_line(proof: Proof, clinic: Clinic) -> dict[str, Any]:
    """What a code shows today, and why not."""
    counts, why = proof_counts(proof, clinic), proof.get_not_counted_display()
    if proof.given_at and not counts:
        found = verdict(proof.address, clinic).why if proof.address else None
        why = found.sentence if found else "It does not count any more."
    return {"proof": proof, "counts": counts, "why": why}


def _doubles(claim: Claim) -> list[Clinic]:
    """For a listing that came with the claim: what it may be a double of, hidden and withdrawn ones too."""
    if not claim.added_clinic:
        return []
    like = claim.clinic
    found = likely_doubles(name=like.name, zip_code=like.zip, phone=like.phone, website=like.website)
    return [clinic for clinic in found if clinic.pk != like.pk]
