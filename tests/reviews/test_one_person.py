"""One person counts once, is told by no number, and cannot be kept out by others."""

import datetime as dt
import itertools

import pytest
from django.utils import timezone

from accounts.models import Letter
from reviews.actions.deciding import answer_refusal, publish_review, refuse_review
from reviews.actions.writing import submit_review
from reviews.exceptions import Refused
from reviews.links import sent_key, sent_review
from reviews.models import Review
from reviews.policies.signals import signals_of
from tests.factories import ClinicFactory
from tests.reviews.conftest import experience
from tests.reviews.forms import SAD

pytestmark = pytest.mark.django_db


def letters(to):
    return list(Letter.objects.filter(to=to))


def test_no_number_tells_how_many_came_before(sent):
    numbers = sorted(sent().pk for _ in range(5))
    assert {len(str(number)) for number in numbers} == {15}
    assert min(b - a for a, b in itertools.pairwise(numbers)) > 1000


def test_the_pages_around_a_code_end_a_day_after_the_sending_however_often_they_are_opened(sent):
    review = sent()
    Review.objects.update(created_at=timezone.now() - dt.timedelta(hours=25))
    assert sent_review(sent_key(review)) is None


def test_an_answer_that_worries_is_told_to_whoever_decides(waiting, judge):
    review = refuse_review(review=waiting(), by=judge, reason="private")
    found = signals_of(answer_refusal(review=review, text=SAD))
    assert "Words that may speak of self-harm are in the answer. Its writer has been shown 988 on the page." in found


class TestOnePersonCountsOnce:
    """Where one listing was made of two, which one person had both reviewed."""

    def test_a_second_one_is_not_published_beside_the_first(self, clinic, waiting, judge):
        first, second = waiting(email="kim@example.com"), waiting(email="kim@example.com", of=ClinicFactory())
        Review.objects.filter(pk=second.pk).update(clinic=clinic)
        publish_review(review=first, by=judge)
        with pytest.raises(Refused, match=f"has Review {first.pk} on this listing already"):
            publish_review(review=second, by=judge)
        assert refuse_review(review=second, by=judge, reason="duplicate").status == "refused"

    def test_after_a_year_it_is(self, clinic, waiting, judge):
        first, second = waiting(email="kim@example.com"), waiting(email="kim@example.com", of=ClinicFactory())
        publish_review(review=first, by=judge)
        old = timezone.now() - dt.timedelta(days=400)
        Review.objects.filter(pk=first.pk).update(confirmed_at=old)
        Review.objects.filter(pk=second.pk).update(clinic=clinic)
        assert publish_review(review=second, by=judge).status == "published"


def test_a_few_who_ask_in_somebodys_name_cannot_keep_them_from_their_code(clinic):
    for _n in range(3):
        submit_review(clinic=clinic, email="kim@example.com", experience=experience(), visitor="198.51.100.1")
    own = submit_review(clinic=clinic, email="kim@example.com", experience=experience(), visitor="198.51.100.2")
    assert (len(letters("kim@example.com")), own.nonce != "") == (4, True)


def test_a_mailbox_gets_twelve_codes_a_day_whoever_asks(clinic):
    for n in range(6):
        for _ in range(3):
            visitor = f"198.51.100.{n}"
            submit_review(clinic=clinic, email="kim@example.com", experience=experience(), visitor=visitor)
    assert len(letters("kim@example.com")) == 12
