"""Pages for those who manage a listing. Everybody else who is signed in sees the 404 of a listing that is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from accounts.models import User
from clinics.models import Clinic, Membership

View = Callable[..., HttpResponse]


def person(request: HttpRequest) -> User:
    """The user of a page behind the sign-in."""
    return cast("User", request.user)


def member_page(view: View) -> View:
    """The view gets the clinic in place of its number. Nothing of the page is stored."""

    @wraps(view)
    def guarded(request: HttpRequest, clinic: int, **kwargs: Any) -> HttpResponse:
        there = Clinic.objects.filter(pk=clinic)  # a number may be too long for a foreign key
        found = Membership.objects.filter(user=person(request), clinic__in=there).select_related("clinic").first()
        if found is None:
            raise Http404
        return view(request, clinic=found.clinic, **kwargs)

    guard: View = cache_control(private=True, no_store=True)(login_required(guarded))
    return guard
