"""The rows of a listing, on its page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.merging import MergingFormSet
from clinics.admin.part_forms import FixedForm, OfferingForm, PartForm, PeopleFormSet, PractitionerForm, StatementForm
from clinics.models import (
    AgeRange,
    ClinicCondition,
    InternalNote,
    Offering,
    OldAddress,
    Practitioner,
    SourceRecord,
    Statement,
    Trait,
)

NEW_ROWS = 200


class Rows:
    """A form that claims a million rows would be built row by row."""

    model: Any
    formset: Any = MergingFormSet
    max_num: int | None = NEW_ROWS

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        held = self.model.objects.filter(clinic=obj).count() if obj else 0
        return super().get_formset(request, obj, absolute_max=held + NEW_ROWS, **kwargs)  # type: ignore[misc]


class OfferingInline(Rows, admin.StackedInline):
    model = Offering
    form = OfferingForm
    extra = 0
    classes = ["collapse"]


class TraitInline(Rows, admin.TabularInline):
    model = Trait
    form = FixedForm
    extra = 0
    classes = ["collapse"]
    verbose_name_plural = "Payment, languages, setting"


class AgeRangeInline(Rows, admin.TabularInline):
    model = AgeRange
    form = FixedForm
    extra = 0
    verbose_name_plural = "Ages treated"


class ConditionInline(Rows, admin.TabularInline):
    model = ClinicCondition
    form = FixedForm
    extra = 0
    classes = ["collapse"]
    verbose_name_plural = "Conditions treated"


class StatementInline(Rows, admin.TabularInline):
    """Existing answers may be ended, never changed or taken away."""

    model = Statement
    form = StatementForm
    fk_name = "clinic"
    extra = 0
    can_delete = False
    raw_id_fields = ["practitioner", "source"]


class PractitionerInline(Rows, admin.StackedInline):
    model = Practitioner
    form = PractitionerForm
    formset = PeopleFormSet
    extra = 0
    classes = ["collapse"]


class NoteForm(PartForm):
    fixed = ("text",)

    class Meta:
        model = InternalNote
        fields = ["text"]


class NoteInline(Rows, admin.TabularInline):
    model = InternalNote
    form = NoteForm
    extra = 0
    can_delete = False
    readonly_fields = ["author", "created_at"]
    verbose_name_plural = "Internal notes, never public"


class _Shown(admin.TabularInline):
    extra = 0
    can_delete = False
    classes = ["collapse"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OldAddressInline(_Shown):
    model = OldAddress
    fields = readonly_fields = ("state", "city_slug", "slug", "created_at")


class SourceRecordInline(_Shown):
    model = SourceRecord
    fields = readonly_fields = ("source", "key", "first_seen_on", "missing_since")


INLINES = [
    OfferingInline, TraitInline, AgeRangeInline, ConditionInline, StatementInline, PractitionerInline, NoteInline,
    OldAddressInline, SourceRecordInline,
]  # fmt: skip
