"""One clinic's page, and what stands in its place where there is none to show."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page

from clinics.costs import beside
from clinics.domain.zones import day_in
from clinics.enums import Status
from clinics.models import Clinic, OldAddress
from clinics.profile.crumbs import to_clinic
from clinics.profile.loading import with_rows
from clinics.profile.medical_clinic import medical_clinic
from clinics.profile.page import NEIGHBORS, neighbors, profile
from clinics.profile.structured import breadcrumbs
from clinics.search.cards import cards
from clinics.search.query import Place
from clinics.search.results import Card


@gzip_page
def clinic(request: HttpRequest, state: str, city: str, slug: str) -> HttpResponse:
    """200 for a listing, 301 from another spelling, an old address or a merged one, 410 for a withdrawn one, 404 for a
    draft.
    """
    address = [part.lower() for part in (state, city, slug)]
    if address != [state, city, slug]:
        return redirect("clinics:clinic", *address, permanent=True)
    found = at(state, city, slug)
    if found is None:
        return _moved_address(request, state, city, slug)
    if found.status == Status.MERGED:
        return _to(request, found.survivor)
    if found.status not in Status.shown:
        return _hidden(request, found)
    today = timezone.localdate()
    page = profile(found, today, day_in(found.state, timezone.now()), beside(found, today))
    crumbs = to_clinic(found)
    trail = [breadcrumbs(crumbs)]
    context = {
        "page": page, "clinic": found, "nearest": neighbors(found, today), "thin": not found.in_engines,  # type: ignore[attr-defined] # from judged
        "crumbs": crumbs, "trail": trail, "structured": [*trail, *medical_clinic(page)],
    }  # fmt: skip
    return render(request, "clinics/clinic.html", context)


def at(state: str, city: str, slug: str) -> Clinic | None:
    """The clinic at an address; a page has one address, in lower case."""
    if (state, city, slug) != (state.lower(), city.lower(), slug.lower()):
        return None
    return with_rows(Clinic.objects.judged().filter(state=state.upper(), city_slug=city, slug=slug)).first()


def _moved_address(request: HttpRequest, state: str, city: str, slug: str) -> HttpResponse:
    old = OldAddress.objects.select_related("clinic").filter(state=state.upper(), city_slug=city, slug=slug).first()
    if old is None:
        raise Http404
    return _to(request, old.clinic.survivor)


def _to(request: HttpRequest, clinic: Clinic) -> HttpResponse:
    """Where its page is now, if it has one."""
    return redirect(clinic, permanent=True) if clinic.status in Status.shown else _hidden(request, clinic)


def _hidden(request: HttpRequest, clinic: Clinic) -> HttpResponse:
    """Names no clinic but the nearest open ones; a draft has never been public."""
    if clinic.status == Status.DRAFT:
        raise Http404
    nearest = {"nearest": nearest_cards(clinic, timezone.localdate())}
    if clinic.status == Status.WITHDRAWN:
        return render(request, "410.html", nearest, status=410)
    return render(request, "clinics/suspended.html", nearest)


def nearest_cards(clinic: Clinic, today: dt.date) -> list[Card]:
    point = clinic.vector
    if point is None or clinic.latitude is None or clinic.longitude is None:
        return []
    found = Clinic.objects.nearest_open(point, today, exclude=clinic.pk, count=NEIGHBORS)
    here = Place("", clinic.latitude, clinic.longitude)
    return cards([other.pk for other in found], today, place=here)
