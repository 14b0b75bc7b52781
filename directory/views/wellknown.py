"""Files that machines look for at fixed addresses."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /accounts/
Disallow: /clinics/?
Disallow: /compare/
Disallow: /api/

Sitemap: {site}{sitemap}
"""


def robots(request: HttpRequest) -> HttpResponse:
    words = ROBOTS.format(site=settings.SITE_URL, sitemap=reverse("sitemap"))
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Expires moves on by itself, a year ahead of today."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    contact = f"mailto:{settings.CONTACT_EMAIL}" if settings.CONTACT_EMAIL else settings.SITE_URL + reverse("about")
    lines = [
        f"Contact: {contact}",
        f"Expires: {(today + dt.timedelta(days=365)).astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
