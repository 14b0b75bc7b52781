"""Report a problem: the only pages of a clinic that have something to send."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.pages import form_page, private, see_other
from clinics.exceptions import TooMany
from clinics.forms import ReportForm
from clinics.models import Clinic


@private
@form_page
def report(request: HttpRequest, state: str, city: str, slug: str) -> HttpResponse:
    """The form; what was typed stays in it until it is sent."""
    clinic = _shown(state, city, slug)
    form = ReportForm(request.POST) if request.method == "POST" else ReportForm()
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            form.save(clinic, visitor_of(request))
        except TooMany as sentence:
            refusal = str(sentence)
        else:
            return see_other("clinics:report_thanks", state, city, slug)
    context = {"form": form, "clinic": clinic, "refusal": refusal}
    return render(request, "clinics/report.html", context, status=429 if refusal else 200)


@require_safe
def thanks(request: HttpRequest, state: str, city: str, slug: str) -> HttpResponse:
    return render(request, "clinics/report_thanks.html", {"clinic": _shown(state, city, slug)})


def visitor_of(request: HttpRequest) -> str:
    """The address a request came from; behind our own proxy the last one that the proxy wrote down."""
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        return forwarded or address
    return address


def _shown(state: str, city: str, slug: str) -> Clinic:
    if (state, city, slug) != (state.lower(), city.lower(), slug.lower()):
        raise Http404
    clinic = Clinic.objects.shown_at(state, city, slug)
    if clinic is None:
        raise Http404
    return clinic
