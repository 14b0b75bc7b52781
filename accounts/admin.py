"""Users and the audit log."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join

from accounts import actions, emails
from accounts.admin_base import PlainAdmin, ReadOnlyAdmin, actor
from accounts.admin_decisions import NONE, DecidingAdmin, Decision, called, happened, reasons
from accounts.enums import BanReason, Part, PartReason
from accounts.exceptions import Refused
from accounts.merging import MergingForm
from accounts.models import Event, User
from accounts.policies import check_decides_on, check_may_appoint, why_not
from accounts.work import ABOUT, Lines


def _part_form(given: bool) -> Any:
    """Which part, of those they have not or have, and why."""

    def form(row: User, by: User, data: Any) -> forms.Form:
        codes = PartReason.appointing if given else PartReason.ending
        made: forms.Form = reasons([(code, PartReason(code).label) for code in codes])(row, by, data)
        parts = [(part.value, part.label) for part in Part if (part in _held(row)) != given]
        made.fields = {"part": forms.ChoiceField(label="Part", choices=[("", "Choose a part"), *parts]), **made.fields}
        return made

    return form


def _ban_reasons(codes: tuple[str, ...]) -> Any:
    return reasons([(code, BanReason(code).label) for code in codes])


DECISIONS = (
    Decision(
        "appoint", "Give a part",
        "From their next page on they may do in this admin what the part allows, once they have a second factor.",
        actions.appoint, (), _part_form(True),
    ),
    Decision(
        "dismiss", "End a part",
        "What the part allows ends at once; without any part they do not enter this admin. What they decided stays.",
        actions.dismiss, (), _part_form(False),
    ),
    Decision(
        "ban", "Ban",
        "They are signed out everywhere at once, and nobody signs in with this account. Claims and invitations of "
        "theirs lie still: none can be approved or accepted. What they published stays.",
        actions.ban, (), _ban_reasons(BanReason.banning),
    ),
    Decision(
        "unban", "Lift the ban",
        "They can sign in again. Claims and invitations of theirs that still wait can be decided and accepted again.",
        actions.unban, (), _ban_reasons(BanReason.lifting),
    ),
)  # fmt: skip


class NewUserForm(forms.ModelForm):
    """Without a password: the first one is set by "I forgot my password", which proves the address."""

    class Meta:
        model = User
        fields = ["email", "name"]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("There is an account with this address already.")
        return email


class UserForm(MergingForm):
    class Meta:
        model = User
        fields = ["name", "is_superuser"]


@admin.register(User)
class UserAdmin(DecidingAdmin, PlainAdmin):
    """Parts are given and ended, and accounts are banned, by decisions with a reason; the form keeps the name."""

    form = UserForm
    keyword = "user"
    queued = False
    decisions = DECISIONS
    list_display = ["email", "name", "parts", "is_superuser", "is_active", "last_login"]
    list_filter = ["is_staff", "is_active", "groups"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fields = ["email", "name", "parts", "is_superuser", "is_active", "about", "date_joined", "last_login"]
    actions = ["reset_factors"]

    def refusal(self, by: User, row: User) -> str:
        return why_not(check_decides_on, by, row)

    def hindrance(self, by: User, decision: Decision, row: User) -> str:
        return why_not(check_may_appoint if decision.name in {"appoint", "dismiss"} else check_decides_on, by, row)

    def may(self, request: HttpRequest, decision: Decision, row: User) -> bool:
        return decision.name in _open_to(row) and super().may(request, decision, row)

    def in_view(self, row: User) -> Lines:
        return [
            ("Account", [called(row)]),
            ("Parts", [_parts(row)]),
            *_about(row),
            ("What has happened", happened(f"user:{row.pk}")),
        ]

    def preview(self, decision: Decision, row: User) -> str:
        if decision.name in {"appoint", "dismiss"}:
            return emails.part_text(given=decision.name == "appoint")
        return emails.ban_text(lifted=decision.name == "unban")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        found: QuerySet[User] = super().get_queryset(request).prefetch_related("groups")
        return found

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
        fixed = ["email", "parts", "is_active", "about", "date_joined", "last_login"]
        return fixed if actor(request).is_superuser else [*fixed, "is_superuser"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account is changed by superusers."""
        above = obj is not None and obj.is_superuser and not actor(request).is_superuser
        return super().has_change_permission(request, obj) and not above

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        elif "is_superuser" in form.changed_data:  # or a superuser without a part would not come in
            obj.is_staff = obj.is_superuser or obj.groups.exists()
        super().save_model(request, obj, form, change)
        if not change:
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)
        elif "is_superuser" in form.changed_data:
            before, after = {"is_superuser": not obj.is_superuser}, {"is_superuser": obj.is_superuser}
            Event.record(by=actor(request), what="user.roles_changed", subject=obj, before=before, after=after)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        """On to its page, where a part is given."""
        return self._back(obj)

    @admin.display(description="parts")
    def parts(self, row: User) -> str:
        return _parts(row)

    @admin.display(description="what hangs on it")
    def about(self, row: User) -> str:
        lines = ((label, "; ".join(said)) for label, said in _about(row))
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", lines))

    @admin.action(description="Take away a lost second factor", permissions=["change"])
    def reset_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            try:
                actions.reset_factors(user, by=actor(request))
            except Refused as refusal:
                self.message_user(request, f"{user}: {refusal}", "ERROR")


def _held(user: User) -> list[Part]:
    names = {group.name for group in user.groups.all()}
    return [part for part in Part if part.value in names]


def _parts(user: User) -> str:
    return ", ".join(part.label for part in _held(user)) or NONE


def _open_to(user: User) -> set[str]:
    """Decisions that the account as it is leaves open."""
    held = _held(user)
    lifting = {"ban"} if user.is_active else {"unban"}
    return (
        lifting
        | ({"appoint"} if user.is_active and len(held) < len(Part) else set())
        | ({"dismiss"} if held else set())
    )


def _about(user: User) -> Lines:
    return [line for about in ABOUT for line in about(user)]


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """What was decided, by whom, and why. Nobody changes it."""

    list_display = ["at", "actor", "what", "subject", "reason"]
    list_filter = ["what"]
    search_fields = ["actor__exact", "subject__exact", "what"]
    ordering = ["-id"]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "subject" or super().lookup_allowed(lookup, value, request)
