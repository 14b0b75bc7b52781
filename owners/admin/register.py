"""People whom clinics name, looked up in the federal NPI register by pasting what it shows."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.debug import sensitive_post_parameters

from accounts.admin_decisions import Decision
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import LoggedWithListing, listing_lines
from clinics.domain.catalog import FACTS
from clinics.domain.taxonomies import PROFESSIONS
from clinics.profile.people import record, said
from owners.actions.register import look_up
from owners.domain.register import Unreadable, read_page
from owners.emails.checks import looked_up_text
from owners.enums import WorksHere
from owners.models import LookUp
from owners.policies.rows import check_may_look_up
from owners.policies.workplace import may_stand, workplace_problem
from owners.sections.facts import ANSWERS

WORKS_HERE = (
    "The register shows a profession, not where somebody works. Mail counts where we found the address ourselves. "
    "Until the person confirms it, the facts stay with the clinic's word."
)
LONGEST = 20_000
"""Characters."""


class LookUpForm(forms.Form):
    """Says beside the field what the text does not show; nothing of the text is kept."""

    pasted = forms.CharField(
        label="What the register shows", widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off"}),
        max_length=LONGEST,
        help_text="Open this person's page in the register, copy all of it, and paste it here. The text is read once "
        "and forgotten; the date and the profession are kept.",
    )  # fmt: skip
    works_here = forms.ChoiceField()
    works_here_on = forms.DateField(
        label="Confirmed on", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The day they wrote, or the day of the document.",
    )  # fmt: skip

    def __init__(self, person: LookUp, data: Any) -> None:
        super().__init__(data)
        self.person, self.today = person, timezone.localdate()
        choices = [choice for choice in WorksHere.choices if choice[0] in _ways(person, self.today)]
        first = ("", "Choose what is known today")
        self.fields["works_here"] = forms.ChoiceField(
            label="Do they work here?", choices=[first, *choices], help_text=WORKS_HERE
        )

    def clean_pasted(self) -> str:
        text = str(self.cleaned_data["pasted"])
        try:
            read_page(text, npi=self.person.npi, name=self.person.name)
        except Unreadable as sentence:
            raise forms.ValidationError(str(sentence)) from sentence
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        said = {"works_here", "works_here_on"} & self.errors.keys()
        wrong = workplace_problem(self.person, data.get("works_here", ""), data.get("works_here_on"), self.today)
        if wrong and not said:
            self.add_error("works_here_on", wrong)
        return data


def _ways(person: LookUp, today: dt.date) -> set[str]:
    """Nobody says again that nobody has confirmed what stands."""
    stands = may_stand(person, today)
    return {*WorksHere.new, *((WorksHere.AS_BEFORE, WorksHere.GONE) if stands else (WorksHere.NOT_YET,))}


def _form(person: LookUp, by: User, data: Any) -> forms.Form:
    return LookUpForm(person, data)


class DueFilter(admin.SimpleListFilter):
    title = "look-up"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("never", "Never looked up"), ("unconfirmed", "Nobody has confirmed that they work there")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[LookUp]) -> QuerySet[LookUp]:
        kinds = {"never": LookUp.objects.never_looked_up, "unconfirmed": LookUp.objects.unconfirmed}
        found = kinds.get(str(self.value()))
        return queryset.filter(pk__in=found().values("pk")) if found else queryset


@admin.register(LookUp)
class LookUpAdmin(LoggedWithListing):
    keyword = "person"
    decisions = (
        Decision(
            "look-up", "Look up in the register", "The listing says what the register shows today. If the person has "
            "confirmed working here, the facts that follow count as checked for 90 days, whatever the clinic says "
            "itself. What an earlier look showed and this one does not, ends. "
            "Where the page changes by it, the clinic is told.", look_up, (), _form,
        ),
    )  # fmt: skip
    list_display = ["name", "role", "clinic", "npi", "looked_up_on", "works_here_on"]
    list_filter = [DueFilter, "role"]
    list_select_related = ["clinic"]
    search_fields = ["name", "npi", "clinic__name"]
    fields = ["name", "role", "clinic", "register_page", "known"]
    readonly_fields = ["register_page", "known"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LookUp]:
        return LookUp.objects.exclude(npi="").select_related("clinic")

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["looked_up_on", "pk"]

    def refusal(self, by: User, row: LookUp) -> str:
        return why_not(check_may_look_up, by, row)

    def in_view(self, row: LookUp) -> Lines:
        person = [str(row), f"{row.get_role_display() or 'No role said'}, NPI {row.npi}", self.register_page(row)]
        lines = [*listing_lines(row.clinic), ("Person", person), ("Known so far", [self.known(row)])]
        no = [
            FACTS[key].wording for key, said in ANSWERS.read(row.clinic).items() if said == "no" and key in PROFESSIONS
        ]
        return [*lines, ("The clinic itself says no to", no)] if no else lines

    def preview(self, decision: Decision, row: LookUp) -> str:
        return self.to_team(row, looked_up_text(row.clinic))

    def decide(self, request: HttpRequest, number: int, verb: str) -> HttpResponse:
        return sensitive_post_parameters("pasted")(super().decide)(request, number, verb)

    @admin.display(description="in the register")
    def register_page(self, row: LookUp) -> str:
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', record(row))

    @admin.display(description="known so far")
    def known(self, row: LookUp) -> str:
        return said(row, timezone.localdate())
