"""Who may open a page of the desk. Whoever may not learns nothing, not even whether the listing exists."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control

from accounts.models import User
from accounts.policies import gave_second_factor, has_second_factor
from clinics.enums import MemberRole
from clinics.models import Clinic, Membership

View = Callable[..., HttpResponse]


def person(request: HttpRequest) -> User:
    """The user of a page behind the sign-in."""
    return cast("User", request.user)


def desk_page(view: View) -> View:
    """For everybody who is signed in. Nothing of it is stored."""
    return cache_control(private=True, no_store=True)(login_required(view))


def member_page(*, owner: bool = False, factor: bool = False) -> Callable[[View], View]:
    """The view gets `clinic` and `membership` in place of the number in the address.

    owner: for owners alone. factor: asks for the second factor first. All others see a 404,
    whatever the number.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, clinic: int, **kwargs: Any) -> HttpResponse:
            membership = membership_of(person(request), clinic)
            if membership is None or (owner and membership.role != MemberRole.OWNER):
                raise Http404
            if factor and (step := factor_step(request)):
                return step
            return view(request, clinic=membership.clinic, membership=membership, **kwargs)

        return desk_page(guarded)

    return guard


def membership_of(user: User, clinic: int) -> Membership | None:
    rows = Membership.objects.filter(user=user, clinic__in=Clinic.objects.filter(pk=clinic))  # a number may be too long
    return rows.select_related("clinic", "clinic__organization").first()


def factor_step(request: HttpRequest) -> HttpResponse | None:
    """Where the second factor is given, or set up; None where this session gave it."""
    if gave_second_factor(request):
        return None
    if has_second_factor(person(request)):
        return redirect_to_login(request.path, reverse("mfa_reauthenticate"))
    return redirect("enrol")


def managed_by(user: User) -> "list[Clinic]":
    """Their listings, an organization's together."""
    found = Clinic.objects.filter(memberships__user=user).select_related("organization")
    return list(found.order_by("organization__name", "state", "city", "name", "pk"))
