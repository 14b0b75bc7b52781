"""What anybody reads of the reviews of one clinic, on its own page."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from reviews.actions.ratings import recount
from reviews.models import Reply
from tests.factories import ClinicFactory
from tests.reviews.conftest import fresh
from tests.reviews.shown import EMPTY, html, plain, section, written

pytestmark = pytest.mark.django_db


class TestTheSection:
    def test_without_reviews_there_is_one_warm_line_and_the_way_to_write(self, client, clinic):
        words = section(client, clinic)
        assert (EMPTY in words, "0 published, 0 not" in words, "too few" in words) == (True, True, False)
        assert f'href="{clinic.get_absolute_url()}review/"' in html(client, clinic)

    def test_under_five_the_spread_is_shown_and_no_average(self, client, clinic):
        written(clinic, 3)
        written(clinic, 1, care=1)
        words = section(client, clinic)
        assert "4 reviews, too few for an average. It takes five." in words
        assert "Care : how many gave how much 5 of 5 0 4 of 5 3 3 of 5 0 2 of 5 0 1 of 5 1" in words
        assert "IV infusion , 4 reviews: too few for an average" in words
        assert "on average" not in words

    def test_the_average_appears_at_the_fifth_and_is_the_one_on_the_clinic(self, client, clinic):
        written(clinic, 4)
        written(clinic, 1, care=1, safety=2, method="esketamine")
        recount(clinic)
        words = section(client, clinic)
        assert "3.6 of 5 on average, from 5 reviews" in words
        assert str(fresh(clinic).rating_average) == "3.6"
        averages = re.findall(r"(?:Care|Safety|Honesty about price) [\d.]+ of 5(?= :)", words)
        assert averages == ["Care 3.4 of 5", "Safety 4.4 of 5", "Honesty about price 3.0 of 5"]
        assert "IV infusion , 4 reviews: too few" in words
        assert "Esketamine spray , 1 review: too few" in words

    @pytest.mark.parametrize(("care", "safety", "honesty"), [(1, 1, 2), (2, 2, 5), (5, 5, 4), (3, 4, 4), (1, 2, 1)])
    def test_page_and_column_round_alike(self, client, clinic, care, safety, honesty):
        written(clinic, 5, care=care, safety=safety, honesty=honesty)
        written(clinic, 3, care=5, safety=1, honesty=2)
        recount(clinic)
        assert f"{fresh(clinic).rating_average} of 5 on average, from 8 reviews" in section(client, clinic)

    def test_a_bar_is_as_wide_as_its_share(self, client, clinic):
        written(clinic, 3, care=5)
        written(clinic, 1, care=1)
        body = html(client, clinic)
        care = body[body.index("<b>Care</b>") : body.index("<b>Safety</b>")]
        assert re.findall(r"M0 0h(\d+)v8H0z", care) == ["75", "25"]
        assert "style=" not in body

    def test_by_method_has_an_average_from_five_on(self, client, clinic):
        written(clinic, 5)
        written(clinic, 2, method="kap")
        words = section(client, clinic)
        assert "IV infusion , 5 reviews: care 4.0, safety 5.0, honesty about price 3.0" in words
        assert "2 reviews: too few for an average" in words

    def test_a_review_has_its_quarter_and_no_day(self, client, clinic):
        [review] = written(clinic, 1, month=dt.date(2026, 8, 1), relation="family", text="One.\n\nTwo.")
        body = html(client, clinic)
        start = body.index(f'id="review-{review.pk}"')
        one = body[start : body.index("</li>", start)]
        assert plain(one).startswith(
            f'id="review-{review.pk}"> Care 4 of 5, safety 5 of 5, honesty about price 3 of 5 '
            "Jul-Sep 2026, IV infusion, by somebody in the family One. Two. Report this review"
        )
        assert ("<p>One.</p>" in one, f'href="/reviews/{review.pk}/report/"' in one) == (True, True)
        assert re.findall(r"\b\d{1,2}, 20\d\d|\d{4}-\d\d-\d\d", one) == []

    def test_a_text_is_plain(self, client, clinic):
        bad = (
            '<script>alert(1)</script> [me](https://spam.example) https://spam.example <b onclick="x">b</b> \u202eevil'
        )
        written(clinic, 1, text=bad)
        body = html(client, clinic)
        assert ("<script>alert" in body, "onclick=&quot;x&quot;" in body) == (False, True)
        assert re.findall(r'<a[^>]*href="https://spam', body) == []
        assert '<div class="read" dir="auto">' in body

    def test_a_long_text_is_cut_at_a_word_and_whole_on_its_page(self, client, clinic):
        [review] = written(clinic, 1, text="word " * 900 + "END")
        short = html(client, clinic)
        assert ("END" in short, "word …" in short) == (False, True)
        assert f'href="{clinic.get_absolute_url()}reviews/#review-{review.pk}"' in short
        assert "END" in html(client, clinic, "reviews/")

    def test_ten_of_the_newest_batch_stand_there(self, client, clinic, today):
        written(clinic, 11, text="Older.", published_on=today - dt.timedelta(days=14))
        written(clinic, 4, text="Newer.")
        words = section(client, clinic)
        assert (words.count("Newer."), words.count("Older."), words.index("Newer.") < words.index("Older.")) == (
            4,
            6,
            True,
        )
        assert "Read all 15 reviews" in words

    @pytest.mark.parametrize(
        ("status", "seen"), [("published", True), ("waiting", False), ("refused", False), ("withdrawn", False)]
    )
    def test_a_reply_stands_there_once_a_moderator_has_let_it(self, client, clinic, status, seen):
        [review] = written(clinic)
        Reply.objects.create(review=review, text="We listen.\n\n<i>Call us.</i>", status=status)
        body = html(client, clinic)
        assert ("We listen." in body, "<i>Call" in body) == (seen, False)

    def test_counts_what_was_published_and_what_was_not(self, client, clinic, today):
        written(clinic, 2)
        gone = {"month": None, "care": None, "safety": None, "honesty": None, "text": ""}
        for status in ("refused", "answered", "final"):
            written(clinic, 1, status=status, published_on=None, expires_on=None, reason="abusive")
        for status in ("withdrawn", "expired"):  # a refusal stays one, whatever became of what was written
            for reason in ("abusive", "fits"):
                written(clinic, 1, status=status, published_on=None, expires_on=None, reason=reason, **gone)
        for status in ("waiting", "held"):
            written(clinic, 1, status=status, published_on=None, expires_on=None, reason="")
        old = timezone.now() - dt.timedelta(days=735)
        written(clinic, 1, status="refused", published_on=None, expires_on=None, reason="abusive", decided_at=old)
        assert "2 published, 5 not, in the last two years." in section(client, clinic)

    def test_nothing_of_what_is_not_shown(self, client, clinic, today):
        for text, fields in {
            "CanaryWait": {"status": "waiting", "published_on": None, "expires_on": None},
            "CanaryHeld": {"status": "held", "published_on": None, "expires_on": None},
            "CanaryRefused": {"status": "refused", "published_on": None, "expires_on": None},
            "CanaryMonday": {"published_on": today + dt.timedelta(days=1)},
            "CanaryOver": {"published_on": today - dt.timedelta(days=700), "expires_on": today},
        }.items():
            written(clinic, 1, text=text, **fields)
        written(ClinicFactory(), 1, text="CanaryOther")
        for path in ("", "reviews/"):
            assert "Canary" not in html(client, clinic, path)
        assert "Canary" not in client.get(f"/api/v1/clinics/{clinic.pk}/").content.decode()
        assert EMPTY in section(client, clinic)

    @pytest.mark.parametrize("status", ["suspended", "withdrawn", "draft"])
    def test_a_hidden_listing_shows_nothing_of_them(self, client, clinic, status):
        written(clinic, 6, text="CanaryText")
        clinic.status, clinic.status_on = status, timezone.localdate()
        if status == "suspended":
            clinic.suspension_reason, clinic.status_before_suspension = "unsafe", "listed"
        clinic.save()
        path = clinic.get_absolute_url()
        answers = [client.get(path), client.get(f"{path}reviews/"), client.get(f"/api/v1/clinics/{clinic.pk}/")]
        assert answers[1].status_code == 404
        assert [word for a in answers for word in ("CanaryText", clinic.name) if word in a.content.decode()] == []
