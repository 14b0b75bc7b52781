"""Pages for what went wrong. Each shows 988 and a search field; none says what was asked for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader

FOR_PROGRAMS = {
    400: "This request cannot be read: it is too long, or not in the form of the web.",
    403: "This request is not allowed.",
    404: "There is nothing at this address.",
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", {"stale": True}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """No request and no database behind this page: whatever broke may be either of them."""
    body = loader.get_template("500.html").render({"site_name": settings.SITE_NAME})
    return HttpResponse(body, status=500)


def unreachable(request: HttpRequest) -> HttpResponse:
    """The database is away; like `failed`, a page that needs nothing."""
    body = loader.get_template("503.html").render({"site_name": settings.SITE_NAME})
    return HttpResponse(body, status=503, headers={"Retry-After": "60"})


def _page(request: HttpRequest, status: int) -> HttpResponse:
    """The context processor of the site asks the database only where the template reads its row."""
    if request.path.startswith("/api/"):
        return JsonResponse({"errors": {"request": FOR_PROGRAMS[status]}}, status=status)
    return render(request, f"{status}.html", status=status)
