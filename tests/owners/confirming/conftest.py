import datetime as dt

import pytest
from django.utils import timezone

from clinics.models import Clinic


def today():
    return timezone.localdate()


def ago(days):
    return today() - dt.timedelta(days=days)


@pytest.fixture
def on(monkeypatch):
    """Lets the site live on another day, with nothing run on it."""
    real = timezone.now

    def move(days):
        monkeypatch.setattr("django.utils.timezone.now", lambda: real() + dt.timedelta(days=days))

    return move


def confirmed(clinic, day, **fields):
    Clinic.objects.filter(pk=clinic.pk).update(confirmed_on=day, **fields)
    clinic.refresh_from_db()
    return clinic
