"""Writing a review: the form, the code from the letter, the thanks. No account; a key in the query leads on.

No log holds a query, and no referrer leaves the site. 988 stands at the top of each of these pages where the text
may speak of self-harm, before anybody has read it.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.pages import form_page, private, see_other
from clinics.models import Clinic
from clinics.views.report import visitor_of
from reviews.actions.writing import confirm_review, send_code
from reviews.domain.worry import worrying
from reviews.enums import ReviewStatus
from reviews.exceptions import InvalidStep, OnceAYear, Refused, TooMany
from reviews.forms.writing import CodeForm, ReviewForm
from reviews.links import key_of, sent_key, sent_review
from reviews.models import Review


@private
@form_page
def write(request: HttpRequest, state: str, city: str, slug: str) -> HttpResponse:
    """The form; what was typed stays in it until it is sent. 404 for a listing without a public page."""
    clinic, sent = _shown(state, city, slug), request.method == "POST"
    form, refusal = ReviewForm(request.POST if sent else None, clinic=clinic), ""
    if sent and form.is_valid():
        try:
            review = form.save(visitor_of(request))
        except TooMany as sentence:
            refusal = str(sentence)
        else:
            return see_other(_address("reviews:code", key=sent_key(review)))
    worry = worrying(request.POST.get("text", ""))
    context = {"form": form, "clinic": clinic, "refusal": refusal, "worry": worry}
    return render(request, "reviews/write.html", context, status=429 if refusal else 200)


@private
@form_page
def code(request: HttpRequest) -> HttpResponse:
    """Asks for the code, and sends another. Whose code came back already goes on to the thanks, as often as they send.

    410 for a key that leads nowhere. What is wrong with a code is one sentence, whatever it is.
    """
    review = sent_review(request.GET.get("key", ""))
    if review is None:
        return render(request, "reviews/gone.html", status=410)
    if review.status != ReviewStatus.UNCONFIRMED:
        return see_other(_address("reviews:thanks", key=sent_key(review)))
    if request.method == "POST":
        return _another(request, review) if "another" in request.POST else _confirmed(request, review)
    return _ask(request, review, CodeForm())


@private
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens next. A review whose code is missing goes back to it."""
    review = sent_review(request.GET.get("key", ""))
    if review is None:
        return render(request, "reviews/gone.html", status=410)
    if review.status == ReviewStatus.UNCONFIRMED:
        return redirect(_address("reviews:code", key=sent_key(review)))
    mine = _address("reviews:mine", key=key_of(review))
    return render(request, "reviews/thanks.html", {"mine": mine, "worry": worrying(review.text)})


def _confirmed(request: HttpRequest, review: Review) -> HttpResponse:
    form = CodeForm(request.POST)
    form.is_valid()
    try:
        confirm_review(review=review, typed=form.cleaned_data["code"])
    except OnceAYear as sentence:
        return _ask(request, review, form, twice=str(sentence), status=409)
    except InvalidStep:  # sent twice at once, or its day is over
        return see_other(_address("reviews:code", key=sent_key(review)))
    except Refused as sentence:
        form.add_error("code", str(sentence))
        return _ask(request, review, form, status=409)
    return see_other(_address("reviews:thanks", key=sent_key(review)))


def _another(request: HttpRequest, review: Review) -> HttpResponse:
    try:
        send_code(review=review, visitor=visitor_of(request))
    except TooMany as sentence:
        return _ask(request, review, CodeForm(), refusal=str(sentence), status=429)
    except InvalidStep:
        return see_other(_address("reviews:code", key=sent_key(review)))
    return see_other(_address("reviews:code", key=sent_key(review), another="1"))


def _ask(request: HttpRequest, review: Review, form: CodeForm, *, status: int = 200, **words: Any) -> HttpResponse:
    context = {"form": form, "worry": worrying(review.text), "another": "another" in request.GET, **words}
    return render(request, "reviews/code.html", context, status=status)


def _address(name: str, **query: str) -> str:
    return reverse(name, query=query)


def _shown(state: str, city: str, slug: str) -> Clinic:
    """Open, or was: a closed one is somebody's experience, too. Any other is not there."""
    clinic = Clinic.objects.shown_at(state, city, slug)
    if clinic is None or (state, city, slug) != (state.lower(), city.lower(), slug.lower()):
        raise Http404
    return clinic
