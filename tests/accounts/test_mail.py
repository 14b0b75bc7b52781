"""Mail as a mail server receives it."""

import pytest

from accounts import emails, post
from accounts.models import Letter
from tests.accounts.conftest import PASSWORD
from tests.accounts.mailserver import text_of

pytestmark = pytest.mark.django_db


def test_the_link_arrives_whole(client, account, mailbox):
    user = account(is_staff=True)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/2fa/start/")
    post.send_due()
    (to, letter), *others = mailbox.letters
    link = text_of(letter).split("/accounts/2fa/start/opened/")[1].split()[0]
    assert (to, others, letter["Subject"]) == ([user.email], [], "Set up your second factor")
    assert client.get(f"/accounts/2fa/start/opened/{link}")["Location"] == "/accounts/2fa/totp/activate/"


def test_a_letter_is_plain_text_and_the_same_as_html(mailbox):
    post.put_down("ann@example.com", "Two\n lines", "Open <this>:\n\nhttps://example.org/a?b=1&c=2\n")
    post.send_due()
    letter = mailbox.letters[0][1]
    html = letter.get_body(("html",)).get_content()
    assert letter["Subject"] == "Two lines"
    assert text_of(letter) == "Open <this>:\n\nhttps://example.org/a?b=1&c=2\n"
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in html
    assert "Open &lt;this&gt;:" in html


def test_a_letter_names_no_clinic_and_no_drug(account):
    user = account(email="ann@example.com")
    emails.factors_changed(user, what="A second factor was set up for your account.")
    emails.enrolment_link(user, url="https://example.org/x")
    emails.password_changed(user)
    texts = [f"{letter.subject} {letter.text}".lower() for letter in Letter.objects.all()]
    assert len(texts) == 3
    assert [word for text in texts for word in ("ketamine", "clinic", "depression") if word in text] == []
