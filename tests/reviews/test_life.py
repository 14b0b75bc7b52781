"""The life of a review, from its code to its end."""

import datetime as dt

import pytest

from accounts.models import Event, Letter
from clinics.domain.clock import months_after
from reviews.actions.deciding import answer_refusal, publish_review, refuse_for_good, refuse_review, withdraw_review
from reviews.actions.writing import TWICE, WRONG, code, confirm_review, send_code
from reviews.domain.calendar import appears_on, earliest_month, quarter
from reviews.enums import ReviewStatus
from reviews.exceptions import InvalidStep, OnceAYear, Refused, TooMany
from reviews.models import Review
from tests.reviews.conftest import fresh

pytestmark = pytest.mark.django_db


def letters(to):
    return list(Letter.objects.filter(to=to).order_by("pk"))


class TestCodes:
    def test_a_code_is_mailed_and_names_nothing(self, sent):
        review = sent(email="kim@example.com")
        [letter] = letters("kim@example.com")
        assert (letter.subject, review.status) == ("Your code", "unconfirmed")
        assert code(review) in letter.text.replace(" ", "")
        assert [word for word in ("Barton", "etamine", "clinic", "review") if word in letter.text] == []

    def test_the_right_code_puts_it_into_the_queue_once(self, sent):
        review = sent()
        typed = code(review)
        confirm_review(review=review, typed=f" {typed[:4]}-{typed[4:]} ")
        assert list(Review.objects.queued()) == [review]
        with pytest.raises(InvalidStep):
            confirm_review(review=review, typed=typed)

    @pytest.mark.parametrize("typed", ["", "12345678", "x" * 5000, "١٢٣٤٥٦٧٨"])
    def test_a_wrong_code_costs_a_try(self, sent, typed):
        review = sent()
        for _ in range(5):
            with pytest.raises(Refused, match="not right"):
                confirm_review(review=review, typed=typed)
        with pytest.raises(Refused, match="not right"):
            confirm_review(review=review, typed=code(review))
        assert Review.objects.get().status == "unconfirmed"

    def test_another_code_ends_the_one_before(self, sent):
        review = sent()
        old = code(review)
        send_code(review=review, visitor="192.0.2.1")
        review.refresh_from_db()
        with pytest.raises(Refused):
            confirm_review(review=review, typed=old)
        assert confirm_review(review=review, typed=code(review)).status == "waiting"

    def test_an_old_code_is_dead(self, sent):
        review = sent()
        Review.objects.update(code_at=review.code_at - dt.timedelta(minutes=31))
        review.refresh_from_db()
        with pytest.raises(Refused) as refusal:
            confirm_review(review=review, typed=code(review))
        assert str(refusal.value) == WRONG

    def test_a_mailbox_gets_three_a_day(self, sent):
        review = sent(email="kim@example.com")
        for _ in range(2):
            send_code(review=review, visitor="192.0.2.1")
        with pytest.raises(TooMany, match="3 codes today"):
            send_code(review=review, visitor="192.0.2.1")
        assert len(letters("kim@example.com")) == 3

    @pytest.mark.parametrize("again", ["kim@example.com", "KIM+2@example.com"])
    def test_one_person_reviews_a_clinic_once_in_twelve_months(self, sent, waiting, again):
        waiting(email="kim@example.com")
        second = sent(email=again)
        with pytest.raises(OnceAYear) as refusal:
            confirm_review(review=second, typed=code(second))
        assert (str(refusal.value), Review.objects.queued().count()) == (TWICE, 1)

    def test_after_a_year_or_a_withdrawal_they_may_again(self, sent, waiting, today):
        old = waiting(email="kim@example.com")
        withdraw_review(review=old)
        waiting(email="kim@example.com")
        Review.objects.exclude(pk=old.pk).update(confirmed_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
        assert waiting(email="kim@example.com").status == "waiting"

    @pytest.mark.parametrize("text", ["Some days I want to kill myself.", "I don’t want to be here anymore"])
    def test_signs_of_self_harm_hold_it(self, waiting, text):
        assert waiting(text=text).status == "held"


class TestDecisions:
    def test_published_it_appears_on_the_next_monday_without_its_address(self, waiting, judge, today):
        review = publish_review(review=waiting(email="kim@example.com"), by=judge)
        assert (review.published_on, review.email) == (appears_on(today), "")
        assert (review.published_on.weekday(), review.published_on > today) == (0, True)
        assert len(letters("kim@example.com")) == 2
        event = Event.objects.get(what="review.published")
        assert (event.reason, event.after) == ("fits", {"clinic": review.clinic_id, "status": "published"})

    def test_the_average_follows_on_its_day(self, shown, clinic, waiting, judge):
        for care in (5, 4):
            shown(stars={"care": care, "safety": 5, "honesty": 3})
        withdrawn = shown(stars={"care": 1, "safety": 1, "honesty": 1})
        withdraw_review(review=withdrawn)
        assert (fresh(clinic).rating_count, str(fresh(clinic).rating_average)) == (2, "4.2")

    def test_refused_its_writer_answers_once_and_it_is_final(self, waiting, judge):
        review = refuse_review(review=waiting(email="kim@example.com"), by=judge, reason="abusive")
        assert "Abusive words" in letters("kim@example.com")[1].text
        answer_refusal(review=review, text="I have left the words out.")
        assert list(Review.objects.queued()) == [review]
        final = refuse_for_good(review=review, by=judge, reason="abusive")
        assert (final.status, final.text, final.answer, final.care, bool(final.address_hash)) == (
            "final", "", "", None, True,
        )  # fmt: skip
        with pytest.raises(InvalidStep):
            answer_refusal(review=final, text="Again.")

    def test_who_answered_and_was_published_and_taken_down_answers_no_more(self, waiting, judge):
        review = refuse_review(review=waiting(), by=judge, reason="abusive")
        answer_refusal(review=review, text="Mended.")
        publish_review(review=review, by=judge)
        refuse_review(review=review, by=judge, reason="private")
        with pytest.raises(InvalidStep, match="answered once"):
            answer_refusal(review=review, text="Again.")

    @pytest.mark.parametrize("status", ReviewStatus.standing)
    def test_withdrawn_nothing_of_it_stays(self, shown, status, clinic, today):
        review = shown(answers={"ride_required": "yes"})
        Review.objects.filter(pk=review.pk).update(status=status)
        withdraw_review(review=review)
        left = Review.objects.get(pk=review.pk)
        assert (left.text, left.email, left.address_hash, left.care, left.month) == ("", "", "", None, None)
        assert (left.answers.count(), fresh(clinic).rating_count) == (0, 0)

    @pytest.mark.parametrize("reason", ["", "fits", "king"])
    def test_a_reason_is_one_of_the_list(self, waiting, judge, reason):
        with pytest.raises(Refused, match="Choose a reason"):
            refuse_review(review=waiting(), by=judge, reason=reason)


def test_days():
    monday = dt.date(2026, 11, 23)
    assert [appears_on(monday + dt.timedelta(days=n)) for n in range(-7, 1)] == [monday] * 7 + [
        monday + dt.timedelta(7)
    ]
    assert months_after(dt.date(2024, 2, 29), 24) == dt.date(2026, 2, 28)
    assert earliest_month(dt.date(2026, 11, 21)) == dt.date(2024, 11, 1)
    assert [quarter(dt.date(2026, month, 1)) for month in (1, 3, 4, 12)] == [
        "Jan-Mar 2026", "Jan-Mar 2026", "Apr-Jun 2026", "Oct-Dec 2026",
    ]  # fmt: skip
