"""Report a review: a form of its own for one review that is shown. What is not shown is not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.pages import form_page, private, see_other
from clinics.enums import Status
from clinics.views.report import visitor_of
from reviews.domain.calendar import quarter
from reviews.exceptions import InvalidStep, TooMany
from reviews.forms.concern import ConcernForm
from reviews.models import Review


@private
@form_page
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


@private
@require_safe
def thanks(request: HttpRequest, number: int) -> HttpResponse:
    return render(request, "reviews/concern_thanks.html", {"review": _shown(number)})


def _shown(number: int) -> Review:
    """Public today, on a listing with a page."""
    rows = Review.objects.shown_on(timezone.localdate()).filter(clinic__status__in=Status.shown)
    return get_object_or_404(rows.select_related("clinic"), pk=number)


def _quarter(review: Review) -> str:
    return quarter(review.month) if review.month else ""
