"""What a session costs, in the country and in each state, as pages and as files."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from clinics.costs import area, spreads, survey
from clinics.domain.states import STATES
from clinics.enums import Holds
from clinics.models import SiteState
from clinics.profile.cost_rows import COLUMNS, COUNTRY, Cell, cost_rows
from clinics.profile.costs import country_page, state_page, state_table
from clinics.profile.crumbs import to_costs
from clinics.profile.structured import breadcrumbs
from clinics.views.places import state_code


@gzip_page
@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """The country, and each state's middle prices."""
    today = timezone.localdate()
    found = survey(today)
    page = {"page": country_page(found.country, today), "table": state_table(found)}
    return render(request, "clinics/costs.html", page)


@gzip_page
@require_safe
def state(request: HttpRequest, state: str) -> HttpResponse:
    """One state. Upper case leads here for good; an unknown code is a 404."""
    code = state_code(state)
    if state != state.lower():
        return redirect("clinics:costs_state", state.lower(), permanent=True)
    today = timezone.localdate()
    found, crumbs = area(today, code), to_costs(code)
    page = state_page(found, today, code)
    context = {"page": page, "name": STATES[code], "code": code.lower(), "crumbs": crumbs, "thin": not found.priced}
    return render(request, "clinics/costs_state.html", context | {"structured": [breadcrumbs(crumbs)]})


@gzip_page
@require_safe
def country_csv(request: HttpRequest) -> HttpResponse:
    """The country, then each state that has a clinic."""
    today = timezone.localdate()
    found, sample = survey(today), _sample()
    rows = cost_rows(COUNTRY, found.country.spreads, today, sample=sample)
    for code, there in found.states.items():
        rows += cost_rows(code, there.spreads, today, sample=sample)
    return _file(rows, "ketamine-session-prices.csv")


@gzip_page
@require_safe
def state_csv(request: HttpRequest, state: str) -> HttpResponse:
    """One state; only the header where it has no clinic."""
    code = state_code(state)
    if state != state.lower():
        return redirect("clinics:costs_state_csv", state.lower(), permanent=True)
    today = timezone.localdate()
    rows = cost_rows(code, spreads(today, code), today, sample=_sample())
    return _file(rows, f"ketamine-session-prices-{state}.csv")


def _sample() -> bool:
    """A file has no line above it that says so; each row does."""
    return SiteState.now().holds == Holds.SAMPLE


def _file(rows: list[list[Cell]], name: str) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerows([COLUMNS, *rows])
    return response
