"""Papers that back an answer of the listing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.pages import desk_page, form_page, person, see_other
from clinics.models import Clinic
from clinics.views.members import membership_of
from owners.actions.documents import FACTS_BY_DOCUMENT, withdraw_document
from owners.enums import DocumentStatus
from owners.exceptions import Refused
from owners.forms.claims import DocumentForm
from owners.models import Document
from owners.views.guards import member_page
from owners.views.pages import status_of

KEPT = "We have your document. A moderator looks at it, and we write to you."


@form_page
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
            status = status_of(sentence, otherwise=200)
        else:
            messages.success(request, KEPT)
            return see_other("owners:fact_document", clinic.pk, fact)
    sent = Document.objects.filter(clinic=clinic, fact=fact).exclude(status=DocumentStatus.WITHDRAWN)
    context = {"form": form, "clinic": clinic, "fact": FACTS_BY_DOCUMENT[fact], "documents": sent}
    return render(request, "owners/documents/fact.html", context, status=status)


@require_POST
@desk_page
def withdraw(request: HttpRequest, document: int) -> HttpResponse:
    """Take back a document that one sent oneself; all others see a 404, whatever the number."""
    user = person(request)
    found = Document.objects.filter(pk=document, uploaded_by=user).first()
    if found is None:
        raise Http404
    try:
        withdraw_document(document=found, by=user)
    except Refused as sentence:
        messages.error(request, str(sentence))
    else:
        messages.success(request, "The document is deleted.")
    if found.claim_id:
        return see_other("owners:claim", found.claim_id)
    if membership_of(user, found.clinic_id):
        return see_other("owners:fact_document", found.clinic_id, found.fact)
    return see_other("owners:listings")
