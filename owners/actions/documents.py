"""Papers that a moderator is asked to look at: kept until the decision, deleted with it."""

import datetime as dt
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import Event, User
from accounts.rates import once_more
from clinics.actions.editing import edited
from clinics.domain.catalog import FACTS
from clinics.domain.evidence import problem, too_long
from clinics.domain.facts import Evidence
from clinics.models import Clinic, Statement
from clinics.policies import check_can_manage
from owners.actions import private_files
from owners.domain.files import NotAccepted, clean
from owners.emails.claims import document_letter
from owners.enums import ClaimReason, ClaimStatus, DocumentReason, DocumentStatus
from owners.exceptions import InvalidStep, NotAllowed, Refused, TooMany
from owners.models import Claim, Document
from owners.policies.claims import check_may_see_document
from owners.sections.base import TRI
from owners.sections.facts import ANSWERS
from owners.workflows import DOCUMENT

logger = logging.getLogger(__name__)
UPLOADS_A_DAY = 15
"""By one account."""
MOST_WAITING = 5
"""For one claim, or for one fact of a listing."""
MOST_FOR_A_CLAIM = 10
"""Ever sent, those taken back too."""
GRACE_SECONDS = 60 * 60
"""A file may be younger than its row, which is written last."""
FACTS_BY_DOCUMENT = {key: fact for key, fact in FACTS.items() if fact.best is Evidence.DOCUMENT}
"""Facts whose best evidence is a paper."""


def send_for_claim(*, claim: Claim, data: bytes, by: User) -> Document:
    """Keep a paper that is to show that the claimant answers for the clinic. Raises Refused with a sentence."""

    def check() -> None:
        now = Claim.objects.select_for_update().get(pk=claim.pk)
        if now.user_id != by.pk:
            raise NotAllowed("This is not your request.")
        if not now.is_open:
            raise InvalidStep("This request was decided already.")

    return _keep(Document(clinic_id=claim.clinic_id, claim=claim, uploaded_by=by), data, check)


def send_for_fact(*, clinic: Clinic, fact: str, data: bytes, by: User) -> Document:
    """Keep a paper that is to show an answer of the listing, such as a DEA registration."""
    if fact not in FACTS_BY_DOCUMENT:
        raise Refused("No document can show this fact.")
    return _keep(
        Document(clinic=clinic, fact=fact, uploaded_by=by), data, lambda: check_can_manage(by, clinic)
    )  # fmt: skip


def _keep(document: Document, data: bytes, check: Callable[[], None]) -> Document:
    try:
        with private_files.turn():
            return _keep_in_turn(document, data, check)
    except TimeoutError as busy:
        raise TooMany(private_files.BUSY) from busy


def _keep_in_turn(document: Document, data: bytes, check: Callable[[], None]) -> Document:
    """The file first and its row last: a crash leaves a file without a row, which is swept, and never a row without."""
    by = document.uploaded_by
    assert by is not None  # noqa: S101 -- both callers set it
    if not once_more("document", who=f"user:{by.pk}", at_most=UPLOADS_A_DAY):
        raise TooMany(f"You have sent {UPLOADS_A_DAY} files today, which is the most we take. Go on tomorrow.")
    try:
        found = clean(data)
    except NotAccepted as refusal:
        raise Refused(str(refusal)) from refusal
    _check_room(len(found.data))
    document.kind, document.size, document.pages = found.kind, len(found.data), found.pages
    document.file_key = private_files.write(found.data)
    try:
        _write_row(document, by, check)
    except BaseException:
        private_files.remove(document.file_key)
        raise
    return document


def _check_room(size: int) -> None:
    """One ceiling for all that wait. Called in turn, so that no two take the last room."""
    waiting = Document.objects.filter(status=DocumentStatus.WAITING).aggregate(Sum("size"))["size__sum"] or 0
    if waiting + size > settings.PRIVATE_BYTES:
        logger.error("documents: %s bytes wait for a moderator, no more are taken (PRIVATE_BYTES)", waiting)
        raise Refused(private_files.FULL)


@transaction.atomic
def _write_row(document: Document, by: User, check: Callable[[], None]) -> None:
    Clinic.objects.locked([document.clinic_id])
    check()
    same = Document.objects.filter(clinic=document.clinic_id, claim=document.claim_id, fact=document.fact)
    if same.filter(status=DocumentStatus.WAITING).count() >= MOST_WAITING:
        raise TooMany(f"{MOST_WAITING} files of yours wait for a moderator here already. Take one back first.")
    if document.claim_id and same.count() >= MOST_FOR_A_CLAIM:
        raise TooMany(f"You have sent {MOST_FOR_A_CLAIM} files for this request, which is the most we take.")
    document.save()
    after = {"clinic": document.clinic_id, "claim": document.claim_id, "fact": document.fact, "kind": document.kind}
    Event.record(by=by, what="document.sent", subject=document, after=after)


def open_document(*, document: Document, by: User) -> bytes:
    """The file, for a moderator; that they saw it stands in the log. Raises Refused where it is gone."""
    check_may_see_document(by, document)
    if document.status != DocumentStatus.WAITING:
        raise InvalidStep("This document was decided on, and its file is deleted.")
    try:
        data = private_files.read(document.file_key)
    except FileNotFoundError as gone:
        raise Refused("The file is not there any more. Refuse the document, so that another one may be sent.") from gone
    Event.record(by=by, what="document.opened", subject=document, after={"clinic": document.clinic_id})
    return data


