"""How moderators decide on what waits: choose rows, say why, done."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.admin_base import actor
from owners.exceptions import Refused


def deciding(
    name: str, label: str, reasons: Iterable[tuple[str, str]], does: str, run: Callable[..., Any]
) -> Callable[..., HttpResponse | None]:
    """An admin action that asks for a reason, then calls `run(row, reason, by)` for each chosen row.

    does: the sentence that says what it will do.
    """
    choices = [("", "Choose a reason"), *reasons]

    class ReasonForm(forms.Form):
        reason = forms.ChoiceField(choices=choices)

    @admin.action(description=label, permissions=["decide"])
    def act(site: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet[Any]) -> HttpResponse | None:
        form = ReasonForm(request.POST if "apply" in request.POST else None)
        if form.is_valid():
            _carry_out(site, request, chosen, run, form.cleaned_data["reason"])
            return None
        context = {
            **site.admin_site.each_context(request), "title": label, "opts": site.opts, "form": form, "does": does,
            "rows": chosen, "action": name, "checkbox": ACTION_CHECKBOX_NAME,
        }  # fmt: skip
        return TemplateResponse(request, "admin/owners/deciding.html", context)

    act.__name__ = name
    return act


def _carry_out(
    site: admin.ModelAdmin, request: HttpRequest, rows: Iterable[Any], run: Callable[..., Any], reason: str
) -> None:
    for row in rows:
        try:
            run(row, reason, actor(request))
        except Refused as refusal:
            site.message_user(request, f"{row}: {refusal}", "ERROR")
        else:
            site.message_user(request, f"{row}: done.", "SUCCESS")
