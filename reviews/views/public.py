"""All reviews of one clinic: a page that is read, so without a cookie."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from clinics.models import Clinic, OldAddress
from clinics.profile.crumbs import to_clinic
from clinics.profile.structured import Crumb, breadcrumbs
from reviews.profile import rows
from reviews.profile.addresses import all_url, write_url
from reviews.profile.page import numbers, told

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Page:
    """note: a sentence where another page was asked for than is shown."""

    number: int
    of: int
    url: str
    note: str = ""

    @property
    def previous_url(self) -> str:
        return "" if self.number == 1 else self.url if self.number == 2 else f"{self.url}?page={self.number - 1}"

    @property
    def next_url(self) -> str:
        return "" if self.number == self.of else f"{self.url}?page={self.number + 1}"


@gzip_page
@require_safe
def reviews(request: HttpRequest, state: str, city: str, slug: str) -> HttpResponse:
    """200 for a listing that is shown, 301 from another spelling or an old address, 404 for one that is hidden."""
    address = [part.lower() for part in (state, city, slug)]
    if address != [state, city, slug]:
        return redirect("reviews:all", *address, permanent=True)
    clinic = Clinic.objects.shown().filter(state=state.upper(), city_slug=city, slug=slug).first()
    if clinic is None:
        return _moved_address(*address)
    today = timezone.localdate()
    found = numbers(clinic, today)
    page = page_asked(request.GET.get("page", ""), found.count, all_url(clinic))
    start = (page.number - 1) * PAGE_SIZE
    told_ = [told(review, clinic) for review in rows.newest(clinic.pk, today)[start : start + PAGE_SIZE]]
    crumbs = [*to_clinic(clinic), Crumb("What patients say", all_url(clinic))]
    context = {"clinic": clinic, "numbers": found, "told": told_, "page": page, "write_url": write_url(clinic)}
    return render(request, "reviews/list.html", context | {"crumbs": crumbs, "structured": [breadcrumbs(crumbs)]})


def page_asked(asked: str, count: int, url: str) -> Page:
    """Past the end: the last page, and a sentence. What is no number: the first, and a sentence."""
    of = max(1, -(-count // PAGE_SIZE))
    if not asked.strip():
        return Page(1, of, url)
    if not (asked.isascii() and asked.isdigit() and asked.strip("0")):
        return Page(1, of, url, "We could not read the number of the page, so this is the first one.")
    number = int(asked) if len(asked) < 10 else of + 1
    if number > of:
        note = "There is only one page." if of == 1 else f"There are only {of} pages; this is the last."
        return Page(of, of, url, note)
    return Page(number, of, url)


def _moved_address(state: str, city: str, slug: str) -> HttpResponse:
    old = OldAddress.objects.select_related("clinic").filter(state=state.upper(), city_slug=city, slug=slug).first()
    there = old.clinic.public_survivor if old else None
    if there is None:
        raise Http404
    return redirect(all_url(there), permanent=True)
