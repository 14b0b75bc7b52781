"""A listing and all its rows."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from accounts.admin_base import HistoryAdmin, actor
from accounts.models import User
from clinics.actions.editing import Address, edited, person_changed, take_off
from clinics.admin.clinic_form import ClinicForm
from clinics.admin.interest import NoInterest
from clinics.admin.parts import INLINES
from clinics.admin.steps import VERBS, admin_action
from clinics.domain.text import slug
from clinics.enums import Holds, Status
from clinics.models import Clinic, InternalNote, Practitioner, SiteState
from clinics.policies import can_lift

KEPT_BY_OTHERS = (
    "status", "status_on", "suspension_reason", "moved_to", "managed", "confirmed_on", "rating", "listed_on",
    "is_sample", "created_at", "updated_at",
)  # fmt: skip


@admin.register(Clinic)
class ClinicAdmin(NoInterest, HistoryAdmin):
    form = ClinicForm
    change_form_template = "admin/clinics/clinic/change_form.html"
    inlines = INLINES
    list_display = [
        "name",
        "city",
        "state",
        "status",
        "managed",
        "confirmed_on",
        "point_precision",
        "phone",
        "updated_at",
    ]
    list_filter = [
        "status",
        "managed",
        "point_precision",
        "methods_complete",
        "offerings__method",
        "is_sample",
        "state",
    ]
    search_fields = ["name", "city", "phone", "zip", "name_folded"]
    ordering = ["-updated_at"]
    date_hierarchy = "confirmed_on"
    raw_id_fields = ["organization"]
    readonly_fields = KEPT_BY_OTHERS
    actions = [admin_action(verb) for verb in VERBS]
    fieldsets = [
        (None, {"fields": ["name", "organization", "description", "slug"]}),
        ("Status: changed by the buttons above alone", {"fields": KEPT_BY_OTHERS}),
        (
            "Place",
            {"fields": ["street", "street2", "city", "state", "zip", "point_precision", "latitude", "longitude"]},
        ),
        ("Contact", {"fields": ["phone", "intake_phone", "website", "hours"]}),
        ("Patients", {"fields": ["methods_complete", "telehealth", "new_patients", "wait_days", "availability_on"]}),
        ("Fees, whole dollars", {"fields": ["intake_fee", "deposit", "cancellation_fee"]}),
    ]

    @admin.display(description="rating")
    def rating(self, clinic: Clinic) -> str:
        return f"{clinic.rating_average} from {clinic.rating_count}" if clinic.rating_count else "none"

    def clinics_of(self, row: Clinic) -> list[int]:
        return [row.pk]

    def has_change_permission(self, request: HttpRequest, obj: Clinic | None = None) -> bool:
        """What was merged says nothing any more: it is there to be looked at."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and not (obj is not None and obj.status == Status.MERGED)

    def has_lift_permission(self, request: HttpRequest) -> bool:
        return can_lift(actor(request))

    def save_model(self, request: HttpRequest, obj: Clinic, form: ModelForm, change: bool) -> None:
        """An unchanged form changes nothing: no row of history, no version, no date."""
        if not change:
            obj.is_sample = _holds_samples()
        if not change or form.changed_data:
            SimpleHistoryAdmin.save_model(self, request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        fields = list(form.changed_data)
        fields += [
            _name(formset) for formset in formsets if formset.has_changed() and formset.model is not InternalNote
        ]
        fields += ["statements"] if getattr(form, "answers_ended", False) and "statements" not in fields else []
        if fields or not change:
            before = _address_before(form) if change else None
            edited(form.instance, by=actor(request), fields=fields, before=before, added=not change)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:
        """Who wrote a note, and who saw a document, is who is signed in."""
        for part in formset.extra_forms:
            for name in ("author", "seen_by"):
                if hasattr(part.instance, name) and part.has_changed():
                    setattr(part.instance, name, actor(request))
        formset.save(commit=formset.model is not Practitioner)
        if formset.model is Practitioner:
            form.answers_ended = self._save_people(formset, by=actor(request))  # type: ignore[attr-defined]

    def _save_people(self, formset: Any, *, by: User) -> bool:
        """Returns whether an answer ended with somebody."""
        ended = [take_off(person, by=by) for person in formset.deleted_objects]
        # Who stops being director is saved first, or the database would see two for a moment.
        for person, fields in sorted(formset.changed_objects, key=lambda found: found[0].is_medical_director):
            person.save()
            ended.append(person_changed(person, fields, by=by))
        for person in formset.new_objects:
            person.save()
        return any(ended)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        clinic = context.get("original")
        if clinic and self.has_change_permission(request, clinic):
            senior = self.has_lift_permission(request)
            context["verbs"] = [v for v in VERBS if v.leads_from(clinic.status) and (senior or not v.senior)]
        for rows in context.get("inline_admin_formsets", ()):
            if rows.non_form_errors():
                rows.is_collapsible = False  # Django shuts a section whose only error is of the section itself
        return super().render_change_form(request, context, *args, **kwargs)


def _name(formset: Any) -> str:
    return str(formset.fk.remote_field.related_name)


def _address_before(form: ModelForm) -> Address:
    return Address(form.initial["state"], slug(form.initial["city"]), form.initial["slug"])


def _holds_samples() -> bool:
    """A listing made by hand is of the kind that the database holds; the first of all makes it a real one."""
    holds = SiteState.now().holds
    if holds == Holds.NOTHING:
        SiteState.objects.update_or_create(pk=1, defaults={"holds": Holds.REAL})
    return bool(holds == Holds.SAMPLE)
