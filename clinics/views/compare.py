"""Clinics side by side. The address holds the choice; nothing is kept."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page

from clinics.profile.compare import MOST, Column, sections
from clinics.profile.loading import shown_by_id
from clinics.profile.page import profile

_LARGEST = 2**63 - 1
_READ = 50
"""So many values are looked at; nobody compares more by hand."""


@gzip_page
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four clinics; what cannot be shown is counted in a sentence."""
    asked = list(dict.fromkeys(request.GET.getlist("clinic")))[:_READ]
    asked = [value for value in asked if value.strip()]
    ids = {value: pk for value in asked if (pk := _id(value)) is not None}
    found = shown_by_id(set(ids.values()))
    clinics = {found[pk].pk: found[pk] for pk in ids.values() if pk in found}
    shown = list(clinics)
    pages = [profile(clinics[pk], timezone.localdate()) for pk in shown[:MOST]]
    context = {
        "columns": [Column(page, _without(page.clinic.pk, shown[:MOST])) for page in pages],
        "sections": sections(pages),
        "notes": _notes(missing=sum(ids.get(value) not in found for value in asked), over=len(shown) - MOST),
        "room": MOST - len(pages),
    }
    return render(request, "clinics/compare.html", context)


def _id(value: str) -> int | None:
    """A row number; None for anything else a visitor may type."""
    if not (value.isascii() and value.isdigit()) or len(value) > 19:
        return None
    number = int(value)
    return number if number <= _LARGEST else None


def _without(pk: int, shown: list[int]) -> str:
    rest = [("clinic", other) for other in shown if other != pk]
    address = reverse("clinics:compare")
    return f"{address}?{urlencode(rest)}" if rest else address


def _notes(*, missing: int, over: int) -> list[str]:
    notes = []
    if missing:
        what = "One of the clinics" if missing == 1 else f"{missing} of the clinics"
        notes.append(f"{what} could not be shown. The address may have a slip in it, or the listing was taken down.")
    if over > 0:
        rest = "One more was left out" if over == 1 else f"{over} more were left out"
        notes.append(f"Four clinics fit side by side. {rest}.")
    return notes
