"""Users and the audit log."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import actions
from accounts.admin_base import PlainAdmin, ReadOnlyAdmin, actor
from accounts.exceptions import Refused
from accounts.merging import MergingForm
from accounts.models import Event, User

ROLES = ("is_staff", "is_superuser", "groups")


class NewUserForm(forms.ModelForm):
    """Without a password: the first one is set by "I forgot my password", which proves the address."""

    class Meta:
        model = User
        fields = ["email", "name", "is_staff", "groups"]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("There is an account with this address already.")
        return email


class UserForm(MergingForm):
    together = (frozenset(ROLES),)

    class Meta:
        model = User
        fields = ["name", *ROLES]


@admin.register(User)
class UserAdmin(PlainAdmin):
    form = UserForm
    list_display = ["email", "name", "is_staff", "is_superuser", "is_active", "last_login"]
    list_filter = ["is_staff", "is_active", "groups"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fields = ["email", "name", "is_staff", "groups", "is_superuser", "is_active", "date_joined", "last_login"]
    filter_horizontal = []
    actions = ["ban", "unban", "reset_factors"]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the columns of the list: a filter on a password hash would let it be guessed letter by letter."""
        shown = {"email", "name", "is_staff", "is_active", "groups"}
        return lookup.partition("__")[0] in shown and super().lookup_allowed(lookup, value, request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = NewUserForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return NewUserForm.Meta.fields if obj is None else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if obj is None:
            return []
        fixed = ["email", "is_active", "date_joined", "last_login"]
        return fixed if actor(request).is_superuser else [*fixed, "is_superuser"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account is changed by superusers."""
        above = obj is not None and obj.is_superuser and not actor(request).is_superuser
        return super().has_change_permission(request, obj) and not above

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        """Who was given or lost which power stands in the log in words, not only that something changed."""
        super().save_related(request, form, formsets, change)
        changed = [name for name in ROLES if name in form.changed_data]
        if changed:
            before = {name: _plain(form.initial.get(name)) for name in changed}
            after = {name: _plain(form.cleaned_data[name]) for name in changed}
            Event.record(
                by=actor(request), what="user.roles_changed", subject=form.instance, before=before, after=after
            )

    @admin.action(description="Ban: sign out and keep out", permissions=["change"])
    def ban(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._each(request, queryset, actions.ban)

    @admin.action(description="Lift the ban", permissions=["change"])
    def unban(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._each(request, queryset, actions.unban)

    @admin.action(description="Take away a lost second factor", permissions=["change"])
    def reset_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._each(request, queryset, actions.reset_factors)

    def _each(self, request: HttpRequest, queryset: QuerySet[User], action: Any) -> None:
        for user in queryset:
            try:
                action(user, by=actor(request))
            except Refused as refusal:
                self.message_user(request, f"{user}: {refusal}", "ERROR")


def _plain(value: Any) -> Any:
    """A role as JSON holds it: groups by name, blank as no."""
    return bool(value) if value is None or isinstance(value, bool) else sorted(group.name for group in value)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """What was decided, by whom, and why. Nobody changes it."""

    list_display = ["at", "actor", "what", "subject", "reason"]
    list_filter = ["what"]
    search_fields = ["actor__exact", "subject__exact", "what"]
    ordering = ["-id"]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "subject" or super().lookup_allowed(lookup, value, request)
