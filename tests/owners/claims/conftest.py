import datetime as dt
import re

import pytest
from django.utils import timezone

from accounts.models import Letter
from owners.actions.claims import submit_claim
from tests.factories import UserFactory

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


@pytest.fixture
def stood(clinic):
    """The clinic, with its website and phone in the listing for a year, from an import."""
    clinic.history.update(history_date=timezone.now() - dt.timedelta(days=365), history_user=None)
    return clinic


@pytest.fixture
def claimant(client):
    user = UserFactory(email="dana@elsewhere.example")
    client.force_login(user, BACKEND)
    return user


@pytest.fixture
def claim(stood, claimant):
    return submit_claim(clinic=stood, by=claimant, role_said="manager")


def letters(to=None):
    """(address, subject) of what waits to be sent, in the order of writing."""
    rows = Letter.objects.filter(to=to) if to else Letter.objects.all()
    return [(letter.to, letter.subject) for letter in rows.order_by("pk")]


def mailed_code():
    """The code of the newest letter that holds one."""
    text = Letter.objects.filter(subject="Your code").order_by("pk").last().text
    return re.search(r"The code: (\d{4} \d{4})", text)[1]


def text_of(answer):
    """What a page says, without its markup."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(plain.replace("&#x27;", "'").split())
