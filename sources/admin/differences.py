"""Where a file says something else than a clinic that keeps its own listing."""

from django.contrib import admin

from accounts.admin_base import ReadOnlyAdmin
from sources.models import ImportDifference


@admin.register(ImportDifference)
class ImportDifferenceAdmin(ReadOnlyAdmin):
    """All differences in one list; nothing is settled here, a listing is changed on its own page."""

    list_display = ["clinic", "column", "held", "offered", "run"]
    list_filter = ["run__kind", ("run__started_at", admin.DateFieldListFilter)]
    list_select_related = ["clinic", "run"]
    search_fields = ["clinic__name", "column"]
    ordering = ["-id"]
    fields = ["run", "line", "clinic", "column", "held", "offered"]
