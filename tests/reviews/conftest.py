import datetime as dt
import itertools

import pytest
from django.core.cache import cache
from django.utils import timezone

from clinics.models import Clinic
from reviews.actions.writing import Experience, code, confirm_review, submit_review
from reviews.enums import ReviewStatus
from reviews.models import Review
from tests.factories import ClinicFactory
from tests.moderators import moderator

_visitors = itertools.count(1)


@pytest.fixture(autouse=True)
def _no_memory_of_rates():
    cache.clear()


@pytest.fixture
def clinic(db):
    return ClinicFactory(name="Barton Creek Ketamine", slug="barton-creek", website="https://bartoncreek.example/")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def judge():
    return moderator("moderator")


def experience(**changed):
    """Of the month before last, fine in all."""
    month = (timezone.localdate().replace(day=1) - dt.timedelta(days=40)).replace(day=1)
    said = {
        "month": month, "method": "iv", "relation": "self", "stars": {"care": 4, "safety": 5, "honesty": 3},
        "text": "They explained each step and I was never alone.", "answers": {},
    }  # fmt: skip
    return Experience(**said | changed)


@pytest.fixture
def sent(clinic):
    """A review whose code has not come back."""

    def make(email="", of=None, **changed):
        number = next(_visitors)
        email = email or f"patient{number}@example.com"
        visitor = f"192.0.2.{number % 250}"
        return submit_review(clinic=of or clinic, email=email, experience=experience(**changed), visitor=visitor)

    return make


@pytest.fixture
def waiting(sent):
    """A review that waits for a moderator."""

    def make(**changed):
        review = sent(**changed)
        return confirm_review(review=review, typed=code(review))

    return make


@pytest.fixture
def shown(waiting, today):
    """A review that is public today."""

    def make(days=1, **changed):
        review = waiting(**changed)
        Review.objects.filter(pk=review.pk).update(
            status=ReviewStatus.PUBLISHED, reason="fits", email="", published_on=today - dt.timedelta(days=days),
            expires_on=today + dt.timedelta(days=700), decided_at=timezone.now(),
        )  # fmt: skip
        review.refresh_from_db()
        return review

    return make


def fresh(clinic):
    return Clinic.objects.get(pk=clinic.pk)
