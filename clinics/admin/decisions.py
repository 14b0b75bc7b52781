"""A decision on one row: a page that says what it will do and asks for the reason, then one action."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join

from accounts.admin_base import ReadOnlyAdmin, actor
from accounts.models import User
from clinics.domain.phone import spoken_phone
from clinics.exceptions import Refused
from clinics.models import Clinic

FIRST = ("", "Choose a reason")

Lines = list[tuple[str, list[str]]]
"""A label, and the lines that stand under it."""


def place_of(clinic: Clinic) -> str:
    """What the address on a document must match, whole."""
    withheld = "" if clinic.street else "no street in the listing"
    street = ", ".join(part for part in (clinic.street or withheld, clinic.street2) if part)
    return f"{street}, {clinic.city}, {clinic.state} {clinic.zip}"


def listing_lines(clinic: Clinic) -> Lines:
    """The listing as it stands, for whoever compares it with what was sent."""
    phone = spoken_phone(clinic.phone) if clinic.phone else "none"
    return [("Listing", [clinic.name]), ("Its address", [place_of(clinic)]), ("Its phone", [phone])]


def called(user: User | None) -> str:
    """A person with their name and address."""
    if user is None:
        return "An account that is gone"
    return f"{user.name}, {user.email}" if user.name else user.email


@dataclass(frozen=True)
class Decision:
    """name: in the address. label: on the button. does: what the page says will happen. run: the action.

    leads_from: the states it may be taken from; none for rows that have no states. form: makes the form of
    (row, user, data).
    """

    name: str
    label: str
    does: str
    run: Callable[..., Any]
    leads_from: tuple[str, ...]
    form: Callable[[Any, Any, Any], forms.Form] = field(default=lambda row, by, data: forms.Form(data))


class DecidingAdmin(admin.ModelAdmin):
    """Pages for decisions below the page of a row. `keyword`: what the actions call the row."""

    change_form_template = "admin/clinics/decided.html"
    decisions: tuple[Decision, ...] = ()
    keyword = ""

    def may(self, request: HttpRequest, decision: Decision, row: Any) -> bool:
        """Whether to offer it; the action checks again."""
        raise NotImplementedError

    def in_view(self, row: Any) -> Lines:
        """What the page of a decision says of the row, beside the button."""
        return listing_lines(row.clinic)

    def preview(self, decision: Decision, row: Any) -> str:
        """The letter that the decision sends, or why it sends none; "" where that is not said."""
        return ""

    @admin.display(description="clinic")
    def clinic_link(self, row: Any) -> str:
        page = reverse("admin:clinics_clinic_change", args=[row.clinic_id])
        return format_html('<a href="{}">{}</a>', page, row.clinic)

    @admin.display(description="its address")
    def place(self, row: Any) -> str:
        return place_of(row.clinic)

    @property
    def route(self) -> str:
        """Of the pages of decisions."""
        return f"{self.opts.app_label}_{self.opts.model_name}_decide"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.decide)
        return [path("<int:number>/decide/<slug:verb>/", view, name=self.route), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Buttons for what may be decided, beside Django's own."""
        if row := context.get("original"):
            context |= {"offered": self.offered(request, row), "decide_url": f"admin:{self.route}"}
        return super().render_change_form(request, context, *args, **kwargs)

    def row(self, request: HttpRequest, number: int) -> Any:
        found = self.get_queryset(request).filter(pk=number).first()
        if found is None or not self.has_view_permission(request, found):
            raise Http404
        return found

    def decide(self, request: HttpRequest, number: int, verb: str) -> HttpResponse:
        row, decision = self.row(request, number), {one.name: one for one in self.decisions}.get(verb)
        if decision is None:
            raise Http404
        overtaken = request.method != "POST" and not _leads(decision, row)  # sent all the same, the action says why not
        if overtaken or not self.may(request, decision, row):
            self.message_user(request, "This cannot be done, or not by you. See what the page says.", "ERROR")
            return self._back(row)
        form = decision.form(row, actor(request), request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._carry_out(request, decision, row, form.cleaned_data)
        context = {
            **self.admin_site.each_context(request), "title": decision.label, "opts": self.opts, "row": row,
            "decision": decision, "form": form, "media": self.media + form.media,
            "lines": self.in_view(row), "preview": self.preview(decision, row),
        }  # fmt: skip
        return TemplateResponse(request, "admin/clinics/decision.html", context)

    def _carry_out(self, request: HttpRequest, decision: Decision, row: Any, said: dict[str, Any]) -> HttpResponse:
        try:
            decision.run(**{self.keyword: row, "by": actor(request), **said})
        except Refused as refusal:
            self.message_user(request, str(refusal), "ERROR")
        else:
            self.message_user(request, f"{decision.label}: done.", "SUCCESS")
        return self._back(row)

    def _back(self, row: models.Model) -> HttpResponse:
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", row.pk)

    def offered(self, request: HttpRequest, row: Any) -> list[Decision]:
        return [one for one in self.decisions if _leads(one, row) and self.may(request, one, row)]


class LoggedWithListing(ReadOnlyAdmin, DecidingAdmin):
    """For rows of a listing whose log is the listing's."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        subject = f"clinic:{row.clinic_id}"
        return HttpResponseRedirect(reverse("admin:accounts_event_changelist", query={"subject": subject}))


class GuardedAdmin(ReadOnlyAdmin, DecidingAdmin):
    """For rows that hold what somebody wrote to the moderators: a party reads none of it, few columns can be filtered.

    bare: the fields that those see who may not decide.
    """

    change_form_template = "admin/clinics/guarded.html"
    bare: tuple[str, ...] = ("clinic_link", "status")
    lookups = frozenset({"status__exact", "status__in"})

    def refusal(self, by: User, row: Any) -> str:
        """Why somebody does not decide on a row, or ""."""
        raise NotImplementedError

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Django lets an address ask for any column, hidden ones too: `?email=`, for one, would find who wrote."""
        return lookup in self.lookups

    def may(self, request: HttpRequest, decision: Decision, row: Any) -> bool:
        return not self.refusal(actor(request), row)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None and self.refusal(actor(request), obj):
            return self.bare
        return super().get_fields(request, obj)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context["refusal"] = self.refusal(actor(request), context["original"])
        return super().render_change_form(request, context, *args, **kwargs)


def reasons(choices: list[tuple[str, str]], *, name: str = "reason") -> Any:
    """Makes the form of a decision that needs one of these."""

    def form(row: Any, by: User, data: Any) -> forms.Form:
        made = forms.Form(data)
        made.fields[name] = forms.ChoiceField(label="Reason", choices=[FIRST, *choices])
        return made

    return form


def listed(lines: list[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", [[line] for line in lines]))


def _leads(decision: Decision, row: Any) -> bool:
    return not decision.leads_from or row.status in decision.leads_from
