"""HTTP rules that hold for every answer."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    ProgrammingError,
)
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags

from clinics.domain.zones import EASTERN, STATE_ZONES
from directory.context import site_state
from directory.release import release
from directory.views.errors import bad_request, unreachable

Handler = Callable[[HttpRequest], HttpResponse]

PRIVATE = ("/admin/", "/accounts/", "/manage/")
UNCACHED = (*PRIVATE, "/healthz", "/readyz")
METHODS = ["GET", "HEAD", "POST"]
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "interest-cohort",
        "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
ZONES = sorted({EASTERN, *STATE_ZONES.values()})
NOT_THE_DATABASE = (IntegrityError, DataError, InternalError, NotSupportedError, ProgrammingError)
logger = logging.getLogger("directory.database")


class HeadersMiddleware:
    """Caching, and what browsers may do with a page.

    An address without a query string has one public body for five minutes; its ETag is known
    before the view runs, so that an unchanged page costs one small query.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tag = etag(request) if may_be_public(request) else ""
        response = self._answer(request, tag)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = _caching(response, tag)
        if "public" in response["Cache-Control"] and tag:
            response["ETag"] = tag
        response["Permissions-Policy"] = PERMISSIONS
        if request.path.startswith(PRIVATE):
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _answer(self, request: HttpRequest, tag: str) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if tag and tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
            return HttpResponseNotModified()
        if request.path.startswith(PRIVATE) and "%00" in request.META.get("QUERY_STRING", ""):
            # Django's list filters pass a NUL on, and PostgreSQL takes none.
            return bad_request(request)
        return self.get_response(request)


class DatabaseMiddleware:
    """Where the database cannot be reached: a calm page that says so, and when to come back."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        gone = isinstance(exception, DatabaseError | InterfaceError) and not isinstance(exception, NOT_THE_DATABASE)
        if not gone:
            return None
        logger.error("Database not reached: %s", request.path, exc_info=exception)
        return unreachable(request)


def may_be_public(request: HttpRequest) -> bool:
    """A read of an address without a query string, by somebody who is in the middle of no form."""
    return (
        request.method in {"GET", "HEAD"}
        and not request.META.get("QUERY_STRING")
        and not request.path.startswith(UNCACHED)
        and settings.CSRF_COOKIE_NAME not in request.COOKIES
    )


def etag(request: HttpRequest) -> str:
    """Of the release, the revision of the data, the address, and the date everywhere in the country.

    Weak, because a proxy may compress the page. Blank where the database cannot be asked.
    """
    try:
        revision = site_state(request).revision
    except DatabaseError:
        return ""
    named = [settings.OPERATOR_NAME, settings.CONTACT_EMAIL]
    parts = [release(), *named, str(revision), request.path, *_days(timezone.now())]
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]}"'


def _days(now: dt.datetime) -> list[str]:
    return [now.astimezone(ZoneInfo(zone)).date().isoformat() for zone in ZONES]


def _caching(response: HttpResponse, tag: str) -> str:
    if tag and response.status_code in {200, 304} and not response.cookies:
        return "public, max-age=300"
    return "private, no-store"
