"""News beside the guide."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from clinics.profile.structured import Crumb, breadcrumbs
from guide.models import Article
from guide.profile import shown, way

PER_PAGE = 30


@gzip_page
@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """The newest first; a page that is none is the first or the last.

    Search engines list the first page, once there is news. They come to the older articles by the sitemap.
    """
    found = Paginator(Article.objects.public(timezone.localdate()), PER_PAGE).get_page(request.GET.get("page"))
    unlisted = found.number > 1 or not found.object_list
    crumbs = way(Crumb("News", reverse("guide:articles")))
    context = {"found": found, "unlisted": unlisted, "crumbs": crumbs, "structured": [breadcrumbs(crumbs)]}
    response = render(request, "guide/articles.html", context)
    if unlisted:
        response["X-Robots-Tag"] = "noindex"
    return response


@gzip_page
@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    if slug != slug.lower():
        return redirect("guide:article", slug.lower(), permanent=True)
    today = timezone.localdate()
    row = get_object_or_404(Article.objects.public(today), slug=slug)
    crumbs = way(Crumb("News", reverse("guide:articles")), Crumb(row.title, reverse("guide:article", args=[slug])))
    context = {"shown": shown(row, today), "article": row, "crumbs": crumbs, "structured": [breadcrumbs(crumbs)]}
    return render(request, "guide/article.html", context)
