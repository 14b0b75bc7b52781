"""What search engines may list: every public page, and no clinic that is hidden."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from clinics.enums import Status
from clinics.models import Clinic
from directory.views.about import PAGES
from guide.models import Article, Page

AT_MOST = 10_000
"""Addresses in one file; beyond, /sitemap.xml is an index of files."""
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    changed: dt.datetime | None = None

    def xml(self, tag: str) -> str:
        changed = f"<lastmod>{self.changed.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if self.changed else ""
        return f"<{tag}><loc>{escape(settings.SITE_URL + self.path)}</loc>{changed}</{tag}>"


def sitemap(request: HttpRequest) -> HttpResponse:
    found = list(entries())
    if len(found) <= AT_MOST:
        return _answer("urlset", "url", found)
    parts = range(1, -(-len(found) // AT_MOST) + 1)
    return _answer("sitemapindex", "sitemap", [Entry(reverse("sitemap_part", args=[part])) for part in parts])


def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    found = list(entries())[(part - 1) * AT_MOST : part * AT_MOST]
    if part < 1 or not found:
        raise Http404
    return _answer("urlset", "url", found)


def entries() -> Iterator[Entry]:
    yield Entry(reverse("home"))
    yield Entry(reverse("clinics:search"))
    yield from (Entry(page.url) for page in PAGES)
    yield from _guide(timezone.localdate())
    yield from _places(timezone.localdate())
    rows = Clinic.objects.filter(status__in=Status.searchable).order_by("pk")
    for clinic in rows.only("state", "city_slug", "slug", "updated_at").iterator(2000):
        yield Entry(clinic.get_absolute_url(), clinic.updated_at)


def _guide(today: dt.date) -> Iterator[Entry]:
    pages = list(Page.objects.headings())
    yield Entry(reverse("guide:index"), max((page.updated_at for page in pages), default=None))
    yield from (Entry(reverse("guide:page", args=[page.slug]), page.updated_at) for page in pages)
    for article in Article.objects.public(today).only("slug", "updated_at"):
        yield Entry(reverse("guide:article", args=[article.slug]), article.updated_at)


def _places(today: dt.date) -> Iterator[Entry]:
    """States and cities that have a clinic in the default results."""
    pairs = Clinic.objects.in_results(today).order_by("state", "city_slug").values_list("state", "city_slug").distinct()
    before = ""
    for state, city in pairs:
        if state != before:
            yield Entry(reverse("clinics:state", args=[state.lower()]))
            before = state
        yield Entry(reverse("clinics:city", args=[state.lower(), city]))


def _answer(root: str, tag: str, found: list[Entry]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_XMLNS}">', *(e.xml(tag) for e in found)]
    return HttpResponse("\n".join([*lines, f"</{root}>", ""]), content_type="application/xml")
