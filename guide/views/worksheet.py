"""A sum of one's own. The numbers stand in the address; nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from clinics.profile.structured import Crumb, breadcrumbs
from guide.forms import WorksheetForm, usual
from guide.profile import way
from guide.receipt import receipt


@gzip_page
@require_safe
def worksheet(request: HttpRequest) -> HttpResponse:
    """The form; above it the sum, as far as it can be known."""
    form = WorksheetForm(request.GET)
    counted = form.is_valid() and form.asked
    crumbs = way(Crumb("Add up your own costs", reverse("guide:worksheet")))
    context = {
        "form": form,
        "receipt": receipt(form.given(), form.cleaned_data["method"]) if counted else None,
        "asked": form.asked,
        "usual": usual(),
        "crumbs": crumbs,
        "structured": [breadcrumbs(crumbs)],
    }
    return render(request, "guide/worksheet.html", context)
