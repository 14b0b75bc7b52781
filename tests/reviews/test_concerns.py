"""Readers report a review: the form, what is kept, and what comes of it."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Event, Letter
from reviews.actions.concerns import accept_concern, refuse_concern, submit_concern
from reviews.actions.deciding import refuse_review, withdraw_review
from reviews.exceptions import InvalidStep, Refused
from reviews.models import Concern, Review
from tests.clinics.views.test_clinic import words
from tests.factories import ClinicFactory
from tests.moderators import moderator
from tests.owners.team.at_once import at_once, several
from tests.reviews.conftest import fresh
from tests.transactions import commits

pytestmark = pytest.mark.django_db
CANARY = "canary-text-4711"


def where(review):
    return f"/reviews/{review.pk}/report/"


def raised(review, **changed):
    said = {"kind": "abusive", "text": CANARY, "email": "reader@example.com", "visitor": "198.51.100.7"}
    return submit_concern(review=review, **(said | changed))


def told(to="reader@example.com"):
    return [letter.text for letter in Letter.objects.filter(to=to).order_by("pk")]


class TestForm:
    def test_a_report_is_kept_and_thanked_for(self, shown):
        review, browser = shown(), Client(enforce_csrf_checks=True)
        form = browser.get(where(review))
        assert (form.status_code, form["Cache-Control"]) == (200, "private, no-store")
        assert review.text in words(form)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.content.decode()).group(1)
        said = {"kind": "private", "text": "My full name is there.", "email": " kim@example.com "}
        answer = browser.post(where(review), said | {"csrfmiddlewaretoken": token})
        assert (answer.status_code, answer["Location"]) == (303, f"{where(review)}thanks/")
        row = Concern.objects.get()
        assert (row.review, row.kind, row.text, row.email, row.status) == (
            review, "private", "My full name is there.", "kim@example.com", "open",
        )  # fmt: skip
        assert "Thank you, the report was sent" in words(browser.get(answer["Location"]))
        assert Review.objects.get().status == "published"

    def test_text_and_address_may_be_left_out(self, client, shown):
        review = shown()
        assert client.post(where(review), {"kind": "false"}).status_code == 303
        assert Concern.objects.values("text", "email").get() == {"text": "", "email": ""}

    def test_without_the_token_nothing_is_kept(self, shown):
        assert Client(enforce_csrf_checks=True).post(where(shown()), {"kind": "false"}).status_code == 403
        assert Concern.objects.count() == 0

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({}, "Choose what is wrong with this review."),
            ({"kind": "king"}, "Choose one of the answers below."),
            ({"kind": "\x00"}, "Choose one of the answers below."),
            ({"kind": "other"}, "Say in a few words what is wrong."),
            ({"kind": "false", "text": "a\u202eb"}, "This text held invisible characters."),
            ({"kind": "false", "text": "a\x00b"}, "This text held invisible characters."),
            ({"kind": "false", "text": "x" * 100_000}, "This text has 100,000 characters. Shorten it to 2,000."),
            ({"kind": "false", "email": "kim"}, "This is not a whole mail address"),
            ({"kind": "false", "email": "kim@example.com\x00"}, "This is not a whole mail address"),
            ({"kind": "false", "email": "kim\u200b@example.com"}, "This is not a whole mail address"),
            ({"kind": "false", "email": "x" * 100_000}, "This is not a whole mail address"),
            ({"kind": "false", "email": "k@b.example, m@b.example"}, "This is not a whole mail address"),
            ({"kind": "false", "email": "kim@example.com\nBcc: all@example.com"}, "This is not a whole mail address"),
            ({"kind": "false", "more": "x"}, "The last field must stay empty"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(self, client, shown, said, sentence):
        whole = {"text": "Stays here", "email": "kim@example.com"} | said
        if said.get("kind") == "other":
            whole["text"] = ""
        answer = client.post(where(shown()), whole)
        assert (answer.status_code, sentence in words(answer)) == (200, True)
        assert "The report was not sent yet." in words(answer)
        kept = {name for name in ("text", "email") if whole[name] and name not in said}
        assert [name for name in kept if whole[name] not in answer.content.decode()] == []
        assert (Concern.objects.count(), Event.objects.filter(what="concern.submitted").count()) == (0, 0)

    def test_what_was_written_is_never_markup(self, client, shown):
        review = shown(text="<script>alert(1)</script> <b>")
        answer = client.post(where(review), {"text": "</textarea><i>", "email": '"><i>'}).content.decode()
        assert [bad for bad in ("<script>alert", "</textarea><i>", '"><i>') if bad in answer] == []

    def test_five_a_day_and_the_sixth_keeps_its_text(self, client, shown):
        review = shown()
        for _ in range(5):
            assert client.post(where(review), {"kind": "false"}).status_code == 303
        answer = client.post(where(review), {"kind": "false", "text": "Stays here"})
        assert (answer.status_code, "Stays here" in words(answer), Concern.objects.count()) == (429, True, 5)

    def test_a_mistake_costs_none_of_the_five(self, client, shown):
        review = shown()
        for _ in range(7):
            client.post(where(review), {"kind": "king"})
        assert client.post(where(review), {"kind": "false"}).status_code == 303


class TestDoors:
    @pytest.mark.parametrize("page", ["", "thanks/"])
    @pytest.mark.parametrize("status", ["unconfirmed", "waiting", "held", "refused", "answered", "final"])
    def test_what_is_not_shown_is_not_there(self, client, shown, status, page):
        review = shown()
        Review.objects.update(status=status)
        nowhere = client.get(f"/reviews/987654321/report/{page}")
        there = client.get(f"{where(review)}{page}")
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.content.decode().replace(where(review), "N") == nowhere.content.decode().replace(
            "/reviews/987654321/report/", "N"
        )
        assert client.post(where(review), {"kind": "false"}).status_code == 404

    @pytest.mark.parametrize(
        ("from_now", "until"), [(1, 700), (-700, 0)], ids=["not before its batch", "not after it expired"]
    )
    def test_it_is_there_on_its_days_alone(self, client, shown, today, from_now, until):
        review = shown()
        days = {"published_on": today + dt.timedelta(from_now), "expires_on": today + dt.timedelta(until)}
        Review.objects.update(**days)
        assert client.get(where(review)).status_code == 404

    @pytest.mark.parametrize("status", ["draft", "withdrawn", "suspended"])
    def test_nor_on_a_listing_without_a_page(self, client, shown, clinic, status, today):
        review = shown()
        of_status = {"suspended": {"suspension_reason": "unsafe", "status_before_suspension": "listed"}}.get(status, {})
        type(clinic).objects.update(status=status, status_on=today, **of_status)
        assert client.get(where(review)).status_code == 404

    @pytest.mark.parametrize("number", ["0", "9" * 30, "-1", "x", "1%00"])
    def test_odd_numbers(self, client, db, number):
        assert client.get(f"/reviews/{number}/report/").status_code == 404


class TestDecisions:
    def test_accepted_the_review_is_taken_down_and_the_reader_told(self, shown, clinic, judge):
        review = shown()
        concern = accept_concern(concern=raised(review), by=judge, because="abusive")
        now = Review.objects.get()
        assert (concern.status, now.status, now.reason) == ("accepted", "refused", "abusive")
        assert fresh(clinic).rating_count == 0
        assert ["You were right" in text for text in told()] == [True]
        events = [(e.what, e.reason) for e in Event.objects.filter(actor=f"user:{judge.pk}").order_by("pk")]
        assert events == [("concern.accepted", "right"), ("review.refused", "abusive")]

    def test_refused_the_review_stays(self, shown, judge):
        refuse_concern(concern=raised(shown()), by=judge, reason="stays")
        assert (Review.objects.get().status, Concern.objects.get().status) == ("published", "refused")
        assert ["What you wrote about stays." in text for text in told()] == [True]

    @pytest.mark.parametrize("how", ["accept", "refuse"])
    def test_what_the_reader_wrote_goes_with_the_decision(self, shown, judge, how):
        concern = raised(shown())
        if how == "accept":
            accept_concern(concern=concern, by=judge, because="private")
        else:
            refuse_concern(concern=concern, by=judge, reason="no_ground")
        assert Concern.objects.values("text", "email").get() == {"text": "", "email": ""}
        kept = f"{list(Event.objects.values())} {list(Letter.objects.values_list('text', flat=True))}"
        assert (CANARY in kept, "reader@" in kept) == (False, False)

    @pytest.mark.parametrize("how", ["withdrawn", "refused", "another accepted"])
    def test_when_the_review_goes_all_concerns_about_it_end(self, shown, judge, how):
        review = shown()
        one, other = raised(review), raised(review, email="other@example.com")
        if how == "withdrawn":
            withdraw_review(review=review)
        elif how == "refused":
            refuse_review(review=review, by=judge, reason="abusive")
        else:
            accept_concern(concern=one, by=judge, because="abusive")
        found = Concern.objects.get(pk=other.pk)
        assert (found.status, found.text, found.email) == ("gone", "", "")
        assert ["is not on our site any more" in text for text in told("other@example.com")] == [True]
        assert Concern.objects.waiting().count() == 0

    def test_a_letter_names_no_clinic_and_no_theme(self, shown, clinic, judge):
        accept_concern(concern=raised(shown()), by=judge, because="abusive")
        [letter] = Letter.objects.filter(to="reader@example.com")
        said = f"{letter.subject} {letter.text}".lower()
        assert [word for word in ("barton", "ketamine", "clinic", "patient", "review") if word in said] == []

    @pytest.mark.parametrize("reason", ["", "fits", "right", "king"])
    def test_a_reason_is_one_of_the_list(self, shown, judge, reason):
        concern = raised(shown())
        with pytest.raises(Refused, match="Choose a reason"):
            refuse_concern(concern=concern, by=judge, reason=reason)
        with pytest.raises(Refused, match="Choose a reason"):
            accept_concern(concern=concern, by=judge, because=reason)
        assert (Concern.objects.get().status, Review.objects.get().status, told()) == ("open", "published", [])

    def test_a_second_decision_on_an_old_page_does_nothing(self, shown, judge):
        concern = raised(shown())
        refuse_concern(concern=concern, by=judge, reason="stays")
        with pytest.raises(InvalidStep, match="decided already"):
            accept_concern(concern=concern, by=judge, because="abusive")
        assert (Review.objects.get().status, len(told())) == ("published", 1)

    def test_none_comes_in_behind_a_review_that_went(self, shown):
        review = shown()
        withdraw_review(review=review)
        with pytest.raises(InvalidStep):
            raised(review)

    def test_private_details_come_first_then_the_oldest(self, shown, judge):
        """Once a review, and not where a moderator found none: whoever sends many gains nothing."""
        review = shown()
        rows = [raised(review, kind=kind, visitor=f"198.51.100.{n}") for n, kind in enumerate(
            ["other", "private", "abusive", "private"]
        )]  # fmt: skip
        assert list(Concern.objects.waiting()) == [rows[1], rows[0], rows[2], rows[3]]
        refuse_concern(concern=rows[1], by=judge, reason="stays")
        elsewhere = raised(shown(), kind="private", visitor="198.51.100.9")
        assert list(Concern.objects.waiting()) == [elsewhere, rows[0], rows[2], rows[3]]


@several
@commits
def test_two_moderators_at_once_one_decides(clinic, shown):
    concern, judges = raised(shown()), [moderator("moderator"), moderator("senior")]
    cache.clear()
    came_to = at_once(
        lambda: accept_concern(concern=concern, by=judges[0], because="abusive").status,
        lambda: refuse_concern(concern=concern, by=judges[1], reason="stays").status,
    )
    assert came_to.count("refused") >= 1
    assert Event.objects.filter(subject=f"concern:{concern.pk}").exclude(what="concern.submitted").count() == 1
    assert len(told()) == 1


@several
@commits
def test_taken_down_and_withdrawn_at_once_ends_in_one_of_the_two(clinic, shown):
    review, judge = shown(), moderator("moderator")
    concern = raised(review)
    at_once(
        lambda: accept_concern(concern=concern, by=judge, because="abusive"), lambda: withdraw_review(review=review)
    )
    assert (Review.objects.get().status, len(told())) == ("withdrawn", 1)
    assert Concern.objects.get().status in {"accepted", "gone"}


def test_reports_of_two_clinics_do_not_meet(client, shown):
    one, other = shown(), shown(of=ClinicFactory())
    client.post(where(other), {"kind": "false"})
    assert [row.review for row in Concern.objects.all()] == [other]
    assert one.concerns.count() == 0
