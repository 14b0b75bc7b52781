"""The vocabulary of conditions, and where listings came from."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin_base import PlainAdmin, ReadOnlyAdmin
from clinics.models import Condition, SiteState, Source, SourceRecord


@admin.register(Condition)
class ConditionAdmin(PlainAdmin):
    list_display = ["name", "group", "position", "key"]
    list_filter = ["group"]
    search_fields = ["name", "key"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The key stands in addresses and in files that others keep."""
        return ["key"] if obj else []

    def save_model(self, request: HttpRequest, obj: Condition, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change or form.changed_data:
            SiteState.touch()


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ["short", "series", "edition", "as_of"]
    list_filter = ["series"]


@admin.register(SourceRecord)
class SourceRecordAdmin(ReadOnlyAdmin):
    list_display = ["key", "source", "clinic", "first_seen_on", "missing_since"]
    list_filter = ["source"]
    list_select_related = ["source", "clinic"]
    search_fields = ["key", "clinic__name"]
