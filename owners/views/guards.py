"""Who may open a page of the desk. Whoever may not learns nothing, not even whether the listing exists."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User
from accounts.pages import View, desk_page, person
from accounts.policies import gave_second_factor, has_second_factor
from clinics.enums import MemberRole
from clinics.models import Clinic
from clinics.views.members import membership_of


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
