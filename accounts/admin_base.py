"""What every admin page of ours has in common: its log is Event, and nothing is deleted."""

from typing import Any

from django.contrib import admin
from django.db import IntegrityError, models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.models import Event, User

COLLIDED = "Nothing was saved: two rows would say the same thing. Save one change at a time."


class AuditedAdmin(admin.ModelAdmin):
    """Saves only what changed, and writes one Event for it.

    Django's own log keeps the names of objects, an email address among them; ours keeps ids.
    """

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

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Two rows that collide only in the database are a sentence, never a failure."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            self.message_user(request, COLLIDED, "ERROR")
            return HttpResponseRedirect(request.get_full_path())


class PlainAdmin(AuditedAdmin):
    """For models without a history table: their history is what the log says of them."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        subject = f"{self.model._meta.model_name}:{object_id}"
        return HttpResponseRedirect(reverse("admin:accounts_event_changelist", query={"subject": subject}))


class ReadOnlyAdmin(PlainAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def actor(request: HttpRequest) -> User:
    """The moderator who is signed in; the AdminSite lets nobody else come this far."""
    assert isinstance(request.user, User)  # noqa: S101 -- narrows the type, the site has checked
    return request.user
