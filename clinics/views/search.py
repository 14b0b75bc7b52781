from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from clinics.search.filters import ClinicFilter
from clinics.search.page import build


@gzip_page  # 52 KB become 8; nothing secret stands on the page, so its length tells nothing (BREACH)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Every mistake in the query string is a sentence beside its field, and the page is a 200.

    Search engines list the page of all clinics, and none of the searches: there is no end of them.
    """
    asked = bool(request.META.get("QUERY_STRING"))
    page = build(ClinicFilter(request.GET, today=timezone.localdate()))
    response = render(request, "clinics/search.html", {"page": page, "asked": asked})
    if asked:
        response["X-Robots-Tag"] = "noindex"
    return response
