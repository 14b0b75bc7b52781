"""Verbs on listings: a page that asks for the reason, then one action for each chosen listing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from accounts.admin_base import actor
from clinics.actions import listing, suspension
from clinics.enums import ListingReason, SuspensionReason
from clinics.exceptions import Refused
from clinics.models import Clinic
from clinics.policies import check_can_moderate
from clinics.workflows import LISTING

AT_MOST = 100
FIRST = ("", "Choose a reason")


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(choices=[FIRST, *ListingReason.choices])


class SuspendForm(forms.Form):
    reason = forms.ChoiceField(choices=[FIRST, *SuspensionReason.choices])


class MoveForm(ReasonForm):
    to = forms.ModelChoiceField(
        Clinic.objects.all(), label="Moved to", help_text="The number of the other listing.",
        widget=ForeignKeyRawIdWidget(Clinic._meta.get_field("moved_to").remote_field, admin.site),
        error_messages={"invalid_choice": "There is no clinic with this number."},
    )  # fmt: skip


@dataclass(frozen=True)
class Verb:
    """name: as in the workflow. label: on the button. does: what the page says will happen.

    senior: needs the permission to lift.
    """

    name: str
    label: str
    does: str
    run: Callable[..., Clinic]
    form: type[forms.Form] = ReasonForm
    senior: bool = False

    def leads_from(self, status: str) -> bool:
        return LISTING.takes(self.name, status)


VERBS = (
    Verb("list_clinic", "List, or open again", "It will be public and in search at once.", listing.list_clinic),
    Verb(
        "close_temporarily", "Close temporarily",
        "It leaves the results at once; its page stays and says so.", listing.close_temporarily,
    ),
    Verb("close", "Close", "It leaves search at once; its page stays and says that it has closed.", listing.close),
    Verb(
        "mark_moved", "Mark as moved", "Its page stays and points to the other listing.", listing.mark_moved, MoveForm,
    ),
    Verb(
        "withdraw", "Withdraw at the clinic's wish",
        "Its page is gone at once and names no clinic. Imports will not bring it back.", listing.withdraw,
    ),
    Verb(
        "suspend", "Suspend",
        "Nothing of it is public from now on. Only a senior moderator can lift that.", suspension.suspend, SuspendForm,
    ),
    Verb(
        "lift_suspension", "Lift the suspension", "It becomes again what it was before.", suspension.lift_suspension,
        senior=True,
    ),
)  # fmt: skip


def admin_action(verb: Verb) -> Callable[..., HttpResponse | None]:
    """The verb as Django admin knows actions: a function of (admin, request, chosen rows)."""

    @admin.action(description=verb.label, permissions=["lift" if verb.senior else "change"])
    def act(model_admin: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet[Clinic]) -> HttpResponse | None:
        return _step(model_admin, request, chosen, verb)

    act.__name__ = verb.name
    return act


def _step(site: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet[Clinic], verb: Verb) -> HttpResponse | None:
    clinics = list(chosen.order_by("pk")[: AT_MOST + 1])
    if len(clinics) > AT_MOST:
        site.message_user(request, f"At most {AT_MOST} listings at a time.", "ERROR")
        return None
    form = verb.form(request.POST if "apply" in request.POST else None)
    if form.is_valid():
        return _carry_out(site, request, clinics, verb, form.cleaned_data)
    context = {
        **site.admin_site.each_context(request), "title": verb.label, "opts": site.opts, "verb": verb, "form": form,
        "clinics": clinics, "media": site.media + form.media, "checkbox": ACTION_CHECKBOX_NAME,
    }  # fmt: skip
    return TemplateResponse(request, "admin/clinics/step.html", context)


def _carry_out(
    site: admin.ModelAdmin, request: HttpRequest, clinics: list[Clinic], verb: Verb, said: dict[str, Any]
) -> HttpResponse | None:
    done = 0
    for clinic in clinics:
        try:
            check_can_moderate(actor(request), clinic)  # an owner's own steps are taken at their desk
            verb.run(clinic, by=actor(request), **said)
        except Refused as refusal:
            site.message_user(request, f"{clinic}: {refusal}", "ERROR")
        else:
            done += 1
    if done:
        site.message_user(request, f"{verb.label}: done for {done} listing{'' if done == 1 else 's'}.", "SUCCESS")
    return redirect("admin:clinics_clinic_change", clinics[0].pk) if len(clinics) == 1 else None
