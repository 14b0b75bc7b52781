"""A decision on one row: a page that says what it will do and asks for the reason, then one action."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from accounts.admin_base import actor
from accounts.models import User
from clinics.domain.phone import spoken_phone
from clinics.models import Clinic
from owners.exceptions import Refused

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

    leads_from: the states it may be taken from. form: makes the form of (row, user, data).
    """

    name: str
    label: str
    does: str
    run: Callable[..., Any]
    leads_from: tuple[str, ...]
    form: Callable[[Any, Any, Any], forms.Form] = field(default=lambda row, by, data: forms.Form(data))


class DecidingAdmin(admin.ModelAdmin):
    """Pages for decisions below the page of a row. `keyword`: what the actions call the row."""

    decisions: tuple[Decision, ...] = ()
    keyword = ""

    def may(self, request: HttpRequest, decision: Decision, row: Any) -> bool:
        """Whether to offer it; the action checks again."""
        raise NotImplementedError

    def in_view(self, row: Any) -> Lines:
        """What the page of a decision says of the row, beside the button."""
        return listing_lines(row.clinic)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_decide"
        view = self.admin_site.admin_view(self.decide)
        return [path("<int:number>/decide/<slug:verb>/", view, name=name), *super().get_urls()]

    def row(self, request: HttpRequest, number: int) -> Any:
        found = self.get_queryset(request).filter(pk=number).first() if number < 2**62 else None
        if found is None or not self.has_view_permission(request, found):
            raise Http404
        return found

    def decide(self, request: HttpRequest, number: int, verb: str) -> HttpResponse:
        row, decision = self.row(request, number), {one.name: one for one in self.decisions}.get(verb)
        if decision is None:
            raise Http404
        if not self.may(request, decision, row):
            self.message_user(request, "This cannot be done, or not by you. See what the page says.", "ERROR")
            return self._back(row)
        form = decision.form(row, actor(request), request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._carry_out(request, decision, row, form.cleaned_data)
        context = {
            **self.admin_site.each_context(request), "title": decision.label, "opts": self.opts, "row": row,
            "decision": decision, "form": form, "media": self.media + form.media,
            "lines": self.in_view(row),
        }  # fmt: skip
        return TemplateResponse(request, "admin/owners/decide.html", context)

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
        return [one for one in self.decisions if row.status in one.leads_from and self.may(request, one, row)]
