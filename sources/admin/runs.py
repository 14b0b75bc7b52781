"""What was imported, and the door to a new import."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.admin_base import ReadOnlyAdmin
from sources.admin.uploads import UploadPages
from sources.models import ImportDifference, ImportRun
from sources.models.import_run import MOST_SILENT, State
from sources.steps import Act

_MINUTES = round(MOST_SILENT.total_seconds() / 60)


class DifferenceInline(admin.TabularInline):
    model = ImportDifference
    fields = ["line", "clinic", "column", "held", "offered", "status"]
    readonly_fields = ["line", "clinic", "column", "held", "offered", "status"]
    extra = 0
    can_delete = False
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("clinic")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ImportRun)
class ImportRunAdmin(UploadPages, ReadOnlyAdmin):
    """An import is a fact: nobody adds, changes or deletes one."""

    change_list_template = "admin/sources/runs.html"

    list_display = ["started_at", "kind", "file_name", "by", "state", "outcome", "finished_at"]
    list_select_related = ["upload__uploaded_by"]
    list_filter = ["kind", "authority", ("started_at", admin.DateFieldListFilter)]
    search_fields = ["file_name", "file_digest__exact"]
    ordering = ["-id"]
    inlines = [DifferenceInline]
    fields = [
        "kind", "by", "file_name", "file_digest", "started_at", "wrote_at", "finished_at", "state", "outcome",
        "not_taken",
    ]  # fmt: skip
    readonly_fields = ["by", "state", "outcome", "not_taken"]

    @admin.display(description="by")
    def by(self, run: ImportRun) -> str:
        person = run.upload.uploaded_by if run.upload else None
        return f"{run.authority}: {person.name or person.email}" if person else run.authority

    @admin.display(description="state")
    def state(self, run: ImportRun) -> str:
        return run.state.label

    @admin.display(description="outcome")
    def outcome(self, run: ImportRun) -> str:
        # In the order of the acts: PostgreSQL keeps no order within a JSON value.
        counts = ", ".join(f"{run.counts[act]} {act}" for act in Act if run.counts.get(act))
        if run.state is State.FINISHED:
            return counts
        last = f"{counts or 'nothing'} so far, the last at {date_format(localtime(run.last_word), 'DATETIME_FORMAT')}"
        if run.state is State.RUNNING:
            return f"{last}; without a word for {_MINUTES} minutes it counts as interrupted"
        return f"{run.stopped_because or 'Its process ended, or stood still.'} {last}. Run it again."

    @admin.display(description="rows that were not taken")
    def not_taken(self, run: ImportRun) -> str:
        rows = [f"line {row['line']}: {row['act']} {row['name']} ({row['reason']})" for row in run.problems]
        return "\n".join(rows)
