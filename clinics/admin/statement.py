"""Answers to facts, over all listings."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin_base import actor
from clinics.actions.editing import edited
from clinics.admin.part_admin import PartAdmin
from clinics.admin.part_forms import StatementForm
from clinics.models import Statement


class Expiry(admin.SimpleListFilter):
    title = "expiry"
    parameter_name = "counts"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("now", "Counts today"), ("soon", "Ends within 30 days"), ("past", "Ended or taken back")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Statement]) -> QuerySet[Statement]:
        today = timezone.localdate()
        past = Q(expires_on__lt=today) | Q(ended_on__lte=today)
        kinds = {
            "now": queryset.exclude(past),
            "soon": queryset.exclude(past).filter(expires_on__lte=today + dt.timedelta(days=30)),
            "past": queryset.filter(past),
        }
        return kinds.get(str(self.value()), queryset)


@admin.register(Statement)
class StatementAdmin(PartAdmin):
    form = StatementForm
    list_display = ["clinic", "fact", "answer", "evidence", "as_of", "expires_on", "ended_on"]
    list_filter = ["fact", "evidence", Expiry, "answer"]
    list_select_related = ["clinic"]
    search_fields = ["clinic__name", "clinic__city", "detail"]
    ordering = ["expires_on", "id"]
    raw_id_fields = ["clinic", "practitioner", "source"]
    readonly_fields = ["seen_by", "created_at"]

    def save_model(self, request: HttpRequest, obj: Statement, form: Any, change: bool) -> None:
        if not change:
            obj.seen_by = actor(request)
        super().save_model(request, obj, form, change)
        if not change or form.changed_data:
            edited(obj.clinic, by=actor(request), fields=["statements"])
