"""Papers from the day they are sent to the day their file is deleted."""

import datetime as dt
import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.models import Answer, Statement
from owners.actions import documents, private_files
from owners.actions.claims import approve_claim, refuse_claim, submit_claim, withdraw_claim
from owners.actions.documents import (
    accept_document,
    open_document,
    refuse_document,
    send_for_claim,
    send_for_fact,
    sweep_orphans,
    withdraw_document,
)
from owners.enums import DocumentStatus
from owners.exceptions import InvalidStep, NotAllowed, Refused, TooMany
from owners.models import Document
from owners.workflows import DOCUMENT
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator, signed_in
from tests.owners.claims.conftest import BACKEND, text_of
from tests.owners.documents import files

pytestmark = pytest.mark.django_db
NEXT_YEAR = dt.date(2027, 11, 1)


def upload(data, name="paper.pdf", kind="application/pdf"):
    return {"file": SimpleUploadedFile(name, data, kind)}


class TestSending:
    def test_from_the_page(self, client, clinic, owner, kept):
        path = f"/manage/{clinic.pk}/documents/dea/"
        assert client.get(path).status_code == 200
        answer = client.post(path, upload(files.pdf(pages=3)))
        document = Document.objects.get()
        assert (answer.status_code, answer.headers["Location"]) == (303, path)
        assert (document.fact, document.pages, document.uploaded_by, document.status) == ("dea", 3, owner, "waiting")
        assert kept() == [document.file_key]
        assert "Waiting for a moderator" in text_of(client.get(path))

    @pytest.mark.parametrize(
        ("data", "name", "kind", "said"),
        [
            (b"<html><script>x</script>", "scan.jpg", "image/jpeg", "no PDF, JPEG or PNG"),
            (b"", "scan.pdf", "application/pdf", "empty"),
            (b"%PDF-" + bytes(11 * 1024 * 1024), "scan.pdf", "application/pdf", "more than 10 MB"),
            (b"%PDF-1.7 broken", "scan.pdf", "application/pdf", "could not be read"),
        ],
    )
    def test_what_is_no_document_is_a_sentence_and_leaves_nothing(
        self, client, clinic, owner, kept, data, name, kind, said
    ):
        answer = client.post(f"/manage/{clinic.pk}/documents/dea/", upload(data, name, kind))
        assert (answer.status_code, said in text_of(answer)) == (200, True)
        assert (Document.objects.count(), kept()) == (0, [])

    def test_without_a_file(self, client, clinic, owner):
        answer = client.post(f"/manage/{clinic.pk}/documents/dea/", {"file": "words"})
        assert (answer.status_code, "Choose a file." in text_of(answer)) == (200, True)

    def test_an_endless_upload_is_not_kept_beyond_what_is_taken(self, client, clinic, owner, tmp_path, settings):
        settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
        seen = []
        original = documents.clean

        def look(data):
            seen.append(len(data))
            return original(data)

        documents.clean, back = look, original
        try:
            client.post(f"/manage/{clinic.pk}/documents/dea/", upload(b"%PDF-" + bytes(30 * 1024 * 1024)))
        finally:
            documents.clean = back
        assert seen == [10 * 1024 * 1024 + 1]

    @pytest.mark.parametrize("fact", ["anesthesiologist", "nothing", "x" * 500])
    def test_only_facts_that_a_paper_can_show(self, client, clinic, owner, fact):
        assert client.get(f"/manage/{clinic.pk}/documents/{fact}/").status_code == 404
        with pytest.raises(Refused):
            send_for_fact(clinic=clinic, fact=fact, data=files.pdf(), by=owner)

    def test_not_for_a_clinic_one_does_not_manage(self, client, owner, kept):
        other = ClinicFactory()
        for number in (other.pk, 1999999999):
            assert client.post(f"/manage/{number}/documents/dea/", upload(files.pdf())).status_code == 404
        with pytest.raises(Refused):
            send_for_fact(clinic=other, fact="dea", data=files.pdf(), by=owner)
        assert (Document.objects.count(), kept()) == (0, [])

    def test_a_row_that_cannot_be_written_leaves_no_file(self, clinic, owner, kept, monkeypatch):
        def fail(*_, **__):
            raise DatabaseError("away")

        monkeypatch.setattr(Document, "save", fail)
        with pytest.raises(DatabaseError):
            send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=owner)
        assert kept() == []

    def test_who_meets_a_busy_reader_loses_nothing(self, client, clinic, owner, kept, monkeypatch):
        monkeypatch.setattr(private_files, "WAIT_SECONDS", 0.1)
        monkeypatch.setattr(documents, "UPLOADS_A_DAY", 1)
        path = f"/manage/{clinic.pk}/documents/dea/"
        with private_files.turn():
            answer = client.post(path, upload(files.pdf()))
        assert (answer.status_code, "Send this file again in a minute." in text_of(answer)) == (429, True)
        assert (Document.objects.count(), kept()) == (0, [])
        assert client.post(path, upload(files.pdf())).status_code == 303  # the first did not count

    def test_five_wait_at_most(self, clinic, owner, kept):
        for _ in range(5):
            send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=owner)
        with pytest.raises(TooMany):
            send_for_fact(clinic=clinic, fact="dea", data=files.pdf(), by=owner)
        assert len(kept()) == 5

    def test_no_file_is_taken_where_the_disk_would_fill(self, client, clinic, owner, kept, settings):
        path, size = f"/manage/{clinic.pk}/documents/dea/", len(files.pdf())
        settings.PRIVATE_BYTES = 2 * size
        codes = [client.post(path, upload(files.pdf())).status_code for _ in range(2)]
        answer = client.post(path, upload(files.pdf()))
        assert (codes, "Nothing that you sent is lost." in text_of(answer)) == ([303, 303], True)
        assert (Document.objects.count(), len(kept())) == (2, 2)
        withdraw_document(document=Document.objects.first(), by=owner)
        assert client.post(path, upload(files.pdf())).status_code == 303

    def test_ten_for_one_claim_at_most_those_taken_back_too(self, clinic, kept, django_capture_on_commit_callbacks):
        user = UserFactory()
        claim = submit_claim(clinic=clinic, by=user, role_said="owner")
        for _ in range(10):
            with django_capture_on_commit_callbacks(execute=True):
                withdraw_document(document=send_for_claim(claim=claim, data=files.pdf(), by=user), by=user)
        with pytest.raises(TooMany, match="10 files for this request"):
            send_for_claim(claim=claim, data=files.pdf(), by=user)
        assert (Document.objects.count(), kept()) == (10, [])

    def test_for_a_claim_only_by_its_claimant_while_it_is_open(self, clinic, kept):
        user = UserFactory()
        claim = submit_claim(clinic=clinic, by=user, role_said="owner")
        with pytest.raises(NotAllowed):
            send_for_claim(claim=claim, data=files.pdf(), by=UserFactory())
        send_for_claim(claim=claim, data=files.pdf(), by=user)
        withdraw_claim(claim=claim, by=user)
        with pytest.raises(InvalidStep):
            send_for_claim(claim=claim, data=files.pdf(), by=user)
        assert Document.objects.get().status == "withdrawn"


