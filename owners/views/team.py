"""The pages of a listing's team: who is on it, who is asked to join, and how one leaves."""

from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.pages import form_page, person, private, see_other
from clinics.enums import MemberRole
from clinics.models import Clinic, Membership
from owners.actions import invitations, memberships
from owners.enums import InvitationStatus, MemberReason
from owners.exceptions import DeadLink, Refused
from owners.forms.team import InviteForm, MemberForm, SureForm
from owners.models import Invitation
from owners.policies.team import LAST_OWNER, is_last_owner
from owners.views.guards import member_page
from owners.views.pages import answered, sent

ASK = "owners/team/ask.html"


@require_safe
@member_page()
def team(request: HttpRequest, clinic: Clinic, membership: Membership) -> HttpResponse:
    context = {
        "clinic": clinic,
        "own": membership,
        "owner": membership.role == MemberRole.OWNER,
        "members": Membership.objects.filter(clinic=clinic).select_related("user").order_by("-role", "since", "pk"),
        "invitations": Invitation.objects.live().filter(clinic=clinic),
    }
    return render(request, "owners/team/team.html", context)


@form_page
@member_page(owner=True, factor=True)
def invite(request: HttpRequest, clinic: Clinic, membership: Membership) -> HttpResponse:
    form = InviteForm(sent(request), clinic=clinic, by=person(request))
    context = {"clinic": clinic, "title": "Invite a colleague", "button": "Send the invitation"}
    return answered(request, form, form.save, (ASK, context), ("The invitation was sent.", team_of(clinic)))


@form_page
@member_page(owner=True, factor=True)
def member(request: HttpRequest, clinic: Clinic, membership: Membership, number: int) -> HttpResponse:
    """One member, for an owner. Their own row leads to leaving."""
    found = Membership.objects.filter(pk=number, clinic=clinic).select_related("user", "clinic").first()
    if found is None:
        raise Http404
    if found.pk == membership.pk:
        return redirect("owners:leave", clinic.pk)
    form = MemberForm(sent(request), membership=found, by=person(request))
    context = {"clinic": clinic, "title": found.user.get_full_name(), "button": "Do this", "member": found}
    return answered(
        request, form, form.save, (ASK, context), ("Done. We have written to those it concerns.", team_of(clinic))
    )


@form_page
@member_page(owner=True, factor=True)
def take_back(request: HttpRequest, clinic: Clinic, membership: Membership, number: int) -> HttpResponse:
    found = Invitation.objects.filter(pk=number, clinic=clinic, status=InvitationStatus.OPEN).first()
    if found is None:
        raise Http404
    context = {
        "clinic": clinic,
        "title": "Take back the invitation",
        "button": "Take it back",
        "text": f"The link that was sent to {found.email} will not work any more.",
    }
    form = forms.Form(sent(request))
    act = partial(invitations.take_back, invitation=found, by=person(request))
    return answered(request, form, act, (ASK, context), ("The invitation was taken back.", team_of(clinic)))


@form_page
@member_page()
def leave(request: HttpRequest, clinic: Clinic, membership: Membership) -> HttpResponse:
    context = {
        "clinic": clinic,
        "title": "Leave the team",
        "button": "Leave the team",
        "text": "You will not be able to change this listing any more. An owner can invite you again.",
        "refusal": LAST_OWNER if is_last_owner(membership) else "",
        "last_owner": is_last_owner(membership),
    }
    form = forms.Form(sent(request))
    act = partial(memberships.end, membership=membership, by=person(request), reason=MemberReason.LEFT)
    return answered(request, form, act, (ASK, context), ("You have left the team.", reverse("owners:listings")))


@form_page
@member_page(owner=True, factor=True)
def leave_unmanaged(request: HttpRequest, clinic: Clinic, membership: Membership) -> HttpResponse:
    context = {
        "clinic": clinic,
        "title": "Leave the listing without a manager",
        "button": "Leave it without a manager",
        "text": "You and all editors lose access. The page stays, says that nobody manages it, and nobody can change "
        "it until somebody asks to manage it and shows that they may. You cannot undo this.",
    }
    act = partial(memberships.leave_unmanaged, clinic=clinic, by=person(request))
    form = SureForm(sent(request))
    return answered(request, form, act, (ASK, context), ("You have left the listing.", reverse("owners:listings")))


@form_page
@private
def invitation(request: HttpRequest) -> HttpResponse:
    """The mailed link. Its key stands in the query string, which no log holds; opening it alone does nothing."""
    key = request.GET.get("key", "")
    user = person(request) if request.user.is_authenticated else None
    try:
        if user and request.method == "POST":
            return _accepted(request, key, user)
        clinics, refusal = invitations.check_for(key, user), ""
    except DeadLink as dead:
        return render(request, "owners/team/dead_link.html", {"sentence": str(dead)}, status=410)
    except Refused as sentence:
        clinics, refusal = [], str(sentence)
    context = {"clinics": clinics, "refusal": refusal, "next": urlencode({"next": request.get_full_path()})}
    return render(request, "owners/team/invitation.html", context, status=403 if refusal else 200)


def _accepted(request: HttpRequest, key: str, user: User) -> HttpResponse:
    clinics = invitations.accept(key=key, by=user)
    messages.success(request, "You are on the team.")
    return see_other(reverse("owners:desk", args=[clinics[0].pk]) if len(clinics) == 1 else reverse("owners:listings"))


def team_of(clinic: Clinic) -> str:
    return reverse("owners:team", args=[clinic.pk])
