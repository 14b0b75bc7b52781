"""One page a section: look, preview, save. Its history, and one step back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Event
from clinics.models import Clinic, Membership
from owners.actions.changes import withdraw_change
from owners.actions.editing import Saved, revert, save_section
from owners.enums import ChangeStatus
from owners.exceptions import Overtaken, Refused
from owners.forms.base import SectionForm
from owners.forms.sections import FORMS
from owners.models import Change
from owners.sections import SECTIONS, Section, Values, differing, digest
from owners.views.guards import factor_step, member_page, person
from owners.views.history import entries

PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@member_page()
def edit(request: HttpRequest, clinic: Clinic, membership: Membership, section: str) -> HttpResponse:
    found = SECTIONS.get(section)
    if found is None:
        raise Http404
    if found.sensitive and (step := factor_step(request)):
        return step
    values = found.read(clinic)
    sent = request.POST if request.method == "POST" else None
    form = FORMS[section](sent, clinic=clinic, section=found, values=values)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    if "preview" in request.POST:
        return _page(request, form, preview=True)
    try:
        saved = save_section(
            clinic=clinic, section=found, values=form.values(), base=form.cleaned_data["base"], by=person(request)
        )
    except Overtaken as overtaken:
        return _both(request, clinic, found, form.values(), overtaken)
    except Refused as refusal:
        return _page(request, form, refusal=str(refusal))
    messages.success(request, in_words(saved))
    return _see("owners:desk", clinic.pk)


def in_words(saved: Saved) -> str:
    """What became of a save, as one or two sentences."""
    if not saved.public and not saved.waiting:
        return "Nothing was changed, so nothing was saved. To say that all is still right, use “still correct”."
    said = []
    if saved.public:
        said.append("Saved. It is public now.")
    if saved.waiting:
        said.append("A moderator looks at what you changed before it is public. We write to you then.")
    return " ".join(said)


@require_safe
@member_page()
def history(request: HttpRequest, clinic: Clinic, membership: Membership) -> HttpResponse:
    events = Event.objects.filter(subject=f"clinic:{clinic.pk}").order_by("-pk")
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "owners/edit/history.html", {"clinic": clinic, "page": page, "entries": entries(page, clinic)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_page()
def take_back(request: HttpRequest, clinic: Clinic, membership: Membership, event: int) -> HttpResponse:
    """One change back. The page says first what that will do."""
    found = get_object_or_404(Event, pk=min(event, 2**62), subject=f"clinic:{clinic.pk}")
    entry = entries([found], clinic)[0]
    section = SECTIONS.get(str(found.after.get("section")))
    if not entry.can_be_reverted or section is None:
        raise Http404
    if section.sensitive and (step := factor_step(request)):
        return step
    if request.method == "POST":
        try:
            messages.success(request, in_words(revert(clinic=clinic, event=found, by=person(request))))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return _see("owners:history", clinic.pk)
    return render(request, "owners/edit/revert.html", {"clinic": clinic, "entry": entry})


@require_POST
@member_page()
def withdraw(request: HttpRequest, clinic: Clinic, membership: Membership, change: int) -> HttpResponse:
    """Take back what waits."""
    found = get_object_or_404(Change, pk=min(change, 2**62), clinic=clinic)
    try:
        withdraw_change(change=found, by=person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken back. The page stays as it is.")
    return _see("owners:desk", clinic.pk)


def _page(request: HttpRequest, form: SectionForm, *, preview: bool = False, refusal: str = "") -> HttpResponse:
    words: list[str] = []
    if preview:
        words = form.in_words(form.now, form.values())
        if form.section.people and not words and differing(form.now, form.values()):
            words = ["A person is added or taken off."]
    return render(request, "owners/edit/section.html", _context(form, preview=preview, words=words, refusal=refusal))


def _context(form: SectionForm, **more: Any) -> dict[str, Any]:
    waiting = Change.objects.filter(clinic=form.clinic, section=form.section.key, status=ChangeStatus.WAITING).first()
    return {
        "clinic": form.clinic, "section": form.section, "form": form, "sections": SECTIONS.values(),
        "waiting": waiting, "waits": form.in_words(waiting.before, waiting.after) if waiting else [], **more,
    }  # fmt: skip


def _both(request: HttpRequest, clinic: Clinic, section: Section, values: Values, overtaken: Overtaken) -> HttpResponse:
    """409: what was typed stays in the form, beside what is saved now; another press writes it over that."""
    data = request.POST.copy()
    data["base"] = digest(overtaken.now)
    form = FORMS[section.key](data, clinic=clinic, section=section, values=overtaken.now)
    form.is_valid()
    now = overtaken.now
    rows = [
        {"label": form.label_of(path), "now": form.say(path, now.get(path)), "yours": form.say(path, values[path])}
        for path in differing(now, values)
    ]
    context = _context(form, both=rows, refusal=str(overtaken))
    return render(request, "owners/edit/section.html", context, status=409)


def _see(name: str, *args: Any) -> HttpResponse:
    """Go on to a page after a POST; a reload of it sends nothing again."""
    answer = redirect(name, *args)
    answer.status_code = 303
    return answer
