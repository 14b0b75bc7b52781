import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache

from accounts import post
from tests.factories import UserFactory
from tests.mailserver import Mailbox, started

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret=SECRET):
    """A code that will still be good when it is used a moment later."""
    if (left := 30 - time.time() % 30) < 2:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def posted():
    """Send what waits; every letter that was sent so far, oldest first."""
    post.send_due()
    return mail.outbox


def mailed_link():
    """The path of the link in the last letter."""
    return re.search(r"https?://[^/]+(/\S+)", posted()[-1].body)[1]


def open_enrolment(client):
    """As a person does it who is signed in by password: ask for the link, open it, give the password again."""
    client.post("/accounts/2fa/start/")
    client.get(mailed_link())
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


@pytest.fixture
def mailbox(settings):
    """A mail server on loopback, and the site set to use it."""
    kept = Mailbox()
    server = started(kept)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield kept
    server.stop()


@pytest.fixture(autouse=True)
def _no_memory_of_rates():
    cache.clear()


@pytest.fixture
def account():
    """Makes a user who can sign in: a confirmed address, and a second factor if asked for."""

    def make(*, totp=False, **fields):
        user = UserFactory(**fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if totp:
            TOTP.activate(user, SECRET)
            RecoveryCodes.activate(user)
        return user

    return make
