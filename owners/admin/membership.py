"""Who answers for which listing, for seniors: whoever came by an invitation has no claim that could be revoked."""

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format

from accounts.admin_decisions import FIRST, Decision
from accounts.admin_decisions import called as named
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import LoggedWithListing, listing_lines
from clinics.models import Membership
from owners.actions.memberships import end
from owners.emails import team
from owners.enums import MemberReason
from owners.policies.team import check_may_take_off, is_last_owner

ALONE = "Nobody manages the listing then, and its page says “Not managed by the clinic”."
NO_OWNER = (
    "The listing has no owner then who could invite or remove people. Its other members stay: an editor among them can "
    "still change it and confirm it."
)
TO_OTHERS = "And to the other members:"
OTHERS = "The other members stay, and the listing stays managed."


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        choices=[FIRST, *((code, MemberReason(code).label) for code in MemberReason.by_moderators)]
    )


@admin.register(Membership)
class MembershipAdmin(LoggedWithListing):
    keyword = "membership"
    queued = False
    decisions = (
        Decision(
            "end", "End",
            "They no longer manage this listing. Their changes that wait and their open invitations are taken back; "
            "documents that they sent for facts stay. They and the other members get a letter, which does not say the "
            "reason.",
            end, (), lambda membership, by, data: EndForm(data),
        ),
    )  # fmt: skip
    list_display = ["clinic", "role", "since", "called"]
    list_filter = ["role", "since"]
    list_select_related = ["clinic", "user"]
    search_fields = ["clinic__name", "clinic__city"]
    fields = ["clinic_link", "place", "called", "role", "since"]
    readonly_fields = ["clinic_link", "place", "called"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        found: QuerySet[Membership] = super().get_queryset(request).select_related("clinic", "user")
        return found

    def refusal(self, by: User, row: Membership) -> str:
        return why_not(check_may_take_off, by, row.clinic)

    def in_view(self, row: Membership) -> Lines:
        said = f"{self.called(row)}. {row.get_role_display()} since {date_format(row.since)}"
        others = Membership.objects.filter(clinic=row.clinic_id).exclude(pk=row.pk).select_related("user")
        members = [f"{self.called(one)}. {one.get_role_display()}" for one in others]
        after = (NO_OWNER if is_last_owner(row) else OTHERS) if members else ALONE
        return [
            *listing_lines(row.clinic), ("Member", [said]), ("Others on the team", members or ["Nobody"]),
            ("What becomes of the listing", [after]),
        ]  # fmt: skip

    def preview(self, decision: Decision, row: Membership) -> str:
        others = [user for user in Membership.team(row.clinic) if user != row.user]
        own = team.removed_text(row.clinic)
        if not others:
            return own
        return f"{own}\n{TO_OTHERS}\n\n{team.team_changed_text(row.clinic, what=team.taken_off(row.user))}"

    def _back(self, row: models.Model) -> HttpResponse:
        """An ended membership has no page."""
        if Membership.objects.filter(pk=row.pk).exists():
            return super()._back(row)
        return redirect("admin:clinics_membership_changelist")

    @admin.display(description="called")
    def called(self, row: Membership) -> str:
        return named(row.user)
