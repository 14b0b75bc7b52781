"""The clinic's desk: what is missing, what waits, who else works on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.pages import desk_page, person
from clinics.models import Clinic, Membership
from clinics.profile.loading import with_rows
from owners.desk import desk_of, latest_of
from owners.sections import SECTIONS
from owners.views.confirming import freshness
from owners.views.guards import managed_by, member_page


@require_safe
@desk_page
def listings(request: HttpRequest) -> HttpResponse:
    """All listings of theirs, and the way to one more."""
    return render(request, "owners/listings.html", {"clinics": managed_by(person(request))})


@require_safe
@member_page()
def clinic_desk(request: HttpRequest, clinic: Clinic, membership: Membership) -> HttpResponse:
    whole = with_rows(Clinic.objects.filter(pk=clinic.pk)).get()
    team = Membership.objects.filter(clinic=clinic).select_related("user")
    context = {
        "clinic": whole, "membership": membership, "desk": desk_of(whole, timezone.localdate(), latest_of(whole)),
        "team": team, "sections": SECTIONS.values(),
        "fresh": freshness(whole),
    }  # fmt: skip
    return render(request, "owners/desk.html", context)