@transaction.atomic
def accept_document(
    *, document: Document, by: User, reason: str = DocumentReason.SHOWS, expires_on: dt.date | None = None,
    address_matched: bool | None = None,
) -> Document:  # fmt: skip
    """It shows what it was sent for. For a fact that is an answer of the listing, with what the moderator saw.

    expires_on: the last day it counts, needed for a fact. Raises Refused with a sentence.
    """
    now = locked(document)
    check_may_see_document(by, now)
    _check_step(now, "accept_document")
    if reason not in DocumentReason.accepting:
        raise Refused("Choose a reason from the list.")
    if not _opened(now, by):
        raise Refused("Open the document first.")
    if now.fact:
        _state(now, by, expires_on, address_matched)
    _write(now, DocumentStatus.ACCEPTED, reason, by)
    document_letter(now, own_no=says_no(now))
    return now


def says_no(document: Document) -> bool:
    """The clinic's own answer to what the document is to show is "no"."""
    return bool(document.fact) and ANSWERS.read(document.clinic)[document.fact] == TRI[False]


@transaction.atomic
def refuse_document(*, document: Document, by: User, reason: str) -> Document:
    now = locked(document)
    check_may_see_document(by, now)
    _check_step(now, "refuse_document")
    if reason not in DocumentReason.values or reason in DocumentReason.accepting:
        raise Refused("Choose a reason from the list.")
    _write(now, DocumentStatus.REFUSED, reason, by)
    document_letter(now)
    return now


@transaction.atomic
def withdraw_document(*, document: Document, by: User) -> Document:
    """Whoever sent it takes it back; the file is deleted."""
    now = locked(document)
    if now.uploaded_by_id != by.pk:
        raise NotAllowed("You did not send this document.")
    _check_step(now, "withdraw_document")
    _write(now, DocumentStatus.WITHDRAWN, "", by)
    return now


def decide_with_claim(claim: Claim, *, by: User) -> None:
    """A claim that is over decides the papers that still wait for it. Called under the claim's lock."""
    for document in claim.documents.select_for_update().filter(status=DocumentStatus.WAITING):
        status, reason = _with_claim(claim, opened=_opened(document, by))
        _write(document, status, reason, by)


def _with_claim(claim: Claim, *, opened: bool) -> tuple[DocumentStatus, str]:
    """Of a paper that the moderator did not open, nothing is said but that."""
    if claim.status == ClaimStatus.WITHDRAWN:
        return DocumentStatus.WITHDRAWN, ""
    approved, by_document = claim.status == ClaimStatus.APPROVED, claim.reason == ClaimReason.DOCUMENT
    if not opened or (approved and not by_document):
        return DocumentStatus.REFUSED, DocumentReason.NOT_NEEDED
    if approved:
        return DocumentStatus.ACCEPTED, DocumentReason.SHOWS
    unreadable = claim.reason == ClaimReason.UNREADABLE
    return DocumentStatus.REFUSED, DocumentReason.UNREADABLE if unreadable else DocumentReason.NOT_THIS


def locked(document: Document) -> Document:
    """As it is now, kept from everybody else until the end of the transaction; its listing first."""
    Clinic.objects.locked([document.clinic_id])
    rows = Document.objects.select_related("clinic", "uploaded_by").select_for_update(of=("self",))
    return rows.get(pk=document.pk)


def sweep_orphans() -> int:
    """For the daily run: delete files that no row names any more, or ever. Returns how many."""
    gone = 0
    for path in private_files.left_longer_than(GRACE_SECONDS):
        if not Document.objects.filter(file_key=path.name).exists():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _state(document: Document, by: User, expires_on: dt.date | None, address_matched: bool | None) -> None:
    """An answer with a moderator's look as its evidence; no number of the paper is kept."""
    today = timezone.localdate()
    if expires_on is None:
        raise Refused("Say until which day the document counts.")
    if expires_on < today:
        raise Refused("This document has expired. Refuse it for that reason.")
    wrong = too_long(Evidence.DOCUMENT, today, expires_on) or problem(
        fact=document.fact, answer=True, evidence=Evidence.DOCUMENT, as_of=today, today=today,
        address_matched=address_matched,
    )  # fmt: skip
    if wrong:
        raise Refused(wrong)
    Statement.objects.create(
        clinic_id=document.clinic_id, fact=document.fact, answer=True, evidence=Evidence.DOCUMENT, as_of=today,
        expires_on=expires_on, address_matched=address_matched, seen_by=by,
    )  # fmt: skip
    document.expires_on, document.address_matched = expires_on, address_matched
    edited(document.clinic, by=by, fields=["statements"])


def _opened(document: Document, by: User) -> bool:
    seen = Event.objects.filter(actor=f"user:{by.pk}", what="document.opened", subject=f"document:{document.pk}")
    return seen.exists()


def _check_step(document: Document, verb: str) -> None:
    if not DOCUMENT.takes(verb, document.status):
        raise InvalidStep(f"Nothing was done: this document is “{document.get_status_display()}” by now.")


def _write(document: Document, status: DocumentStatus, reason: str, by: User) -> None:
    """First the row forgets its file, then the file goes: a crash in between leaves one that is swept."""
    key, document.file_key = document.file_key, ""
    document.status, document.reason, document.decided_at, document.decided_by = status, reason, timezone.now(), by
    document.save()
    Event.record(
        by=by, what=f"document.{status.value}", subject=document, before={"status": DocumentStatus.WAITING.value},
        after={"status": status.value, "clinic": document.clinic_id, "fact": document.fact}, reason=reason,
    )  # fmt: skip
    transaction.on_commit(lambda: private_files.remove(key), robust=True)