class TestOpening:
    def test_for_moderators_as_an_attachment_that_runs_nothing(self, paper):
        judge = moderator("moderator")
        answer = signed_in(judge).get(f"/admin/owners/document/{paper.pk}/file/")
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="document-{paper.pk}.pdf"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Cache-Control"].startswith("private, no-store")
        event = Event.objects.get(what="document.opened")
        assert (event.actor, event.subject) == (f"user:{judge.pk}", f"document:{paper.pk}")

    def test_for_nobody_else(self, client, paper, owner):
        password_alone = type(client)()
        password_alone.force_login(moderator(), BACKEND)
        guests = {"owner": client, "stranger": type(client)(), "password alone": password_alone}
        answers = {who: guest.get(f"/admin/owners/document/{paper.pk}/file/") for who, guest in guests.items()}
        assert {who: (a.status_code, b"%PDF" in a.content) for who, a in answers.items()} == dict.fromkeys(
            guests, (302, False)
        )
        assert Event.objects.filter(what="document.opened").count() == 0

    def test_not_by_who_sent_it_or_manages_the_clinic(self, paper, clinic, member):
        for user in (paper.uploaded_by, member(sign_in=False)):
            user.is_staff = user.is_superuser = True
            user.save()
            with pytest.raises(NotAllowed):
                open_document(document=paper, by=user)

    @pytest.mark.parametrize("number", ["1999999999", "9" * 30, "0"])
    def test_any_number_is_a_page(self, number):
        client = signed_in(moderator())
        for path in ("file/", "decide/accept/", "decide/nothing/"):
            assert client.get(f"/admin/owners/document/{number}/{path}").status_code == 404

    def test_a_file_that_is_gone_is_a_sentence(self, paper):
        private_files.remove(paper.file_key)
        answer = signed_in(moderator()).get(f"/admin/owners/document/{paper.pk}/file/", follow=True)
        assert "not there any more" in text_of(answer)


