"""Where editors write the guide and the news. A preview opens beside the form, so nothing typed is lost."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from accounts.admin_base import HistoryAdmin
from clinics.models import SiteState
from guide.admin.forms import PageForm, TextForm
from guide.models import Article, Page
from guide.models.text import Text
from guide.profile import reading, shown

PREVIEW = {"preview": True, "canonical": ""}
"""A preview has no address of its own that anybody should keep."""


class Due(admin.SimpleListFilter):
    title = "review"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "due now")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.due(timezone.localdate()) if self.value() == "1" else queryset


class TextAdmin(HistoryAdmin):
    form = TextForm
    change_form_template = "admin/guide/change_form.html"
    search_fields = ["title", "summary", "body"]

    def get_urls(self) -> list[Any]:
        name = f"guide_{self.model._meta.model_name}_preview"
        return [path("preview/", self.admin_site.admin_view(self.preview), name=name), *super().get_urls()]

    def preview(self, request: HttpRequest) -> HttpResponse:
        """What was typed as readers would see it, or what is wrong with it. Saves nothing."""
        row = self._row(request)
        if not (self.has_change_permission(request, row) if row.pk else self.has_add_permission(request)):
            raise Http404
        form = self.get_form(request, row if row.pk else None)(request.POST or None, instance=row)
        if form.is_valid():
            return self.show(request, form.instance, timezone.localdate())
        faults = {getattr(form.fields.get(name), "label", "The text"): found for name, found in form.errors.items()}
        return render(request, "admin/guide/faults.html", {"faults": faults, **self.admin_site.each_context(request)})

    def show(self, request: HttpRequest, row: Any, day: dt.date) -> HttpResponse:
        raise NotImplementedError

    def _row(self, request: HttpRequest) -> Text:
        number = request.GET.get("of", "")
        is_number = number.isascii() and number.isdigit() and len(number) < 19
        found: Text | None = self.get_queryset(request).filter(pk=int(number)).first() if is_number else None
        return found or self.model()

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        address = reverse(f"admin:guide_{self.model._meta.model_name}_preview")
        context = {"preview": f"{address}?of={object_id}" if object_id else address, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change or form.changed_data:
            SiteState.touch()


@admin.register(Page)
class PageAdmin(TextAdmin):
    form = PageForm
    list_display = ["title", "slug", "reviewed_on", "due_on", "clinical_reviewer", "updated_at"]
    list_filter = [Due]
    ordering = ["due_on", "id"]
    fields = ["title", "summary", "body", "sources", "reviewed_on", "due_on", "clinical_reviewer"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Which pages there are is written in guide/domain/path.py: other pages lead to them."""
        return False

    def show(self, request: HttpRequest, row: Page, day: dt.date) -> HttpResponse:
        found = reading(row, day, Page.objects.headings())
        return render(request, "guide/page.html", {"page": found, **PREVIEW})


@admin.register(Article)
class ArticleAdmin(TextAdmin):
    list_display = ["title", "published_on", "is_public", "author", "updated_at"]
    list_filter = ["is_public"]
    fields = ["title", "slug", "author", "published_on", "is_public", "summary", "body", "sources"]
    prepopulated_fields = {"slug": ["title"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """An address that somebody may have kept stays."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else dict(super().get_prepopulated_fields(request, obj))

    def show(self, request: HttpRequest, row: Article, day: dt.date) -> HttpResponse:
        return render(request, "guide/article.html", {"shown": shown(row, day), "article": row, **PREVIEW})
