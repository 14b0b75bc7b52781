"""What every admin page of ours has in common: its log is Event, and nothing is deleted."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DataError, IntegrityError, connection, models
from django.db.models import Case, Value, When
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from accounts.merging import MergingForm
from accounts.models import Event, User

MOST_TYPED, MOST_WORDS = 200, 10
_ROW = re.compile(r"[0-9]{1,18}")
COLLIDED = "Nothing was saved: two rows would say the same thing. Save one change at a time."


class AuditedAdmin(admin.ModelAdmin):
    """Saves only what changed, and writes one Event for it.

    Django's own log keeps the names of objects, an email address among them; ours keeps ids.
    """

    form = MergingForm
    list_per_page = 50
    show_full_result_count = False

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if change and not form.changed_data:
            return
        super().save_model(request, obj, form, change)
        what = f"{obj._meta.model_name}.{'edited' if change else 'added'}"
        Event.record(by=actor(request), what=what, subject=obj, after={"fields": form.changed_data})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """What a form is about to change is locked before the form looks at it, or one save would undo another."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST" or not connection.in_atomic_block:
            return found
        try:
            self.lock(found)
        except ObjectDoesNotExist:
            return None
        return found

    def lock(self, row: models.Model) -> None:
        """Keep the row for this transaction, and read it again. The listing first, where a row is part of one."""
        manager = type(row)._base_manager
        row.refresh_from_db(from_queryset=manager.select_for_update(no_key=True))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """What is no number, or one that no database can hold, is a bad filter, as Django treats the others."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(_ROW.fullmatch(value) for value in chosen):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        try:
            return super().changelist_view(request, extra_context)
        except (OverflowError, ValueError, DataError):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Each word is a condition of its own, and a database takes only so many."""
        few = " ".join(search_term[:MOST_TYPED].split()[:MOST_WORDS])
        return super().get_search_results(request, queryset, few)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Patterns from an address may not compile, or never end."""
        if lookup.endswith("regex"):
            return False
        return super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Two rows that collide only in the database are a sentence, never a failure."""
        if "_saveasnew" in request.POST:
            raise PermissionDenied  # Django obeys it where no page offers it
        for _ in range(2):  # what collided stands there by now, so the form itself finds it and nothing typed is lost
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except IntegrityError:
                continue
        self.message_user(request, COLLIDED, "ERROR")
        return HttpResponseRedirect(request.get_full_path())


class HistoryAdmin(AuditedAdmin, SimpleHistoryAdmin):
    """For models with a history table: to look at."""

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Sent back, it would save the old row, its status and all, past every rule. Who was removed is not shown."""
        if request.method == "POST":
            raise PermissionDenied
        if not _ROW.fullmatch(version_id) or self.get_object(request, unquote(object_id)) is None:
            raise Http404
        answer: HttpResponse = super().history_form_view(request, object_id, version_id, extra_context)
        return answer


class PlainAdmin(AuditedAdmin):
    """For models without a history table: their history is what the log says of them."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        subject = f"{self.model._meta.model_name}:{object_id}"
        return HttpResponseRedirect(reverse("admin:accounts_event_changelist", query={"subject": subject}))


class ReadOnlyAdmin(PlainAdmin):
    """For what is decided and never edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def waiting_first(*states: str, field: str = "status") -> Case:
    """For an order: what is in one of `states` comes before all else."""
    return Case(When(**{f"{field}__in": states}, then=Value(0)), default=Value(1))


def actor(request: HttpRequest) -> User:
    """The moderator who is signed in; the AdminSite lets nobody else come this far."""
    assert isinstance(request.user, User)  # noqa: S101 -- narrows the type, the site has checked
    return request.user
