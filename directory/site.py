"""The AdminSite of the moderators. It has no sign-in of its own."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.admin_base import actor
from accounts.pages import see_other
from accounts.policies import gave_second_factor, has_second_factor, may_moderate

NOT_OURS = {"auth", "account", "mfa"}
"""Apps whose own admin pages would show secrets, or change what our actions keep."""


class ModeratorsSite(AdminSite):
    site_header = "Ketamine Clinic Directory"
    site_title = "Moderators"
    index_title = "Moderation"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        models: Any = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        ours = [model for model in models if model._meta.app_label not in NOT_OURS]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return may_moderate(request)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send on to where the missing part of the sign-in is given."""
        goal = _goal(request)
        if not request.user.is_authenticated:
            return redirect_to_login(goal, reverse("account_login"))
        if not getattr(request.user, "is_staff", False):
            raise PermissionDenied
        if gave_second_factor(request):
            return HttpResponseRedirect(goal)
        if has_second_factor(request.user):
            return redirect_to_login(goal, reverse("mfa_reauthenticate"))
        return redirect("enrol")

    def get_urls(self) -> list[Any]:
        ours = [
            path("queue/", self.admin_view(self.queue), name="queue"),
            path("queue/next/", self.admin_view(self.queue_next), name="queue_next"),
        ]
        return [*ours, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """What waits, first. Only who has come in gets here."""
        from directory.queue import Filters, queue  # the rooms' models are loaded after the site is made

        asked = Filters(request.GET.get("kind", ""), request.GET.get("whose", ""))
        found = queue(actor(request), asked, request.GET.get("page", "1"))
        return super().index(request, {"queue": found, **(extra_context or {})})

    def queue(self, request: HttpRequest) -> HttpResponse:
        """Take a piece of work, or release it."""
        from directory.queue import release, take

        number = request.POST.get("number", "")
        if request.method != "POST" or not (number.isascii() and number.isdigit() and len(number) < 19):
            return HttpResponseRedirect(reverse("admin:index"))
        kind, by = request.POST.get("kind", ""), actor(request)
        if "release" in request.POST:
            release(kind=kind, number=int(number), by=by)
        elif problem := take(kind=kind, number=int(number), by=by):
            messages.error(request, problem)
        return see_other(_goal(request))

    def queue_next(self, request: HttpRequest) -> HttpResponse:
        """On from a row that was decided, or looked at and left, to what waits behind it."""
        from directory.queue import next_url

        model, _, number = request.GET.get("after", "").rpartition(":")
        url = next_url(actor(request), model, number)
        if not url:
            messages.info(request, "Nothing else waits for you.")
        return HttpResponseRedirect(url or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return LogoutView.as_view(next_page=reverse("account_login"))(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")


def _goal(request: HttpRequest) -> str:
    """Where they were going, if that is a page of this site."""
    asked = request.GET.get(REDIRECT_FIELD_NAME, "")
    plain = asked.startswith("/") and asked.isprintable()
    if plain and url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("admin:index")
