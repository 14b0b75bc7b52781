"""Questions for the first call, to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from clinics.profile.structured import Crumb, breadcrumbs
from guide.forms import FirstCallForm
from guide.profile import way
from guide.questions import first_call as questions


@gzip_page
@require_safe
def first_call(request: HttpRequest) -> HttpResponse:
    """All questions, or those about one method; a wrong one is a sentence beside the field."""
    form = FirstCallForm(request.GET)
    form.is_valid()
    method = form.cleaned_data.get("method")
    crumbs = way(Crumb("Questions for the first call", reverse("guide:first-call")))
    context = {"form": form, "method": method, "groups": questions(method), "asked": form.asked}
    return render(request, "guide/first_call.html", {**context, "crumbs": crumbs, "structured": [breadcrumbs(crumbs)]})
