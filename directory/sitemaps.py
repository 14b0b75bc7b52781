"""What search engines may list: every public page that says something, each by its one address."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from clinics.costs import survey
from clinics.domain.places import fold_slug, one_spelling
from clinics.enums import Status
from clinics.models import Clinic
from clinics.search.places import meant_by
from directory.views.about import PAGES
from guide.domain.expiry import dates
from guide.models import Article, Page
from guide.models.text import Text
from guide.views.pages import LATEST

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
    """Without a date where we know of none: a page of words changes with the release, which tells nothing of it."""
    yield Entry(reverse("home"))
    yield Entry(reverse("clinics:search"))
    yield from (Entry(page.url) for page in PAGES)
    yield from _guide(timezone.localdate())
    yield from _costs(timezone.localdate())
    yield from _places(timezone.localdate())
    rows = Clinic.objects.in_engines().order_by("pk")
    for clinic in rows.only("state", "city_slug", "slug", "updated_at").iterator(2000):
        yield Entry(clinic.get_absolute_url(), clinic.updated_at)


def _guide(today: dt.date) -> Iterator[Entry]:
    """The index by the titles and the news that it shows; the list of news only where there is some."""
    pages = list(Page.objects.only("slug", "body", "updated_at"))
    news = list(Article.objects.public(today).only("slug", "body", "published_on", "updated_at"))
    shown = [*(page.updated_at for page in pages), *(_appeared(article) for article in news[:LATEST])]
    yield Entry(reverse("guide:index"), max(shown, default=None))
    yield from (Entry(reverse("guide:page", args=[page.slug]), _reads_so_since(page, today)) for page in pages)
    yield from (Entry(reverse(f"guide:{tool}")) for tool in ("first-call", "worksheet"))
    if news:
        yield Entry(reverse("guide:articles"), max(_appeared(article) for article in news))
    for article in news:
        since = max(_appeared(article), _reads_so_since(article, today))
        yield Entry(reverse("guide:article", args=[article.slug]), since)


def _reads_so_since(text: Text, today: dt.date) -> dt.datetime:
    """When a text was written, or began to read differently by a mark in it."""
    return max([text.updated_at, *(_morning(day) for day in dates(text.body) if day <= today)])


def _appeared(article: Article) -> dt.datetime:
    """Written before its day, an article appears on it."""
    return max(article.updated_at, _morning(article.published_on))


def _morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _costs(today: dt.date) -> Iterator[Entry]:
    """Without a date: a clinic may change and no price with it. A state only where it has some figure."""
    yield Entry(reverse("clinics:costs"))
    for code, area in survey(today).states.items():
        if area.priced:
            yield Entry(reverse("clinics:costs_state", args=[code.lower()]))


def _places(today: dt.date) -> Iterator[Entry]:
    """States and cities that have a clinic in the default results, a city by its one address."""
    changed = _changed()
    by_state = groupby(_cities(today), key=lambda city: city[0])
    for state, cities in by_state:
        own = [when for (code, _), when in changed.items() if code == state]
        yield Entry(reverse("clinics:state", args=[state.lower()]), max(own))
        for _, name, slugs in cities:
            path = reverse("clinics:city", args=[state.lower(), one_spelling(slugs)])
            yield Entry(path, changed[state, name])


def _cities(today: dt.date) -> list[tuple[str, str, list[str]]]:
    """State, name, and the spelling that each clinic there has, in the order of the addresses."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    rows = Clinic.objects.in_results(today).order_by("state", "city_slug").values_list("state", "city_slug")
    for state, slug, count in rows.annotate(count=Count("pk")):
        found[state, _name(state, slug)] += [slug] * count
    return [(state, name, slugs) for (state, name), slugs in found.items()]


def _changed() -> dict[tuple[str, str], dt.datetime]:
    """When a clinic of a city last changed; one that left the list changed its page, too."""
    found: dict[tuple[str, str], dt.datetime] = {}
    rows = Clinic.objects.exclude(status=Status.DRAFT).order_by("state", "city_slug").values_list("state", "city_slug")
    for state, slug, when in rows.annotate(when=Max("updated_at")):
        key = state, _name(state, slug)
        found[key] = max(when, found.get(key, when))
    return found


def _name(state: str, slug: str) -> str:
    return meant_by(fold_slug(slug), state)


def _answer(root: str, tag: str, found: list[Entry]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_XMLNS}">', *(e.xml(tag) for e in found)]
    return HttpResponse("\n".join([*lines, f"</{root}>", ""]), content_type="application/xml")
