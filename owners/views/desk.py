"""The clinic's desk: what is missing, what waits, who else works on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clinics.models import Clinic, Membership
from owners.views.guards import desk_page, managed_by, member_page, person


@require_safe
@desk_page
def listings(request: HttpRequest) -> HttpResponse:
    """All listings of theirs, and the way to one more."""
    return render(request, "owners/listings.html", {"clinics": managed_by(person(request))})


@require_safe
@member_page()
def clinic_desk(request: HttpRequest, clinic: Clinic, membership: Membership, **_: Any) -> HttpResponse:
    return render(request, "owners/desk.html", {"clinic": clinic, "membership": membership})
