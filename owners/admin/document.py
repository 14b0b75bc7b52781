"""Papers that wait for a moderator, the oldest first. The file is served here alone."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.debug import sensitive_post_parameters

from accounts.admin_base import ReadOnlyAdmin, actor, waiting_first
from accounts.admin_decisions import FIRST, Decision, called
from accounts.models import User
from accounts.policies import why_not
from accounts.work import Lines
from clinics.admin.decisions import ListingDecisions, listing_lines
from clinics.domain.dea import dea_problem
from clinics.domain.phone import spoken_phone
from owners.actions.documents import accept_document, open_document, refuse_document, says_no
from owners.emails.claims import document_text
from owners.enums import DocumentKind, DocumentReason, DocumentStatus
from owners.exceptions import Refused
from owners.models import Document
from owners.policies.claims import check_may_see_document
from owners.workflows import DOCUMENT

NO_LETTER = "None: the account of whoever sent it is gone or closed."
WAITING = waiting_first(DocumentStatus.WAITING)
TYPES = {DocumentKind.PDF: "application/pdf", DocumentKind.JPEG: "image/jpeg", DocumentKind.PNG: "image/png"}


_NOT_BY_HAND = {*DocumentReason.accepting, DocumentReason.NOT_NEEDED}


class RefusalForm(forms.Form):
    reason = forms.ChoiceField(
        choices=[FIRST, *(choice for choice in DocumentReason.choices if choice[0] not in _NOT_BY_HAND)]
    )


class Unsaid(forms.TextInput):
    """What was typed is never sent back to the page."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, None, {**(attrs or {}), "autocomplete": "off"})


class AcceptanceForm(forms.Form):
    reason = forms.ChoiceField(
        choices=[FIRST, *((code, DocumentReason(code).label) for code in DocumentReason.accepting)]
    )


class FactForm(AcceptanceForm):
    expires_on = forms.DateField(
        label="Counts until", widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The last day, as it stands on the document; 2 years from training for advanced life support.",
    )  # fmt: skip


class DeaForm(FactForm):
    address_matched = forms.BooleanField(
        label="The address on the document is that of the listing",
        error_messages={"required": "A registration counts at its own address alone. If it is another, refuse it."},
    )
    number = forms.CharField(
        label="DEA number, to check its form", required=False, max_length=40, widget=Unsaid,
        help_text="Looked at once and forgotten: it is not stored, logged or shown again.",
    )  # fmt: skip

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        if number and (problem := dea_problem(number)):
            raise forms.ValidationError(problem)
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.pop("number", None)
        return data


def _accepting(document: Document, by: User, data: Any) -> forms.Form:
    if not document.fact:
        return AcceptanceForm(data)
    return DeaForm(data) if document.fact == "dea" else FactForm(data)


DECISIONS = (
    Decision(
        "accept", "Accept",
        "It shows what it was sent for. The file is deleted; for a fact, the listing says that we saw the "
        "document. Whoever sent it is told.",
        accept_document, DOCUMENT.before("accept_document"), _accepting,
    ),
    Decision(
        "refuse", "Refuse", "Whoever sent it is told the reason, and the file is deleted.", refuse_document,
        DOCUMENT.before("refuse_document"), lambda document, by, data: RefusalForm(data),
    ),
)  # fmt: skip


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin, ListingDecisions):
    change_form_template = "admin/owners/document/change_form.html"
    decisions = DECISIONS
    keyword = "document"
    list_display = ["uploaded_at", "clinic", "for_what", "kind", "pages", "status"]
    list_filter = ["status", "fact"]
    list_select_related = ["clinic", "claim"]
    search_fields = ["clinic__name", "clinic__city"]
    fields = [
        "clinic", "place", "phone", "claim", "fact", "uploaded_by", "uploaded_at", "kind", "size", "pages", "status",
        "decided_at", "decided_by", "reason", "expires_on", "address_matched",
    ]  # fmt: skip

    readonly_fields = ["place", "phone"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        found: QuerySet[Document] = super().get_queryset(request).select_related("clinic", "uploaded_by")
        return found

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [WAITING, "uploaded_at", "pk"]

    @admin.display(description="its phone")
    def phone(self, document: Document) -> str:
        return spoken_phone(document.clinic.phone) if document.clinic.phone else "none"

    def in_view(self, row: Document) -> Lines:
        return [*listing_lines(row.clinic), ("For", [self.for_what(row)]), ("Sent by", [called(row.uploaded_by)])]

    def preview(self, decision: Decision, row: Document) -> str:
        if row.uploaded_by is None or not row.uploaded_by.is_active:
            return NO_LETTER
        return document_text(row, accepted=decision.name == "accept", own_no=says_no(row))

    @admin.display(description="for")
    def for_what(self, document: Document) -> str:
        return document.get_fact_display() if document.fact else f"Claim {document.claim_id}"

    def refusal(self, by: User, row: Document) -> str:
        return why_not(check_may_see_document, by, row)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file)
        return [path("<int:number>/file/", view, name="owners_document_file"), *super().get_urls()]

    def decide(self, request: HttpRequest, number: int, verb: str) -> HttpResponse:
        return sensitive_post_parameters("number")(super().decide)(request, number, verb)

    def file(self, request: HttpRequest, number: int) -> HttpResponse:
        """As an attachment that no browser runs or shows; that it was opened stands in the log."""
        document = self.row(request, number)
        try:
            data = open_document(document=document, by=actor(request))
        except Refused as refusal:
            self.message_user(request, str(refusal), "ERROR")
            return self._back(document)
        answer = HttpResponse(data, content_type=TYPES[DocumentKind(document.kind)])
        answer["Content-Disposition"] = f'attachment; filename="document-{document.pk}.{document.kind}"'
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer["Cache-Control"] = "private, no-store"
        return answer

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        document = context.get("original")
        if document is not None:
            context["has_file"] = bool(document.file_key) and bool(self.offered(request, document))
        return super().render_change_form(request, context, *args, **kwargs)
