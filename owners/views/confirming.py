""" "Everything here is still correct", from the desk and from a mailed link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.pages import form_page, person, private, see_other
from clinics.models import Clinic, Membership
from owners.actions.confirming import DEAD, confirm, confirm_by_link, open_link
from owners.domain.freshness import Freshness
from owners.exceptions import DeadLink, Refused
from owners.views.guards import member_page

DONE = "Thank you. The listing is confirmed as of today."
BEFORE = "The listing was confirmed today already."


@form_page
@member_page()
def still_correct(request: HttpRequest, clinic: Clinic, membership: Membership) -> HttpResponse:
    """The page with the one button; the desk shows the same button."""
    refusal = ""
    if request.method == "POST":
        try:
            done = confirm(clinic=clinic, by=person(request))
        except Refused as sentence:
            refusal = str(sentence)
        else:
            messages.success(request, DONE if done else BEFORE)
            return see_other("owners:desk", clinic.pk)
    context = {"clinic": clinic, "fresh": freshness(clinic), "refusal": refusal}
    return render(request, "owners/confirm/confirm.html", context, status=409 if refusal else 200)


@form_page
@private
def by_link(request: HttpRequest) -> HttpResponse:
    """The mailed link: no sign-in for this alone. Programs that open links confirm nothing; the button does."""
    key = request.GET.get("key", "")
    try:
        if request.method == "POST":
            return render(request, "owners/confirm/done.html", {"clinic": confirm_by_link(key=key)})
        clinic = open_link(key).clinic
    except Refused as refusal:
        sentence = str(refusal) if isinstance(refusal, DeadLink) else DEAD
        return render(request, "owners/team/dead_link.html", {"sentence": sentence}, status=410)
    return render(request, "owners/confirm/link.html", {"clinic": clinic, "fresh": freshness(clinic)})


def freshness(clinic: Clinic) -> Freshness | None:
    """None for a listing that was never confirmed: no clock runs."""
    return Freshness(clinic.confirmed_on, timezone.localdate()) if clinic.confirmed_on else None
