"""One page a section: look, preview, save. Its history, and one step back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Event
from accounts.pages import form_page, person, see_other
from clinics.domain.catalog import FACTS
from clinics.models import Clinic, Membership
from owners.actions.changes import withdraw_change
from owners.actions.editing import Saved, reverted, save_section
from owners.enums import ChangeStatus
from owners.exceptions import Overtaken, Refused
from owners.forms.base import SectionForm
from owners.forms.sections import FORMS, change_in_words
from owners.history import entries, events_of
from owners.models import Change
from owners.sections import SECTIONS, Met, Section, Values, differing, digest, meet, unseal
from owners.views.guards import factor_step, member_page

PER_PAGE = 30
TRIES = 5
"""A save that meets another one in the same moment is laid over it once more; so often is no accident."""
OVERTAKEN = "Somebody changed this section while you were working on it. Nothing of yours was saved yet."


@form_page
@member_page()
def edit(request: HttpRequest, clinic: Clinic, membership: Membership, section: str) -> HttpResponse:
    found = SECTIONS.get(section)
    if found is None:
        raise Http404
    if found.sensitive and (step := factor_step(request)):
        return step
    if request.method != "POST":
        return _page(request, FORMS[section](clinic=clinic, section=found, values=found.read(clinic)))
    sealed = unseal(clinic, found, request.POST.get("base", ""))
    served = {} if sealed is None else sealed
    form = FORMS[section](
        request.POST, clinic=clinic, section=found, values=found.read(clinic) if sealed is None else sealed
    )
    if not form.is_valid():
        return _page(request, form)
    if "preview" in request.POST:
        return _preview(request, form, served)
    return _saved(request, form, served)


def _saved(request: HttpRequest, form: SectionForm, served: Values) -> HttpResponse:
    clinic, section, typed = form.clinic, form.section, form.values()
    for _ in range(TRIES):
        now = section.read(Clinic.objects.get(pk=clinic.pk))  # not as this request began: somebody saved since
        met = meet(section, served, typed, now)
        checked = _checked(form, met, now, served)
        if met.torn or not checked.is_valid():
            return _both(request, checked, met, now)
        try:
            saved = save_section(
                clinic=clinic, section=section, values=now | checked.values(), base=digest(now), by=person(request)
            )
        except Overtaken:
            continue
        except Refused as refusal:
            return _page(request, form, refusal=str(refusal))
        messages.success(request, in_words(saved, repeated=differing(served, typed) != []))
        return see_other("owners:desk", clinic.pk)
    return _both(request, checked, met, now)


def _checked(form: SectionForm, met: Met, now: Values, served: Values) -> SectionForm:
    """What will be saved, as a form: two halves that were right by themselves may not be right together."""
    if now == served:
        return form
    checked = type(form).holding(met.values, clinic=form.clinic, section=form.section, values=now)
    checked.is_valid()
    return checked


def in_words(saved: Saved, *, repeated: bool = False) -> str:
    """What became of a save, as one or two sentences. repeated: something was typed that stands there already."""
    if not saved.public and not saved.waiting:
        if repeated:
            return "This stands there already."
        return "Nothing was changed, so nothing was saved. To say that all is still right, use “still correct”."
    said = ["Saved. It is public now."] if saved.public else []
    if saved.ended:
        gone = "; ".join(FACTS[key].wording for key in saved.ended)
        said.append(f"With that person went what rested on them, so it is not stated any more: {gone}.")
    if saved.waiting:
        said.append("A moderator looks at what you changed before it is public. We write to you then.")
    return " ".join(said)


@require_safe
@member_page()
def history(request: HttpRequest, clinic: Clinic, membership: Membership) -> HttpResponse:
    page = Paginator(events_of(clinic), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "owners/edit/history.html", {"clinic": clinic, "page": page, "entries": entries(page, clinic)}
    )


@form_page
@member_page()
def take_back(request: HttpRequest, clinic: Clinic, membership: Membership, event: int) -> HttpResponse:
    """One change back, as an edit like any other. The page says first what that will do."""
    found = get_object_or_404(Event, pk=event, subject=f"clinic:{clinic.pk}")
    entry = entries([found], clinic)[0]
    section = SECTIONS.get(str(found.after.get("section")))
    if not entry.can_be_reverted or section is None:
        raise Http404
    if section.sensitive and (step := factor_step(request)):
        return step
    try:
        form, now = _without(clinic, section, found)
        if request.method == "POST":
            values, by = now | form.values(), person(request)
            saved = save_section(
                clinic=clinic, section=section, values=values, base=digest(now), by=by, reverts=found.pk
            )
            messages.success(request, in_words(saved))
            return see_other("owners:history", clinic.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return see_other("owners:history", clinic.pk)
    lines = form.in_words(now, form.values())
    return render(request, "owners/edit/revert.html", {"clinic": clinic, "entry": entry, "lines": lines})


def _without(clinic: Clinic, section: Section, event: Event) -> tuple[SectionForm, Values]:
    """The section without that change, checked like what is typed."""
    now = section.read(clinic)
    form = FORMS[section.key].holding(reverted(clinic, event), clinic=clinic, section=section, values=now)
    if not form.is_valid():
        said = "; ".join(f"{form.label_of(name)}: {errors[0]}" for name, errors in form.errors.items())
        raise Refused(f"With what was changed since, this cannot stand. {said}")
    return form, now


@require_POST
@member_page()
def withdraw(request: HttpRequest, clinic: Clinic, membership: Membership, change: int) -> HttpResponse:
    """Take back what waits."""
    found = get_object_or_404(Change, pk=change, clinic=clinic)
    try:
        withdraw_change(change=found, by=person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken back. The page stays as it is.")
    return see_other("owners:desk", clinic.pk)


def _preview(request: HttpRequest, form: SectionForm, served: Values) -> HttpResponse:
    """What would be public after a save: against what is saved now, not against what the page was served with."""
    now = form.section.read(form.clinic)
    met = meet(form.section, served, form.values(), now)
    checked = _checked(form, met, now, served)
    if met.torn or not checked.is_valid():
        return _both(request, checked, met, now)
    after = now | checked.values()
    words = form.in_words(now, after)
    if form.section.people and any(path.startswith("new") for path in after):
        words.append("A person is added.")
    return _page(request, checked, preview=True, words=words)


def _page(request: HttpRequest, form: SectionForm, **more: Any) -> HttpResponse:
    return render(request, "owners/edit/section.html", _context(form, **more))


def _context(form: SectionForm, **more: Any) -> dict[str, Any]:
    waiting = Change.objects.filter(clinic=form.clinic, section=form.section.key, status=ChangeStatus.WAITING)
    words = [(row, change_in_words(form.clinic, form.section, row.before, row.after)) for row in waiting]
    return {
        "clinic": form.clinic, "section": form.section, "form": form, "sections": SECTIONS.values(),
        "waiting": words, **more,
    }  # fmt: skip


def _both(request: HttpRequest, form: SectionForm, met: Met, now: Values) -> HttpResponse:
    """409: what was typed stands in the form, beside what is saved now; another press writes it over that."""
    rows = [
        {"label": form.label_of(path), "now": form.say(path, now.get(path)), "yours": form.say(path, met.values[path])}
        for path in met.torn
    ]
    context = _context(form, both=rows, refusal=OVERTAKEN)
    return render(request, "owners/edit/section.html", context, status=409)
