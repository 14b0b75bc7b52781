"""Practitioners and organizations."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin_base import PlainAdmin, actor
from clinics.actions.editing import edited, person_changed
from clinics.actions.indexing import reindex
from clinics.admin.interest import NoInterest
from clinics.admin.part_admin import PartAdmin
from clinics.admin.part_forms import PartForm, PractitionerForm
from clinics.models import Clinic, Organization, Practitioner


class PersonForm(PractitionerForm):
    """A person is of the clinic they were named for."""

    fixed = ("clinic",)

    class Meta:
        model = Practitioner
        fields = [
            "clinic", "name", "credentials", "role", "npi", "is_medical_director", "board_certification",
            "looked_up_on", "register_says", "works_here_on", "as_of",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        others = Practitioner.objects.filter(clinic=data.get("clinic")).exclude(pk=self.instance.pk)
        if data.get("is_medical_director") and others.filter(is_medical_director=True).exists():
            self.add_error("is_medical_director", "This clinic has a medical director. Unmark the other first.")
        if data.get("npi") and others.filter(npi=data["npi"]).exists():
            self.add_error("npi", "Somebody of this clinic has this NPI already.")
        return data


@admin.register(Practitioner)
class PractitionerAdmin(PartAdmin):
    form = PersonForm
    list_display = ["name", "credentials", "role", "clinic", "npi", "looked_up_on", "works_here_on"]
    list_filter = ["role", "is_medical_director"]
    list_select_related = ["clinic"]
    search_fields = ["name", "npi", "clinic__name"]
    raw_id_fields = ["clinic"]

    def save_model(self, request: HttpRequest, obj: Practitioner, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and form.changed_data:
            ended = person_changed(obj, form.changed_data, by=actor(request))
            edited(obj.clinic, by=actor(request), fields=["practitioners", *(["statements"] if ended else [])])
        elif not change:
            edited(obj.clinic, by=actor(request), fields=["practitioners"])


class OrganizationForm(PartForm):
    class Meta:
        model = Organization
        fields = ["name", "website"]


@admin.register(Organization)
class OrganizationAdmin(NoInterest, PlainAdmin):
    form = OrganizationForm
    list_display = ["name", "website", "count"]
    search_fields = ["name"]

    def clinics_of(self, row: Organization) -> list[int]:
        return list(row.clinics.values_list("pk", flat=True))

    def lock(self, row: Any) -> None:
        """Its clinics first, as everybody does: a save of one of them holds on to its owner."""
        Clinic.objects.locked(row.clinics.values_list("pk", flat=True))
        super().lock(row)

    @admin.display(description="clinics")
    def count(self, owner: Organization) -> int:
        return owner.clinics.count()

    def save_model(self, request: HttpRequest, obj: Organization, form: ModelForm, change: bool) -> None:
        """Its name stands on the pages of its clinics, and is searched with each."""
        super().save_model(request, obj, form, change)
        if change and form.changed_data:
            obj.clinics.update(updated_at=timezone.now())
            reindex(list(obj.clinics.values_list("pk", flat=True)))
