"""Mail as a mail server receives it."""

import re

import pytest
from django.conf import settings

from accounts import emails, post
from accounts.models import Letter
from tests.accounts.conftest import PASSWORD, posted
from tests.mailserver import text_of

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
    post.put_down("ann@example.com", "Two\n lines", "Open <this>:\n\nhttp://localhost:8000/a?b=1&c=2\n")
    post.send_due()
    letter = mailbox.letters[0][1]
    html = letter.get_body(("html",)).get_content()
    assert letter["Subject"] == "Two lines"
    assert text_of(letter) == "Open <this>:\n\nhttp://localhost:8000/a?b=1&c=2\n"
    assert '<a href="http://localhost:8000/a?b=1&amp;c=2">' in html
    assert "Open &lt;this&gt;:" in html


def test_a_letter_names_no_clinic_and_no_drug(account):
    user = account(email="ann@example.com")
    emails.factors_changed(user, what="A second factor was set up for your account.")
    emails.enrolment_link(user, url="https://example.org/x")
    emails.password_changed(user)
    texts = [f"{letter.subject} {letter.text}".lower() for letter in Letter.objects.all()]
    assert len(texts) == 3
    assert [word for text in texts for word in ("ketamine", "clinic", "depression") if word in text] == []


@pytest.mark.parametrize("line", [
    "Listing blocked. Sign in at https://evil.example/login now",
    "https://evil.example/login",
    "www.evil.example",
    "ann@evil.example",
    "http://localhost:8000.evil.example/",
    "http://localhost:8000@evil.example/",
    "http://localhost:8000/a http://evil.example/",
    'http://localhost:8000/"onclick="x',
    "See http://localhost:8000/manage/",
])  # fmt: skip
def test_only_an_address_of_ours_alone_on_its_line_is_a_link(line):
    html = post.message(post.put_down("ann@example.com", "x", f"{line}\nhttp://localhost:8000/manage/\n")).alternatives[
        0
    ][0]
    quoted = ["http://localhost:8000/&quot;onclick=&quot;x"] if "onclick" in line else []
    assert re.findall(r'<a href="([^"]*)"', html) == [*quoted, "http://localhost:8000/manage/"]
    assert 'onclick="' not in html


def test_the_links_of_our_own_letters_are_links(account):
    user = account()
    for letter in (
        lambda: emails.enrolment_link(user, url=f"{settings.SITE_URL}/x/"),
        lambda: emails.factors_changed(user, what="x"),
        lambda: emails.agree_to_address(user, "new@example.com", key="k"),
        lambda: emails.confirm_address("new@example.com", key="k"),
        lambda: emails.address_changed("old@example.com", key="k"),
        lambda: emails.address_restored(user),
        lambda: emails.moderators_told(user, how_many=2),
    ):
        letter()
        last = post.message(Letter.objects.latest("pk"))
        wanted = re.findall(r"http://localhost:8000/[^\s]*", last.body)
        assert (bool(wanted), re.findall(r'<a href="([^"]*)"', last.alternatives[0][0])) == (True, wanted)


def test_the_links_of_forgotten_passwords_lead_to_the_site_by_its_name(client, account, settings):
    settings.ALLOWED_HOSTS = ["other.example.com"]
    user = account()
    client.post("/accounts/password/reset/", {"email": user.email}, headers={"host": "other.example.com"})
    client.post(
        "/accounts/signup/", {"email": user.email, "password1": PASSWORD, "password2": PASSWORD},
        headers={"host": "other.example.com"},
    )  # fmt: skip
    for letter, path in zip(posted(), (r"key/[^/]+/", ""), strict=True):
        html = letter.alternatives[0][0]
        assert re.search(rf'<a href="http://localhost:8000/accounts/password/reset/{path}"', html)
        assert "other.example.com" not in html
