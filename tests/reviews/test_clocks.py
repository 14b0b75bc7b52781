"""What the passing of days does to reviews: once, and nothing that is shown waits for it."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Event
from clinics.domain.clock import months_after
from reviews.actions.clocks import delete_unconfirmed, expire, forget_refusals
from reviews.actions.deciding import answer_refusal, expire_review, refuse_for_good, refuse_review
from reviews.actions.ratings import recount_all
from reviews.domain.calendar import needless_on
from reviews.exceptions import InvalidStep
from reviews.models import PatientAnswer, Reply, Review
from tests.reviews.conftest import fresh

pytestmark = pytest.mark.django_db


def later(today, **days):
    return today + dt.timedelta(**days)


def rows():
    """Every review as it stands, and how many entries the log has."""
    return list(Review.objects.order_by("pk").values()), Event.objects.count()


def back(review, **fields):
    """Move days of a review into the past."""
    Review.objects.filter(pk=review.pk).update(**fields)
    review.refresh_from_db()
    return review


def ago(**time):
    return timezone.now() - dt.timedelta(**time)


def test_a_day_without_its_code_and_it_is_gone(sent, waiting):
    old, young, confirmed = sent(answers={"ride_required": "yes"}), sent(), waiting()
    for review in (old, confirmed):
        back(review, created_at=ago(hours=25))
    back(young, created_at=ago(hours=23))
    assert (delete_unconfirmed(), delete_unconfirmed()) == (1, 0)
    assert set(Review.objects.all()) == {young, confirmed}
    assert (PatientAnswer.objects.count(), Event.objects.filter(what__startswith="review.deleted").count()) == (0, 0)


def test_a_refused_one_loses_its_words_after_ninety_days_and_stays_refused(waiting, judge, today):
    review = refuse_review(review=waiting(answers={"ride_required": "yes"}), by=judge, reason="abusive")
    assert (forget_refusals(later(today, days=90)), Review.objects.get().text != "") == (0, True)
    assert (forget_refusals(later(today, days=91)), forget_refusals(later(today, days=92))) == (1, 0)
    left = Review.objects.get()
    assert (left.status, left.reason, left.text, left.month, left.care, left.answers.count()) == (
        "refused", "abusive", "", None, None, 0,
    )  # fmt: skip
    assert (left.address_hash, Event.objects.filter(what="review.forgotten").count()) == (review.address_hash, 1)


def test_one_that_was_answered_waits_as_long_as_it_takes(waiting, judge, today):
    review = refuse_review(review=waiting(), by=judge, reason="abusive")
    answer_refusal(review=review, text="Mended.")
    assert (forget_refusals(later(today, days=400)), expire(later(today, days=4000))) == (0, 0)
    assert Review.objects.get().answer == "Mended."


def test_a_published_one_expires_on_its_day_and_leaves_its_dates_and_reason(shown, today, clinic):
    review = shown(answers={"ride_required": "yes"})
    Reply.objects.create(review=review, text="We thank everybody who writes.")
    recount_all(today)
    last = review.expires_on - dt.timedelta(days=1)
    assert (expire(last), fresh(clinic).rating_count) == (0, 1)
    assert (expire(review.expires_on), fresh(clinic).rating_count) == (1, 0)
    left = Review.objects.get()
    assert (left.status, left.reason, left.published_on, left.clinic) == (
        "expired", "fits", review.published_on, clinic,
    )  # fmt: skip
    assert (left.text, left.address_hash, left.month, left.method, left.relation, left.care) == (
        "", "", None, "", "", None,
    )  # fmt: skip
    assert (left.answers.count(), left.replies.count()) == (0, 0)
    event = Event.objects.get(what="review.expired")
    assert (event.actor, event.before, event.after) == (
        "system", {"status": "published"}, {"clinic": clinic.pk, "status": "expired"},
    )  # fmt: skip


@pytest.mark.parametrize("final", [False, True])
def test_a_refused_one_counts_as_its_writers_one_for_twelve_months_and_is_then_forgotten(waiting, judge, today, final):
    review = refuse_review(review=waiting(), by=judge, reason="abusive")
    if final:
        refuse_for_good(review=answer_refusal(review=review, text="Mended."), by=judge, reason="abusive")
    end = needless_on(today)
    since = [months_after(day, -12) for day in (later(end, days=-1), end)]
    known = [Review.objects.of_writer(review.address_hash, review.clinic_id, day).count() for day in since]
    assert known == [1, 0]
    assert (expire(later(end, days=-1)), expire(end), expire(end)) == (0, 1, 0)
    left = Review.objects.get()
    assert (left.status, left.reason, left.address_hash) == ("expired", "abusive", "")


def test_one_that_was_taken_down_late_may_still_be_answered_for_ninety_days(shown, judge, today):
    review = back(shown(days=500), confirmed_at=ago(days=510))
    refuse_review(review=review, by=judge, reason="private")
    assert [expire(later(today, days=days)) for days in (0, 90, 91)] == [0, 0, 1]


@pytest.mark.parametrize("status", ["waiting", "held", "answered", "withdrawn"])
def test_what_waits_for_a_person_never_expires(waiting, today, status):
    review = waiting(text="Some days I want to kill myself." if status == "held" else "They stayed with me all day.")
    fields = {"text": "", "email": "", "address_hash": "", "month": None, "care": None, "safety": None, "honesty": None}
    back(review, status=status, **(fields if status == "withdrawn" else {"email": ""}))
    before = rows()
    assert (expire(later(today, days=4000)), forget_refusals(later(today, days=4000))) == (0, 0)
    assert rows() == before


def test_before_its_day_nothing_expires_by_hand(shown, today):
    with pytest.raises(InvalidStep, match="not over"):
        expire_review(review=shown(), today=today)


def test_running_twice_changes_nothing_and_skipping_a_week_shows_nothing_untrue(shown, sent, waiting, judge, client):
    today = timezone.localdate()
    over, coming, now = shown(days=30), shown(days=-3), shown()
    back(over, expires_on=later(today, days=-7))
    back(sent(), created_at=ago(days=8))
    back(refuse_review(review=waiting(), by=judge, reason="private"), decided_at=ago(days=98))
    assert list(Review.objects.shown_on(today)) == [now]
    runs = []
    for _ in range(2):
        out = StringIO()
        call_command("daily", stdout=out)
        runs.append((out.getvalue(), rows()))
    for line in ("reviews without their code: 1", "refused reviews forgotten: 1", "reviews that expire: 1"):
        assert line in runs[0][0].splitlines()
    for name in ("without their code", "forgotten", "that expire", "averages of reviews"):
        assert f"{name}: 0" in runs[1][0]
    assert (runs[0][1], fresh(now.clinic).rating_count) == (runs[1][1], 1)
    assert list(Review.objects.shown_on(later(today, days=3)).order_by("-published_on")) == [coming, now]


def test_the_average_follows_the_weeks_batch_without_anybodys_act(shown, today, clinic):
    shown(days=-2, stars={"care": 5, "safety": 5, "honesty": 5})
    assert [(recount_all(later(today, days=days)), fresh(clinic).rating_count) for days in (0, 2, 2)] == [
        (0, 0), (1, 1), (0, 1),
    ]  # fmt: skip