class TestAccepting:
    def accept(self, paper, **fields):
        judge = fields.pop("by", None) or moderator("moderator")
        open_document(document=paper, by=judge)
        return accept_document(document=paper, by=judge, **fields)

    def test_it_becomes_an_answer_and_the_file_goes(self, paper, clinic, kept, django_capture_on_commit_callbacks):
        judge = moderator("moderator")
        with django_capture_on_commit_callbacks(execute=True):
            self.accept(paper, by=judge, expires_on=NEXT_YEAR, address_matched=True)
        statement = Statement.objects.get()
        assert (statement.fact, statement.answer, statement.evidence, statement.expires_on) == (
            "dea",
            True,
            3,
            NEXT_YEAR,
        )
        assert (statement.as_of, statement.seen_by, statement.address_matched) == (timezone.localdate(), judge, True)
        assert Answer.objects.get(clinic=clinic).evidence == 3
        paper.refresh_from_db()
        assert (paper.status, paper.file_key, paper.expires_on, kept()) == ("accepted", "", NEXT_YEAR, [])
        assert "It was accepted." in Letter.objects.get(to=paper.uploaded_by.email).text

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"expires_on": NEXT_YEAR}, "address matched"),
            ({"expires_on": NEXT_YEAR, "address_matched": False}, "address matched"),
            ({"address_matched": True}, "until which day"),
            ({"address_matched": True, "expires_on": dt.date(2020, 1, 1)}, "expired"),
            ({"address_matched": True, "expires_on": dt.date(2099, 1, 1)}, "at most"),
        ],
    )
    def test_what_it_cannot_show(self, paper, kept, fields, said):
        with pytest.raises(Refused, match=said):
            self.accept(paper, **fields)
        assert (Statement.objects.count(), kept()) == (0, [paper.file_key])

    def test_it_must_have_been_opened(self, paper):
        with pytest.raises(Refused, match="Open the document"):
            accept_document(document=paper, by=moderator(), expires_on=NEXT_YEAR, address_matched=True)

    def test_from_the_admin_and_the_number_is_checked_and_forgotten(self, paper, caplog):
        judge = moderator("moderator")
        open_document(document=paper, by=judge)
        client, path = signed_in(judge), f"/admin/owners/document/{paper.pk}/decide/accept/"
        said = {"reason": "shows", "expires_on": "2027-11-01", "address_matched": "on", "number": "AB1234567"}
        wrong = client.post(path, said)
        assert (wrong.status_code, "check digit" in text_of(wrong)) == (200, True)
        assert client.post(path, said | {"number": "AB1234563"}).status_code == 302
        paper.refresh_from_db()
        kept = [str(vars(row)) for model in (Event, Statement, Document, Letter) for row in model.objects.all()]
        assert paper.status == "accepted"
        assert [text for text in (*kept, wrong.content.decode(), caplog.text) if "12345" in text] == []

    def test_two_at_once_accept_once(self, paper):
        self.accept(paper, expires_on=NEXT_YEAR, address_matched=True)
        judge = moderator()
        with pytest.raises(InvalidStep, match="by now"):
            accept_document(document=paper, by=judge, expires_on=NEXT_YEAR, address_matched=True)
        assert Statement.objects.count() == 1

    def test_refused_with_a_reason(self, paper, kept, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            refuse_document(document=paper, by=moderator("moderator"), reason="other_place")
        assert (Document.objects.get().status, kept(), Statement.objects.count()) == ("refused", [], 0)
        assert "another clinic or address" in Letter.objects.get().text

    @pytest.mark.parametrize("reason", ["", "shows", "x"])
    def test_a_refusal_needs_a_reason_from_the_list(self, paper, reason):
        with pytest.raises(Refused):
            refuse_document(document=paper, by=moderator(), reason=reason)


ACTS = {
    "accept_document": lambda d, judge: accept_document(
        document=d, by=judge, expires_on=NEXT_YEAR, address_matched=True
    ),
    "refuse_document": lambda d, judge: refuse_document(document=d, by=judge, reason="expired"),
    "withdraw_document": lambda d, judge: withdraw_document(document=d, by=d.uploaded_by),
}


@pytest.mark.parametrize("status", DocumentStatus.values)
@pytest.mark.parametrize("verb", ACTS)
def test_every_act_in_every_state(paper, verb, status):
    judge = moderator()
    open_document(document=paper, by=judge)
    if status != "waiting":
        Document.objects.update(status=status, file_key="")
    if DOCUMENT.takes(verb, status):
        ACTS[verb](paper, judge)
        assert Document.objects.get().status in {step.verb: step.after for step in DOCUMENT.steps}[verb]
    else:
        with pytest.raises(InvalidStep):
            ACTS[verb](paper, judge)
        assert Document.objects.get().status == status


def test_taking_back_from_the_page_and_only_ones_own(client, clinic, paper, owner, member):
    colleague = member()
    path = f"/manage/documents/{paper.pk}/withdraw/"
    assert [client.post(p).status_code for p in (path, f"/manage/documents/{'9' * 30}/withdraw/")] == [404, 404]
    client.force_login(owner, BACKEND)
    assert client.post(path).status_code == 303
    assert (Document.objects.get().status, colleague.pk != owner.pk) == ("withdrawn", True)


class TestWithAClaim:
    @pytest.fixture
    def claim(self, clinic):
        claim = submit_claim(clinic=clinic, by=UserFactory(), role_said="owner")
        send_for_claim(claim=claim, data=files.pdf(), by=claim.user)
        return claim

    def test_an_approval_on_a_paper_needs_it_opened_and_deletes_it(
        self, claim, kept, django_capture_on_commit_callbacks
    ):
        judge = moderator("moderator")
        with pytest.raises(Refused, match="Open the document"):
            approve_claim(claim=claim, by=judge, reason="document")
        open_document(document=claim.documents.get(), by=judge)
        with django_capture_on_commit_callbacks(execute=True):
            approve_claim(claim=claim, by=judge, reason="document")
        assert (claim.documents.get().status, kept()) == ("accepted", [])

    @pytest.mark.parametrize(("reason", "of_paper"), [("unreadable", "unreadable"), ("no_proof", "not_this")])
    def test_a_refusal_deletes_it(self, claim, kept, reason, of_paper, django_capture_on_commit_callbacks):
        judge = moderator()
        open_document(document=claim.documents.get(), by=judge)
        with django_capture_on_commit_callbacks(execute=True):
            refuse_claim(claim=claim, by=judge, reason=reason)
        assert (claim.documents.get().reason, kept()) == (of_paper, [])

    def test_of_papers_that_the_moderator_did_not_open_nothing_is_said(
        self, claim, kept, django_capture_on_commit_callbacks
    ):
        seen = claim.documents.get()
        unseen = [send_for_claim(claim=claim, data=files.pdf(), by=claim.user) for _ in range(2)]
        judge = moderator("moderator")
        open_document(document=seen, by=judge)
        open_document(document=unseen[0], by=moderator())  # a colleague, who decided nothing
        with django_capture_on_commit_callbacks(execute=True):
            approve_claim(claim=claim, by=judge, reason="document")
        said = {row.pk: (row.status, row.reason) for row in claim.documents.all()}
        closed = dict.fromkeys([row.pk for row in unseen], ("refused", "not_needed"))
        assert (said, kept()) == ({seen.pk: ("accepted", "shows")} | closed, [])

    @pytest.mark.parametrize("reason", ["denied", "unreadable"])
    def test_a_refusal_without_a_look_says_nothing_of_the_paper(self, claim, reason):
        refuse_claim(claim=claim, by=moderator(), reason=reason)
        assert (claim.documents.get().status, claim.documents.get().reason) == ("refused", "not_needed")

    def test_an_approval_by_a_call_says_nothing_of_a_paper_that_was_opened(self, claim):
        judge = moderator()
        open_document(document=claim.documents.get(), by=judge)
        claim.status, claim.reason = "approved", "call"
        documents.decide_with_claim(claim, by=judge)
        assert (claim.documents.get().status, claim.documents.get().reason) == ("refused", "not_needed")

    def test_a_crash_between_mark_and_removal_is_swept(self, claim, kept, private_root):
        refuse_claim(claim=claim, by=moderator(), reason="denied")  # nothing is removed: the commit never came
        [left] = kept()
        assert sweep_orphans() == 0
        hours_ago = time.time() - 2 * 3600
        os.utime(private_root / "documents" / left, (hours_ago, hours_ago))
        assert (sweep_orphans(), kept(), sweep_orphans()) == (1, [], 0)

    def test_a_file_that_still_waits_is_never_swept(self, claim, kept, private_root):
        [key] = kept()
        half = private_root / "documents" / f"{'a' * 64}.part"
        half.write_bytes(b"half")
        for name in (key, half.name):
            os.utime(private_root / "documents" / name, (0, 0))
        assert (sweep_orphans(), kept()) == (1, [key])
