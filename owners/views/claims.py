"""Take over a listing: find it, ask, show that one answers for it. Only the claimant sees a claim."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.pages import View, desk_page, form_page, person, see_other
from owners.actions.claims import withdraw_claim
from owners.actions.proofs import live
from owners.enums import ClaimStatus, DocumentStatus, ProofKind
from owners.exceptions import Refused
from owners.forms.claims import AddressForm, ClaimForm, CodeForm, DocumentForm, FindForm, NewListingForm, claimable
from owners.models import Claim
from owners.views.guards import managed_by
from owners.views.pages import sent, status_of

SENT = "A code is on its way. It works for 30 minutes."
GIVEN = "The code is right. A moderator sees it as evidence and decides."
KEPT = "We have your document. A moderator looks at it and decides."
WITHDRAWN = "Your request is withdrawn, and what you sent is deleted."


def own_claim(view: View) -> View:
    """The view gets `claim` in place of its number; whoever did not make it sees a 404, whatever the number."""

    @wraps(view)
    def guarded(request: HttpRequest, claim: int, **kwargs: Any) -> HttpResponse:
        found = claim_of(person(request), claim)
        if found is None:
            raise Http404
        return view(request, claim=found, **kwargs)

    return desk_page(guarded)


def claim_of(user: User, number: int) -> Claim | None:
    return Claim.objects.filter(pk=number, user=user).select_related("clinic").first()


@require_safe
@desk_page
def find(request: HttpRequest) -> HttpResponse:
    """Which listing is it?"""
    form = FindForm(request.GET) if "name" in request.GET or "where" in request.GET else FindForm()
    found = form.found() if form.is_bound and form.is_valid() else None
    waiting = Claim.objects.filter(user=person(request), status__in=ClaimStatus.open).select_related("clinic")
    return render(request, "owners/claims/find.html", {"form": form, "found": found, "waiting": waiting})


@form_page
@desk_page
def ask(request: HttpRequest, clinic: int) -> HttpResponse:
    """Ask to manage it. An open claim of theirs is where they go on."""
    user, found = person(request), claimable(clinic)
    if found is None:
        raise Http404
    if open_claim := Claim.objects.filter(clinic=found, user=user, status__in=ClaimStatus.open).first():
        return redirect("owners:claim", open_claim.pk)
    if found in managed_by(user):
        return redirect("owners:desk", found.pk)
    form, refusal = ClaimForm(sent(request)), None
    if form.is_bound and form.is_valid():
        try:
            return see_other("owners:claim", form.save(found, user).pk)
        except Refused as sentence:
            refusal = sentence
    context = {"form": form, "clinic": found, "refusal": refusal}
    return render(request, "owners/claims/ask.html", context, status=status_of(refusal))


@form_page
@desk_page
def new(request: HttpRequest) -> HttpResponse:
    """Add a clinic that is not there."""
    form, refusal = NewListingForm(sent(request)), None
    if form.is_bound and form.is_valid():
        try:
            return see_other("owners:claim", form.save(person(request)).pk)
        except Refused as sentence:
            refusal = sentence
    context = {"form": form, "doubles": getattr(form, "doubles", []), "refusal": refusal}
    return render(request, "owners/claims/new.html", context, status=status_of(refusal))


@require_safe
@own_claim
def claim(request: HttpRequest, claim: Claim) -> HttpResponse:
    return _page(request, claim)


@require_POST
@own_claim
def mail(request: HttpRequest, claim: Claim) -> HttpResponse:
    return _step(request, claim, "address_form", AddressForm(request.POST), SENT)


@require_POST
@own_claim
def code(request: HttpRequest, claim: Claim) -> HttpResponse:
    return _step(request, claim, "code_form", CodeForm(request.POST), GIVEN)


@require_POST
@own_claim
def document(request: HttpRequest, claim: Claim) -> HttpResponse:
    form = DocumentForm(request.POST, request.FILES)
    return _step(request, claim, "document_form", form, KEPT, save=form.save_for_claim)


@require_POST
@own_claim
def withdraw(request: HttpRequest, claim: Claim) -> HttpResponse:
    try:
        withdraw_claim(claim=claim, by=person(request))
    except Refused as sentence:
        return _page(request, claim, refusal=str(sentence))
    messages.success(request, WITHDRAWN)
    return see_other("owners:claim", claim.pk)


def _step(
    request: HttpRequest, claim: Claim, name: str, form: Any, done: str, save: Callable[..., Any] | None = None
) -> HttpResponse:
    """One form of the page of a claim: what is wrong with it is said beside it, and nothing typed is lost."""
    if form.is_valid():
        try:
            (save or form.save)(claim, person(request))
        except Refused as sentence:
            form.add_error(next(iter(form.fields)), str(sentence))
            return _page(request, claim, status=status_of(sentence, otherwise=200), **{name: form})
        messages.success(request, done)
        return see_other("owners:claim", claim.pk)
    return _page(request, claim, **{name: form})


def _page(request: HttpRequest, claim: Claim, refusal: str = "", status: int = 200, **forms_: Any) -> HttpResponse:
    claim.refresh_from_db()
    proofs, waiting = list(claim.proofs.all()), live(claim)
    context = {
        "claim": claim, "clinic": claim.clinic, "refusal": refusal,
        "address_form": AddressForm(), "code_form": CodeForm(), "document_form": DocumentForm(),
        "given": [proof for proof in proofs if proof.given_at],
        "mailed": next((proof for proof in waiting if proof.kind == ProofKind.MAIL), None),
        "called": next((proof for proof in waiting if proof.kind == ProofKind.CALL), None),
        "documents": claim.documents.exclude(status=DocumentStatus.WITHDRAWN),
        "wrong": next(iter(forms_.values()), None), **forms_,
    }  # fmt: skip
    return render(request, "owners/claims/claim.html", context, status=status)
