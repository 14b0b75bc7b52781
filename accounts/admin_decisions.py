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
from accounts.exceptions import Refused
from accounts.history import in_words
from accounts.models import Event, User
from accounts.work import Lines

FIRST = ("", "Choose a reason")
NONE = "None"
CANNOT = "This cannot be done, or not by you. See what the page says."
MOST_LINES = 10
"""Of what has happened, and of the like."""


def called(user: User | None) -> str:
    """A person with their name and address, and whether they are kept out."""
    if user is None:
        return "An account that is gone"
    banned = "" if user.is_active else ", banned"
    return f"{user.name}, {user.email}{banned}" if user.name else f"{user.email}{banned}"


def happened(*subjects: str, at_most: int = MOST_LINES) -> list[str]:
    """The newest of what the log says of these, such as "clinic:17"."""
    rows = Event.objects.filter(subject__in=subjects).order_by("-pk")[:at_most]
    return [in_words(row) for row in rows] or [NONE]


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
    """Pages for decisions below the page of a row.

    keyword: what the actions call the row. queued: such rows stand in the queue, so the page leads on in it.
    """

    change_form_template = "admin/decided.html"
    decisions: tuple[Decision, ...] = ()
    keyword = ""
    queued = True

    def refusal(self, by: User, row: Any) -> str:
        """Why somebody decides nothing on a row, or "". Its page says so, and so does the answer to a direct link."""
        return ""

    def hindrance(self, by: User, decision: Decision, row: Any) -> str:
        """The same for one decision, where not all of them are for the same people."""
        return self.refusal(by, row)

    def may(self, request: HttpRequest, decision: Decision, row: Any) -> bool:
        """Whether to offer it; the action checks again."""
        return not self.hindrance(actor(request), decision, row)

    def in_view(self, row: Any) -> Lines:
        """What the page of a decision says of the row, beside the button."""
        raise NotImplementedError

    def all_in_view(self, row: Any) -> Lines:
        """All that it says there."""
        return self.in_view(row)

    def preview(self, decision: Decision, row: Any) -> str:
        """The letter that the decision sends, or why it sends none; "" where that is not said."""
        return ""

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
            context |= {"queued": self.queued, "refusal": self.refusal(actor(request), row)}
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
            sentence = self.hindrance(actor(request), decision, row) or (_overtaken(row) if overtaken else CANNOT)
            self.message_user(request, sentence, "ERROR")
            return self._back(row)
        form = decision.form(row, actor(request), request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._carry_out(request, decision, row, form.cleaned_data)
        context = {
            **self.admin_site.each_context(request), "title": decision.label, "opts": self.opts, "row": row,
            "decision": decision, "form": form, "media": self.media + form.media,
            "lines": self.all_in_view(row), "preview": self.preview(decision, row),
        }  # fmt: skip
        return TemplateResponse(request, "admin/decision.html", context)

    def _carry_out(self, request: HttpRequest, decision: Decision, row: Any, said: dict[str, Any]) -> HttpResponse:
        try:
            decision.run(**{self.keyword: row, "by": actor(request), **said})
        except Refused as refusal:
            self.message_user(request, str(refusal), "ERROR")
        else:
            self.message_user(request, f"Done: “{decision.label}”.", "SUCCESS")
        return self._back(row)

    def _back(self, row: models.Model) -> HttpResponse:
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", row.pk)

    def offered(self, request: HttpRequest, row: Any) -> list[Decision]:
        return [one for one in self.decisions if _leads(one, row) and self.may(request, one, row)]


def reasons(choices: list[tuple[str, str]], *, name: str = "reason") -> Any:
    """Makes the form of a decision that needs one of these."""

    def form(row: Any, by: User, data: Any) -> forms.Form:
        made = forms.Form(data)
        made.fields[name] = forms.ChoiceField(label="Reason", choices=[FIRST, *choices])
        return made

    return form


def _leads(decision: Decision, row: Any) -> bool:
    return not decision.leads_from or row.status in decision.leads_from


def _overtaken(row: Any) -> str:
    return f"Nothing was done: this is “{row.get_status_display()}” by now."
