"""Pages for what went wrong. Each shows 988 and a search field; none says what was asked for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


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
    return render(request, f"{status}.html", status=status)
