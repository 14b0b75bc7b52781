"""Report a review: a form of its own for one review that is shown. What is not shown is not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from clinics.enums import Status
from clinics.views.answers import see_other
from clinics.views.report import visitor_of
from reviews.domain.calendar import quarter
from reviews.exceptions import InvalidStep, TooMany
from reviews.forms.concern import ConcernForm
from reviews.models import Review


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def concern(request: HttpRequest, number: int) -> HttpResponse:
    """The form; what was typed stays in it until it is sent."""
    review, refusal = _shown(number), ""
    form = ConcernForm(request.POST) if request.method == "POST" else ConcernForm()
    if request.method == "POST" and form.is_valid():
        try:
            form.send(review, visitor_of(request))
        except TooMany as sentence:
            refusal = str(sentence)
        except InvalidStep as gone:
            raise Http404 from gone
        else:
            return see_other("reviews:concern_thanks", number)
    context = {"form": form, "review": review, "refusal": refusal, "quarter": _quarter(review)}
    return render(request, "reviews/concern.html", context, status=429 if refusal else 200)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD"])
def thanks(request: HttpRequest, number: int) -> HttpResponse:
    return render(request, "reviews/concern_thanks.html", {"review": _shown(number)})


def _shown(number: int) -> Review:
    """Public today, on a listing with a page."""
    rows = Review.objects.shown_on(timezone.localdate()).filter(clinic__status__in=Status.shown)
    try:
        found = rows.filter(pk=number).select_related("clinic").first()
    except OverflowError:  # a number that no database can hold
        found = None
    if found is None:
        raise Http404
    return found


def _quarter(review: Review) -> str:
    return quarter(review.month) if review.month else ""
