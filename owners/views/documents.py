"""Papers that back an answer of the listing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clinics.models import Clinic
from owners.actions.documents import FACTS_BY_DOCUMENT, withdraw_document
from owners.enums import DocumentStatus
from owners.exceptions import Refused, TooMany
from owners.forms.claims import DocumentForm
from owners.models import Document
from owners.views.guards import desk_page, member_page, membership_of, person

KEPT = "We have your document. A moderator looks at it, and we write to you."


@require_http_methods(["GET", "HEAD", "POST"])
@member_page()
def fact_document(request: HttpRequest, clinic: Clinic, fact: str, **_: Any) -> HttpResponse:
    """Send one, and see what became of those sent before."""
    if fact not in FACTS_BY_DOCUMENT:
        raise Http404
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    status = 200
    if form.is_valid():
        try:
            form.save_for_fact(clinic, fact, person(request))
        except Refused as sentence:
            form.add_error("file", str(sentence))
            status = 429 if isinstance(sentence, TooMany) else 200
        else:
            messages.success(request, KEPT)
            return _back(clinic.pk, fact)
    sent = Document.objects.filter(clinic=clinic, fact=fact).exclude(status=DocumentStatus.WITHDRAWN)
    context = {"form": form, "clinic": clinic, "fact": FACTS_BY_DOCUMENT[fact], "documents": sent}
    return render(request, "owners/documents/fact.html", context, status=status)


@require_POST
@desk_page
def withdraw(request: HttpRequest, document: int) -> HttpResponse:
    """Take back a document that one sent oneself; all others see a 404, whatever the number."""
    user = person(request)
    found = Document.objects.filter(pk=document, uploaded_by=user).first() if document <= 2**62 else None
    if found is None:
        raise Http404
    try:
        withdraw_document(document=found, by=user)
    except Refused as sentence:
        messages.error(request, str(sentence))
    else:
        messages.success(request, "The document is deleted.")
    if found.claim_id:
        return _see_claim(found.claim_id)
    return _back(found.clinic_id, found.fact) if membership_of(user, found.clinic_id) else redirect("owners:listings")


def _back(clinic: int, fact: str) -> HttpResponse:
    answer = redirect("owners:fact_document", clinic, fact)
    answer.status_code = 303
    return answer


def _see_claim(claim: int) -> HttpResponse:
    answer = redirect("owners:claim", claim)
    answer.status_code = 303
    return answer
