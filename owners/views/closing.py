"""What has become of the clinic: a list of steps, and a page for each that says what it does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.pages import form_page, person
from clinics.models import Clinic, Membership
from owners.actions.closing import VERBS, steps_from, targets
from owners.forms.closing import StepForm
from owners.views.guards import member_page
from owners.views.pages import answered, sent


@require_safe
@member_page(owner=True, factor=True)
def closing(request: HttpRequest, clinic: Clinic, membership: Membership) -> HttpResponse:
    context = {"clinic": clinic, "steps": steps_from(clinic, person(request))}
    return render(request, "owners/closing/closing.html", context)


@form_page
@member_page(owner=True, factor=True)
def step(request: HttpRequest, clinic: Clinic, membership: Membership, verb: str) -> HttpResponse:
    """A step that cannot be taken now is refused by the action with a sentence."""
    if verb not in VERBS:
        raise Http404
    chosen, by = VERBS[verb], person(request)
    form = StepForm(sent(request), clinic=clinic, verb=chosen, by=by)
    context = {
        "clinic": clinic,
        "verb": chosen,
        "possible": verb in steps_from(clinic, by),
        "nowhere": verb == "moved" and not targets(clinic, by).exists(),
    }
    after = (chosen.done, reverse("owners:closing", args=[clinic.pk]))
    return answered(request, form, form.save, ("owners/closing/step.html", context), after)
