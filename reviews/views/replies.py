"""For those who manage a listing: its reviews, and what they answer to each."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.pages import form_page, person, see_other
from clinics.models import Clinic
from reviews.actions.replies import submit_reply, withdraw_reply
from reviews.domain.calendar import quarter
from reviews.domain.reply_templates import TEXTS
from reviews.enums import ReplyStatus
from reviews.exceptions import NotAllowed, Refused, TooMany
from reviews.forms.replies import ReplyForm, TemplateForm
from reviews.models import Reply, Review
from reviews.views.members import member_page

PER_PAGE = 20
SENT = "Sent. A moderator reads it before it is public. We write to everybody on the team then."


@dataclass(frozen=True, slots=True)
class Line:
    """A review as the clinic sees it: `last` is its latest reply, whatever became of it."""

    review: Review
    quarter: str
    last: Reply | None

    @property
    def answered(self) -> bool:
        return self.last is not None and self.last.status in ReplyStatus.standing


@require_safe
@member_page
def of_clinic(request: HttpRequest, clinic: Clinic) -> HttpResponse:
    """The newest first."""
    page = Paginator(_shown(clinic).order_by("-published_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/replies_list.html", {"clinic": clinic, "page": page, "lines": _lines(list(page))})


@form_page
@member_page
def reply(request: HttpRequest, clinic: Clinic, review: int) -> HttpResponse:
    """Choose a text, change it, look at it, send it."""
    found = _review(clinic, review)
    [line] = _lines([found])
    if line.answered:
        messages.info(request, "This review has a reply already. Take it back first if you want to change it.")
        return see_other("reviews:of_clinic", clinic.pk)
    if request.method != "POST":
        form = ReplyForm(review=found, initial={"text": line.last.text if line.last else ""})
        return _page(request, found, form)
    if "use" in request.POST:
        return _from_template(request, found)
    return _typed(request, found)


def _from_template(request: HttpRequest, review: Review) -> HttpResponse:
    """The text goes into the box; what stood there is shown beside it, so that nothing is lost."""
    typed, chosen = request.POST.get("text", ""), TemplateForm(request.POST)
    if not chosen.is_valid():
        return _page(request, review, ReplyForm(review=review, initial={"text": typed}), chosen=chosen)
    form = ReplyForm(review=review, initial={"text": TEXTS[chosen.cleaned_data["template"]]})
    replaced = "" if " ".join(typed.split()) in {"", *TEXTS.values()} else typed
    return _page(request, review, form, chosen=chosen, replaced=replaced)


def _typed(request: HttpRequest, review: Review) -> HttpResponse:
    only_look = "preview" in request.POST
    form = ReplyForm(request.POST, review=review, only_look=only_look)
    if not form.is_valid():
        return _page(request, review, form)
    if only_look:
        return _page(request, review, form, preview=form.cleaned_data["text"])
    try:
        submit_reply(review=review, by=person(request), text=form.cleaned_data["text"])
    except NotAllowed as left:  # they lost the listing since this request began
        raise Http404 from left
    except Refused as refusal:
        return _page(request, review, form, 429 if isinstance(refusal, TooMany) else 409, refusal=str(refusal))
    messages.success(request, SENT)
    return see_other("reviews:of_clinic", review.clinic_id)


@require_POST
@member_page
def withdraw(request: HttpRequest, clinic: Clinic, review: int) -> HttpResponse:
    """Take back what waits or is public."""
    standing = Reply.objects.filter(review=_review(clinic, review), status__in=ReplyStatus.standing).first()
    try:
        if standing:
            withdraw_reply(reply=standing, by=person(request))
            messages.success(request, "The reply was taken back, and its text is deleted.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return see_other("reviews:of_clinic", clinic.pk)


def _shown(clinic: Clinic) -> QuerySet[Review]:
    return Review.objects.shown_on(timezone.localdate()).filter(clinic=clinic).select_related("clinic")


def _review(clinic: Clinic, number: int) -> Review:
    found = _shown(clinic).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _lines(reviews: list[Review]) -> list[Line]:
    latest = {one.review_id: one for one in Reply.objects.filter(review__in=reviews).order_by("pk")}
    return [Line(one, quarter(one.month) if one.month else "", latest.get(one.pk)) for one in reviews]


def _page(request: HttpRequest, review: Review, form: ReplyForm, status: int = 200, **more: object) -> HttpResponse:
    [line] = _lines([review])
    said = {"clinic": review.clinic, "line": line, "form": form, "chosen": TemplateForm(), **more}
    return render(request, "reviews/replies_write.html", said, status=status)
