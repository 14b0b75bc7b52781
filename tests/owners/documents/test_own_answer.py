"""A document stands above the clinic's own answer, and the clinic is told of both."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Letter
from clinics.models import Statement
from owners.actions.documents import accept_document, open_document, send_for_fact
from tests.factories import StatementFactory
from tests.moderators import moderator
from tests.owners.claims.conftest import text_of
from tests.owners.documents import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(clinic, owner):
    """Says the clinic's own answer, then accepts a document for the same fact."""

    def _accepted(own):
        today = timezone.localdate()
        if own is not None:
            StatementFactory(clinic=clinic, fact="acls", answer=own, evidence=2, as_of=today - dt.timedelta(days=9))
        paper, judge = send_for_fact(clinic=clinic, fact="acls", data=files.pdf(), by=owner), moderator()
        open_document(document=paper, by=judge)
        return accept_document(document=paper, by=judge, expires_on=today + dt.timedelta(days=200))

    return _accepted


@pytest.mark.parametrize(("own", "told"), [(False, True), (True, False), (None, False)])
def test_the_letter_says_that_their_own_answer_is_still_no(clinic, owner, accepted, own, told):
    accepted(own)
    letter = Letter.objects.get(to=owner.email)
    assert "It was accepted." in letter.text
    assert ("Your own answer to this is still “no”" in letter.text, f"/manage/{clinic.pk}/edit/facts/" in letter.text) == (
        told, told,
    )  # fmt: skip


def test_the_form_shows_the_answer_in_force_beside_their_own(client, clinic, accepted):
    until = accepted(False).expires_on
    answer = client.get(f"/manage/{clinic.pk}/edit/facts/")
    page, html = text_of(answer), answer.content.decode()
    assert "Your page says: Yes. We saw the document" in page
    assert f"Good until {until:%b} {until.day}, {until.year}." in page
    assert "But: No. The clinic says so" in page
    assert page.count("Your page says:") == 1
    assert Statement.objects.filter(fact="acls", ended_on__isnull=True).count() == 2
    assert "aria-describedby" in html


def test_where_their_own_word_alone_stands_there_is_no_hint(client, clinic, owner):
    StatementFactory(clinic=clinic, fact="acls", answer=True, evidence=2, as_of=timezone.localdate())
    assert "Your page says:" not in text_of(client.get(f"/manage/{clinic.pk}/edit/facts/"))
