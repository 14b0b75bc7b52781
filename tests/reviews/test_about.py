"""How reviews were decided on, for the whole site, on /about/reviews/."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from reviews.enums import ReviewReason
from reviews.models import Review
from reviews.profile.decisions import decisions
from tests.factories import ClinicFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


def at(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def decided(day, days=0, reason="fits", status="expired", clinic=None):
    """The bare row that is left of a review."""
    confirmed = at(day - dt.timedelta(days=days))
    rated = {"month": day.replace(day=1), "care": 4, "safety": 4, "honesty": 4}
    dated = {"published_on": day, "expires_on": day + dt.timedelta(days=9)} | rated if status == "published" else {}
    return Review.objects.create(
        clinic=clinic or ClinicFactory(),
        status=status,
        reason=reason,
        confirmed_at=confirmed,
        decided_at=at(day),
        **dated,
    )


def told():
    return [(one.name, one.published, one.refused, one.median) for one in decisions(TODAY)]


def test_each_quarter_has_its_numbers_and_its_median():
    for days in (1, 2, 9):
        decided(dt.date(2026, 10, 3), days)
    decided(dt.date(2026, 11, 1), 3, reason="private", status="final")
    decided(dt.date(2026, 6, 30), 0)
    assert told() == [
        ("Oct-Dec 2026", 3, 1, "2.5 days"), ("Jul-Sep 2026", 0, 0, ""), ("Apr-Jun 2026", 1, 0, "the same day"),
    ]  # fmt: skip


def test_reasons_are_counted_in_their_order():
    for reason in ("unrelated", "private", "unrelated"):
        decided(TODAY, 1, reason, status="refused")
    [one] = decisions(TODAY)
    assert one.why == [("Private details, of the writer or of others", 1), ("Not about this clinic", 2)]


def test_only_the_last_two_years_are_told_and_nothing_before_the_first_decision():
    decided(dt.date(2024, 9, 30))
    assert told() == []
    decided(dt.date(2024, 10, 1), 1)
    assert [told()[0], told()[-1], len(told())] == [("Oct-Dec 2026", 0, 0, ""), ("Oct-Dec 2024", 1, 0, "1 day"), 9]


def test_a_refusal_that_was_answered_counts_and_has_no_days_until_it_is_decided_again():
    review = decided(TODAY - dt.timedelta(days=5), 2, "private", status="answered")
    Review.objects.filter(pk=review.pk).update(confirmed_at=at(TODAY))
    assert told() == [("Oct-Dec 2026", 0, 1, "")]


@pytest.mark.parametrize("status", ["published", "refused", "final", "withdrawn", "expired"])
def test_whatever_became_of_it_its_days_stay(status):
    decided(TODAY, 4, "fits" if status in {"published", "expired", "withdrawn"} else "abusive", status=status)
    assert [row[3] for row in told()] == ["4 days"]


def test_what_waits_is_not_counted():
    Review.objects.create(clinic=ClinicFactory(), status="waiting", confirmed_at=at(TODAY))
    assert told() == []


def test_one_query_however_many(django_assert_num_queries):
    clinic = ClinicFactory()
    for _ in range(30):
        decided(TODAY, 1, clinic=clinic)
    with django_assert_num_queries(1):
        decisions(TODAY)


def plain(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_page_names_every_reason_and_is_public(client):
    answer = client.get("/about/reviews/")
    assert [ReviewReason(code).label in plain(answer) for code in ReviewReason.refusing] == [True] * 8
    assert (answer["Cache-Control"], len(answer.cookies)) == ("public, max-age=300", 0)
    assert "No review has been decided yet." in plain(answer)


def test_the_page_says_that_a_quarter_was_empty_and_never_zero_days(client):
    today = timezone.localdate()
    decided(today - dt.timedelta(days=200), 3)
    decided(today, 1, "abusive", status="final")
    words = plain(client.get("/about/reviews/"))
    assert ("Nothing was decided" in words, "0 days" in words) == (True, False)
    assert "Abusive words: 1." in words


@pytest.mark.parametrize("path", ["/", "/about/", "/about/reviews/"])
def test_every_page_leads_there(client, path):
    assert 'href="/about/reviews/"' in client.get(path).content.decode()
