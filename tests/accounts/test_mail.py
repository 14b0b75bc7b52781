"""Mail as a mail server receives it."""

import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller

from accounts import emails
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


class Kept:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- the name is the library's
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def post(settings):
    """A mail server on loopback, and the site set to use it."""
    kept = Kept()
    server = Controller(kept, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield kept.letters
    server.stop()


def test_the_link_arrives_whole(client, account, post):
    user = account(is_staff=True)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/2fa/start/")
    (to, letter), *others = post
    words = letter.get_content()
    link = words.split("/accounts/2fa/start/opened/")[1].split()[0]
    assert (to, others, letter["Subject"]) == ([user.email], [], "Set up your second factor")
    assert client.get(f"/accounts/2fa/start/opened/{link}")["Location"] == "/accounts/2fa/totp/activate/"


def test_a_server_that_is_gone_is_a_false_and_a_line_in_the_log(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    assert emails.factors_changed("ann@example.com", what="A second factor was set up for your account.") is False
    assert [record.getMessage() for record in caplog.records] == ["A mail was not sent."]


def test_a_letter_names_no_clinic_and_no_drug(post):
    emails.factors_changed("ann@example.com", what="A second factor was set up for your account.")
    emails.enrolment_link("ann@example.com", url="https://example.org/x")
    emails.password_changed("ann@example.com")
    assert len(post) == 3
    for _, letter in post:
        text = f"{letter['Subject']} {letter.get_content()}".lower()
        assert [word for word in ("ketamine", "clinic", "depression") if word in text] == []
