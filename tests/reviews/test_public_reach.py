"""The page of all reviews of a clinic; what they cost, and how they reach kept pages, search and API."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from clinics.models import OldAddress
from reviews.actions.deciding import publish_review, refuse_review, withdraw_review
from reviews.actions.ratings import recount_all
from reviews.views.public import PAGE_SIZE, page_asked
from tests.factories import ClinicFactory
from tests.reviews.shown import EMPTY, answered, html, plain, written

pytestmark = pytest.mark.django_db


class TestThePageOfAll:
    def test_it_is_read_without_a_cookie_and_kept_like_its_neighbors(self, client, clinic):
        written(clinic, 3)
        answer = client.get(f"{clinic.get_absolute_url()}reviews/")
        assert (answer.status_code, answer["Cache-Control"], len(answer.cookies)) == (200, "public, max-age=300", 0)
        assert ("Cookie" in answer.get("Vary", ""), b'content="noindex"' in answer.content) == (False, False)
        assert Client(enforce_csrf_checks=True).post(f"{clinic.get_absolute_url()}reviews/").status_code in {403, 405}

    def test_pages_never_overlap_and_the_later_ones_are_in_no_index(self, client, clinic):
        rows = written(clinic, PAGE_SIZE * 2 + 3)
        found = []
        for number in (1, 2, 3):
            answer = client.get(f"{clinic.get_absolute_url()}reviews/?page={number}")
            body = answer.content.decode()
            found += re.findall(r'id="review-(\d+)"', body)
            assert (answer["Cache-Control"], 'content="noindex"' in body) == ("private, no-store", number > 1)
        assert [int(pk) for pk in found] == sorted((row.pk for row in rows), reverse=True)

    @pytest.mark.parametrize(
        ("asked", "number", "note"),
        [
            ("", 1, ""),
            ("2", 2, ""),
            ("02", 2, ""),
            ("9", 3, "There are only 3 pages; this is the last."),
            ("9" * 5000, 3, "There are only 3 pages; this is the last."),
            ("0", 1, "We could not read the number of the page, so this is the first one."),
            ("-1", 1, "We could not read the number of the page, so this is the first one."),
            ("٢", 1, "We could not read the number of the page, so this is the first one."),
            ("2\x00", 1, "We could not read the number of the page, so this is the first one."),
            ("<b>", 1, "We could not read the number of the page, so this is the first one."),
        ],
    )
    def test_a_page_that_is_none(self, asked, number, note):
        page = page_asked(asked, 43, "/x/")
        assert (page.number, page.of, page.note) == (number, 3, note)

    def test_an_empty_one_has_one_page(self, client, clinic):
        body = plain(html(client, clinic, "reviews/?page=4"))
        assert ("There is only one page." in body, EMPTY in body) == (True, True)

    def test_other_spellings_and_old_addresses_lead_here(self, client, clinic):
        OldAddress.objects.create(clinic=clinic, state="TX", city_slug="austin", slug="before")
        here = f"{clinic.get_absolute_url()}reviews/"
        for path in ("/clinics/TX/Austin/Barton-Creek/reviews/", "/clinics/tx/austin/before/reviews/"):
            answer = client.get(path)
            assert (answer.status_code, answer["Location"]) == (301, here)
        assert client.get("/clinics/tx/austin/nothing/reviews/").status_code == 404


class TestReach:
    @pytest.mark.parametrize("number", [0, 1, 300])
    def test_the_clinics_page_costs_fourteen_queries(self, client, django_assert_num_queries, number):
        clinic = ClinicFactory()
        answered(clinic, "ride_required", yes=number)
        ClinicFactory.create_batch(6, latitude=30.3)
        with django_assert_num_queries(14):
            html(client, clinic)

    @pytest.mark.parametrize("number", [1, 300])
    def test_the_page_of_all_costs_five(self, client, clinic, django_assert_num_queries, number):
        written(clinic, number)
        with django_assert_num_queries(5):
            html(client, clinic, "reviews/")

    def test_a_batch_reaches_a_page_that_was_kept(self, client, clinic, waiting, judge, today, monkeypatch):
        review = publish_review(review=waiting(text="They were kind."), by=judge)
        path = clinic.get_absolute_url()
        first = client.get(path)
        assert b"They were kind." not in first.content
        monday = timezone.now() + (review.published_on - today)
        monkeypatch.setattr(timezone, "now", lambda: monday)
        then = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (then.status_code, b"They were kind." in then.content) == (200, True)

    @pytest.mark.parametrize("act", ["refuse", "withdraw"])
    def test_what_is_taken_down_leaves_a_kept_page_though_no_daily_run_counted_it(
        self, client, clinic, shown, judge, act
    ):
        review = shown(text="They were kind.")
        path = clinic.get_absolute_url()
        first = client.get(path)
        assert b"They were kind." in first.content
        if act == "refuse":
            refuse_review(review=review, by=judge, reason="private")
        else:
            withdraw_review(review=review)
        then = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (then.status_code, b"They were kind." in then.content) == (200, False)

    def test_ratings_reach_search_card_and_api(self, client, clinic, today):
        written(clinic, 5)
        written(other := ClinicFactory(name="Better"), 5, care=5, honesty=5)
        few = ClinicFactory(name="Few")
        written(few, 4, care=5, honesty=5)
        assert recount_all(today) == 3
        data = client.get("/api/v1/clinics/?sort=rating").json()["results"]
        assert [(row["id"], row["rating"]) for row in data] == [
            (other.pk, {"average": 5.0, "count": 5}), (clinic.pk, {"average": 4.0, "count": 5}), (few.pk, None),
        ]  # fmt: skip
        assert "4.0 of 5 from 5 patients" in plain(client.get("/clinics/?state=TX").content.decode())

    def test_the_api_says_it_in_numbers_and_no_words(self, client, clinic):
        answered(clinic, "ride_required", yes=4, no=1, forgotten=1)
        answered(clinic, "private_room", yes=4)
        written(clinic, 1, status="refused", published_on=None, expires_on=None, reason="abusive")
        five = {"5": 0, "4": 10, "3": 0, "2": 0, "1": 0}
        average = {"care": 4.0, "safety": 5.0, "honesty": 3.0, "overall": 4.0}
        found = client.get(f"/api/v1/clinics/{clinic.pk}/")
        assert found.json()["reviews"] == {
            "url": f"http://localhost:8000{clinic.get_absolute_url()}reviews/",
            "published": 10,
            "not_published": 1,
            "average": average,
            "distribution": {
                "care": five, "safety": five | {"4": 0, "5": 10}, "honesty": five | {"4": 0, "3": 10},
            },
            "by_method": [{"method": "iv", "published": 10, "average": average}],
            "patients_say": {"ride_required": {"yes": 4, "no": 1}},
        }  # fmt: skip
        assert b"explained" not in found.content

    def test_under_five_the_api_gives_no_average(self, client, clinic):
        written(clinic, 4)
        found = client.get(f"/api/v1/clinics/{clinic.pk}/").json()["reviews"]
        assert (found["published"], found["average"], found["by_method"][0]["average"]) == (4, None, None)
