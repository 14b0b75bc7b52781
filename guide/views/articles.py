"""News beside the guide."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from guide.models import Article
from guide.profile import shown

PER_PAGE = 30


@gzip_page
@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """The newest first; a page that is none is the first or the last."""
    found = Paginator(Article.objects.public(timezone.localdate()), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "guide/articles.html", {"found": found})


@gzip_page
@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    if slug != slug.lower():
        raise Http404
    today = timezone.localdate()
    row = get_object_or_404(Article.objects.public(today), slug=slug)
    return render(request, "guide/article.html", {"shown": shown(row, today), "article": row})
