"""What the lists of this room have in common: nobody edits a row, and only few columns can be asked for."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join

from accounts.admin_base import ReadOnlyAdmin, actor
from accounts.models import User
from clinics.admin.decisions import FIRST, DecidingAdmin, Decision

NO_SIGNALS = "Nothing was found."


def reasons(choices: list[tuple[str, str]], *, name: str = "reason") -> Any:
    """Makes the form of a decision that needs one of these."""

    def form(row: Any, by: User, data: Any) -> forms.Form:
        made = forms.Form(data)
        made.fields[name] = forms.ChoiceField(label="Reason", choices=[FIRST, *choices])
        return made

    return form


def listed(lines: list[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", [[line] for line in lines]))


class RoomAdmin(ReadOnlyAdmin, DecidingAdmin):
    """bare: the fields that those see who may not decide."""

    change_form_template = "admin/reviews/change_form.html"
    bare: tuple[str, ...] = ("clinic_link", "status")
    lookups = frozenset({"status__exact", "status__in"})
    search_fields = ["clinic__name", "clinic__city"]

    def refusal(self, by: User, row: Any) -> str:
        """Why somebody does not decide on a row, or ""."""
        raise NotImplementedError

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Django lets an address ask for any column, hidden ones too: `?email=`, for one, would find a writer."""
        return lookup in self.lookups

    def may(self, request: HttpRequest, decision: Decision, row: Any) -> bool:
        return not self.refusal(actor(request), row)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who is a party, or may not decide, reads nothing that somebody wrote to the moderators."""
        if obj is not None and self.refusal(actor(request), obj):
            return self.bare
        return super().get_fields(request, obj)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context["refusal"] = self.refusal(actor(request), context["original"])
        return super().render_change_form(request, context, *args, **kwargs)
