"""The guide as a reader meets it."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client

from clinics.models import SiteState
from guide.domain.path import SLUGS
from guide.models import Article, Page
from guide.profile import reading
from tests.guide.words import DAY, page

pytestmark = pytest.mark.django_db


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_page_shows_its_text_its_dates_and_its_sources(client):
    page(clinical_reviewer="Jo Ray, MD")
    found = text(client.get("/guide/is-it-legal/"))
    for said in (
        "<h1>Is it legal?</h1>", "Read by a clinician: Jo Ray, MD", ">Nov 2, 2026<", ">May 2, 2027<",
        '<li id="source-1"><a href="https://www.fda.gov/label.pdf" rel="noreferrer external">The label of a medicine.',
        '<a href="/clinics/?fact=dea">Find clinics</a>', "It is not medical advice",
    ):  # fmt: skip
        assert said in found, said


def test_without_a_reviewer_the_page_says_so(client):
    page()
    assert "Not yet clinically reviewed" in text(client.get("/guide/is-it-legal/"))


def test_a_page_whose_review_is_due_says_so():
    row = page()
    day = row.due_on
    assert [reading(row, when, []).overdue for when in (day - dt.timedelta(1), day)] == [False, True]


def test_where_suicide_is_spoken_of_988_stands_above(client):
    page("questions")
    page("help-now", body="Thoughts of suicide can pass.[^label]")
    counts = [
        text(client.get(f"/guide/{slug}/")).count("Thinking about ending your life?")
        for slug in ("questions", "help-now")
    ]
    assert counts == [0, 1]


def test_pages_lead_to_the_one_before_and_the_one_after(client):
    for slug in SLUGS[:3]:
        page(slug)
    found = text(client.get(f"/guide/{SLUGS[1]}/"))
    assert (f'rel="prev" href="/guide/{SLUGS[0]}/"' in found, f'rel="next" href="/guide/{SLUGS[2]}/"' in found) == (
        True,
        True,
    )
    first = text(client.get(f"/guide/{SLUGS[0]}/"))
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)


def test_a_page_that_is_not_there_shows_what_there_is(client):
    page()
    answer = client.get("/guide/no-such-page/")
    assert (
        answer.status_code,
        "There is no such page in the guide" in text(answer),
        "/guide/is-it-legal/" in text(answer),
    ) == (404, True, True)
    assert "tel:988" in text(answer)
    moved = client.get("/guide/Is-It-Legal/")
    assert (moved.status_code, moved["Location"]) == (301, "/guide/is-it-legal/")


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    page()
    with django_assert_num_queries(3):
        client.get("/guide/is-it-legal/")
    call_command("load_guide", verbosity=0)
    with django_assert_num_queries(3):
        client.get("/guide/is-it-legal/")
    with django_assert_num_queries(3):
        client.get("/guide/")


def test_reading_leaves_no_trace(client):
    page()
    answer = client.get("/guide/is-it-legal/")
    assert (answer["Cache-Control"], answer.cookies, "Cookie" in answer.get("Vary", "")) == (
        "public, max-age=300",
        {},
        False,
    )


def test_a_sentence_that_ran_out_is_gone_for_a_reader_of_that_day(client, monkeypatch):
    page(body="Now.[^label] [[until 2026-12-31]]A rule holds.[[end]][[from 2027-01-01]]It ran out.[[end]]")
    seen = {}
    for day in (dt.date(2026, 12, 31), dt.date(2027, 1, 1)):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda day=day: day)
        found = text(client.get("/guide/is-it-legal/"))
        seen[day] = ("A rule holds." in found, "It ran out." in found)
    assert list(seen.values()) == [(True, False), (False, True)]


def article(**fields):
    values = {
        "slug": "new-rule", "title": "A new rule", "summary": "What it says.", "author": "Jo Ray", "body": "Words.",
        "published_on": DAY, "is_public": True,
    }  # fmt: skip
    return Article.objects.create(**{**values, **fields})


def test_news_is_public_from_its_date_on(client, monkeypatch):
    article()
    article(slug="draft", is_public=False)
    article(slug="later", published_on=DAY + dt.timedelta(1))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: DAY)
    status = {slug: client.get(f"/guide/news/{slug}/").status_code for slug in ("new-rule", "draft", "later", "none")}
    assert client.get("/guide/news/New-Rule/")["Location"] == "/guide/news/new-rule/"
    assert status == {"new-rule": 200, "draft": 404, "later": 404, "none": 404}
    for address in ("/guide/news/", "/guide/"):
        found = text(client.get(address))
        assert ("/guide/news/new-rule/" in found, "/guide/news/draft/" in found, "/guide/news/later/" in found) == (
            True,
            False,
            False,
        )
    assert "By Jo Ray" in text(client.get("/guide/news/new-rule/"))
    sitemap = text(client.get("/sitemap.xml"))
    assert ("/guide/news/new-rule/" in sitemap, "/guide/news/draft/" in sitemap) == (True, False)


def test_what_is_typed_in_an_article_runs_nothing(client):
    article(
        title="<script>1</script>", body="<script>alert(1)</script>", author="<b>", published_on=dt.date(2026, 1, 1)
    )
    found = text(client.get("/guide/news/new-rule/"))
    assert ("<script>1" in found, "<script>alert" in found, "By <b>" in found) == (False, False, False)


def test_an_etag_changes_with_a_page():
    client = Client()
    row = page()
    first = client.get("/guide/is-it-legal/")["ETag"]
    SiteState.touch()
    assert client.get("/guide/is-it-legal/")["ETag"] != first
    assert Page.objects.get() == row
