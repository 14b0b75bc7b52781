"""Two that meet at one moment: one of them counts, and nothing that was sent is lost."""

import datetime as dt

from django.utils import timezone

from accounts.models import Event
from reviews.actions.clocks import delete_unconfirmed, expire
from reviews.actions.deciding import withdraw_review
from reviews.actions.writing import code, confirm_review
from reviews.models import Review
from tests.factories import ClinicFactory
from tests.owners.team.at_once import at_once, several
from tests.transactions import commits

ROUNDS = 5


@several
@commits
def test_of_two_reviews_of_one_person_one_counts(sent):
    for number in range(ROUNDS):
        clinic, address = ClinicFactory(), f"kim{number}@example.com"
        two = [(review, code(review)) for review in (sent(email=address, of=clinic), sent(email=address, of=clinic))]
        at_once(
            *[lambda review=review, typed=typed: confirm_review(review=review, typed=typed) for review, typed in two]
        )
        assert Review.objects.filter(clinic=clinic).queued().count() == 1


@several
@commits
def test_one_that_is_confirmed_in_the_moment_of_its_deletion_stays_or_was_never_confirmed(sent):
    for _ in range(ROUNDS):
        review = sent()
        Review.objects.filter(pk=review.pk).update(created_at=timezone.now() - dt.timedelta(days=2))
        typed = code(review)
        at_once(delete_unconfirmed, lambda review=review, typed=typed: confirm_review(review=review, typed=typed))
        confirmed = Event.objects.filter(subject=f"review:{review.pk}", what="review.confirmed").exists()
        assert Review.objects.filter(pk=review.pk).exists() is confirmed


@several
@commits
def test_one_that_is_taken_back_in_the_moment_it_expires_has_one_end(shown):
    for _ in range(ROUNDS):
        review = shown(days=30)
        Review.objects.filter(pk=review.pk).update(expires_on=timezone.localdate())
        at_once(
            lambda: expire(timezone.localdate()), lambda: expire(timezone.localdate()),
            lambda review=review: withdraw_review(review=review),
        )  # fmt: skip
        ends = Event.objects.filter(subject=f"review:{review.pk}", what__in=["review.expired", "review.withdrawn"])
        assert [event.what for event in ends] == [f"review.{Review.objects.get(pk=review.pk).status}"]
