"""The JSON of the directory: the same search as the page, and one clinic whole."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from clinics.enums import Status
from clinics.models import Clinic
from clinics.search.cards import load
from clinics.search.engine import find
from clinics.search.filters import ClinicFilter
from clinics.search.options import vocabulary
from clinics.search.page import notes
from clinics.search.places import Offer
from clinics.search.query import Count, Place
from clinics.search.records import closed_notes, records, whole


@csrf_exempt  # so that a POST meets 405, not a page about cookies; nothing here writes
@require_safe
def clinics(request: HttpRequest) -> JsonResponse:
    """A search, by the parameters of the page. A bad one is a 422 with a sentence."""
    asked = ClinicFilter(request.GET, today=timezone.localdate())
    if asked.sentences:
        offers = [_offer(offer) for offer in asked.resolution.suggestions]
        said = {"errors": asked.sentences, **({"suggestions": offers} if offers else {})}
        return _private(request, JsonResponse(said, status=422))
    return _private(request, JsonResponse(_found(asked)))


@csrf_exempt
@require_safe
def clinic(request: HttpRequest, pk: int) -> HttpResponse:
    """One clinic whole, closed and moved ones too; what is hidden does not exist here. A merged one leads on."""
    found = Clinic.objects.shown().select_related("organization", "moved_to").filter(pk=pk).first()
    if found is None:
        if there := _merged(pk):
            return redirect("clinics:api-clinic", there.pk, permanent=True)
        return _private(request, JsonResponse({"errors": {"id": "There is no such clinic."}}, status=404))
    today = timezone.localdate()
    loaded = load([found.pk], today, facts=())
    return _private(request, JsonResponse(whole(loaded, found, today)))


def _merged(pk: int) -> Clinic | None:
    """Which public clinic stands for a merged one."""
    merged = Clinic.objects.filter(pk=pk, status=Status.MERGED).first()
    return merged and merged.public_survivor


def _private(request: HttpRequest, response: JsonResponse) -> JsonResponse:
    """What somebody searched for stays in no cache."""
    if request.META.get("QUERY_STRING"):
        response["Cache-Control"] = "private, no-store"
    return response


def _found(asked: ClinicFilter) -> dict[str, Any]:
    query = asked.query
    hits = find(query)
    loaded = load([*hits.ids, *hits.nearest], query.today, facts=())
    return {
        "total": hits.total,
        "page": hits.page,
        "pages": hits.pages,
        "place": _place(query.place),
        "place_alternatives": [_offer(offer) for offer in asked.resolution.alternatives],
        "notes": [*notes(asked, hits), *closed_notes(loaded, hits.ids)],
        "left_out": hits.left_out,
        "nearest": records(loaded, hits.nearest, query.place),
        "facets": _facets(asked, hits.facets),
        "results": records(loaded, hits.ids, query.place),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"label": place.label, "lat": place.latitude, "lon": place.longitude} if place else None


def _offer(offer: Offer) -> dict[str, str]:
    """What to send instead: near, or state."""
    return {"label": offer.label, **({"near": offer.near} if offer.near else {"state": offer.state})}


def _facets(asked: ClinicFilter, counts: dict[str, dict[str, Count]]) -> dict[str, list[dict[str, Any]]]:
    words = vocabulary(asked.conditions)
    return {
        group: [
            {"value": value, "label": words[group][value].label, **_numbers(count)} for value, count in options.items()
        ]
        for group, options in counts.items()
    }


def _numbers(count: Count) -> dict[str, int]:
    """`unstated` where the value can be unknown, `stated_only` where a check is asked."""
    numbers = {"count": count.count, "unstated": count.unstated, "stated_only": count.stated_only}
    return {name: number for name, number in numbers.items() if number is not None}
