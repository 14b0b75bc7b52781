"""The guide: its index, and its pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from clinics.profile.structured import Crumb
from guide.models import Article, Page
from guide.profile import page_data, page_url, path, reading, way

LATEST = 3


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    news = Article.objects.public(timezone.localdate())[:LATEST]
    return render(request, "guide/index.html", {"parts": path(Page.objects.headings()), "news": news})


@gzip_page
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Upper case leads to the page for good; an unknown name is a 404 that shows what there is."""
    if slug != slug.lower():
        return redirect("guide:page", slug.lower(), permanent=True)
    row = Page.objects.filter(slug=slug).first()
    if row is None:
        return render(request, "guide/missing.html", {"parts": path(Page.objects.headings())}, status=404)
    found = reading(row, timezone.localdate(), Page.objects.headings())
    crumbs = way(Crumb(row.title, page_url(slug)))
    context = {"page": found, "crumbs": crumbs, "structured": page_data(found, crumbs)}
    return render(request, "guide/page.html", context)
