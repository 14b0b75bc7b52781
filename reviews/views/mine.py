"""A writer's own review, by the signed link of the letters: what became of it, an answer, and the way back."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.pages import form_page, private, see_other
from clinics.enums import Status
from reviews.actions.deciding import answer_refusal, answered_once, in_time, withdraw_review
from reviews.domain.calendar import answer_until
from reviews.domain.worry import worrying
from reviews.enums import ReviewStatus
from reviews.exceptions import Refused
from reviews.forms.writing import AnswerForm
from reviews.links import key_of, review_of
from reviews.models import Review

_GONE = (ReviewStatus.WITHDRAWN, ReviewStatus.EXPIRED)


@private
@form_page
def mine(request: HttpRequest) -> HttpResponse:
    """What became of it, and the form that answers a refusal. 410 for a link that is none."""
    review = review_of(request.GET.get("key", ""))
    if review is None:
        return render(request, "reviews/dead.html", status=410)
    sent, refusal = request.method == "POST", ""
    form = AnswerForm(request.POST if sent else None)
    if sent and form.is_valid():
        try:
            answer_refusal(review=review, text=form.cleaned_data["text"])
        except Refused as sentence:
            refusal = str(sentence)
        else:
            return see_other(_mine(review))
    worry = worrying(f"{review.text}\n{review.answer}\n{request.POST.get('text', '')}")
    context = {**_state(review), "form": form, "refusal": refusal, "worry": worry}
    return render(request, "reviews/mine.html", context, status=409 if refusal else 200)


@private
@form_page
def take_back(request: HttpRequest) -> HttpResponse:
    """Asks first: nothing of it can be brought back."""
    review, refusal = review_of(request.GET.get("key", "")), ""
    if review is None:
        return render(request, "reviews/dead.html", status=410)
    if review.status in _GONE:
        return see_other(_mine(review))
    if request.method == "POST":
        try:
            withdraw_review(review=review)
        except Refused as sentence:
            refusal = str(sentence)
        else:
            return see_other(_mine(review))
    context = {"refusal": refusal, "back": _mine(review)}
    return render(request, "reviews/take_back.html", context, status=409 if refusal else 200)


def _mine(review: Review) -> str:
    return reverse("reviews:mine", query={"key": key_of(review)})


def _state(review: Review) -> dict[str, Any]:
    """Finished things for the page. A day that has come counts, whether the clock has run or not."""
    today = timezone.localdate()
    over = review.status == ReviewStatus.PUBLISHED and review.expires_on is not None and review.expires_on <= today
    refused, answered = review.status == ReviewStatus.REFUSED, answered_once(review)
    late = refused and not in_time(review)
    return {
        "review": review, "state": ReviewStatus.EXPIRED.value if over else review.status,
        "clinic": review.clinic if review.clinic.status in Status.shown else None,
        "shown": review.shown_on(today), "until": _answer_until(review),
        "answered": answered, "late": over or late, "may_answer": refused and not late and not answered,
        "may_take_back": not over and review.status not in _GONE,
        "take_back": reverse("reviews:take_back", query={"key": key_of(review)}),
    }  # fmt: skip


def _answer_until(review: Review) -> dt.date | None:
    return answer_until(timezone.localdate(review.decided_at)) if review.decided_at else None
