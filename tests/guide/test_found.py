"""What search engines are told of the guide: what its pages show."""

import datetime as dt
import re

import pytest

from guide.domain.answers import answers
from guide.domain.markdown import render
from guide.domain.sources import Source
from guide.models import Article, Page
from tests import schema_org
from tests.guide.words import page

pytestmark = pytest.mark.django_db
ASKED = "Intro.[^label]\n\n## Can I drive?\nNot until **tomorrow**.[^label] See\n[the day](/guide/the-day/).\n\n## Next\nx\n"


def test_a_page_says_who_reviewed_it_only_where_somebody_did(client):
    row = page()
    nobody = schema_org.one(client.get("/guide/is-it-legal/").content.decode(), "MedicalWebPage")
    row.clinical_reviewer = "Jo Ray, MD"
    row.save()
    somebody = schema_org.one(client.get("/guide/is-it-legal/").content.decode(), "MedicalWebPage")
    assert (nobody["lastReviewed"], "reviewedBy" in nobody) == ("2026-11-02", False)
    assert (somebody["reviewedBy"]["name"], "lastReviewed" in somebody) == ("Jo Ray, MD", False)


def test_questions_are_told_with_their_answers(client):
    page("questions", body=ASKED)
    [asked] = schema_org.one(client.get("/guide/questions/").content.decode(), "FAQPage")["mainEntity"]
    assert (asked["name"], asked["acceptedAnswer"]["text"]) == ("Can I drive?", "Not until tomorrow. See the day.")
    assert answers(render("## No question\n\nx\n\n## Empty?\n", [Source("label", "x")]).html) == []


def test_no_page_tells_more_than_it_shows_nor_in_other_words_than_the_vocabulary(client):
    page()
    page("questions", body=ASKED)
    Article.objects.create(
        slug="a",
        title="News & more",
        summary="s",
        author="Jo",
        body="x",
        published_on=dt.date(2026, 1, 1),
        is_public=True,
    )
    for address in ("/guide/is-it-legal/", "/guide/questions/", "/guide/news/", "/guide/news/a/"):
        found = client.get(address).content.decode()
        without_numbers = re.sub(r'<sup class="cite">.*?</sup>', "", found)
        plain = re.sub(r"</a>\.", "</a> .", without_numbers).replace("</a> .", "</a>.")
        assert (schema_org.strange(found), schema_org.unseen(plain)) == ([], []), address
        assert schema_org.nodes(found) != []


def news(slug="a", **fields):
    values = {"title": "New", "summary": "s", "author": "Jo", "body": "x", "published_on": dt.date(2026, 1, 1)}
    return Article.objects.create(slug=slug, is_public=True, **{**values, **fields})


def robots(client, address):
    """What an engine is told to do with a page: its one address, noindex in the page, noindex in the answer."""
    answer = client.get(address)
    said = answer.content.decode()
    canonical = re.search(r'<link rel="canonical" href="[^/]+//[^/]+([^"]*)">', said)
    return canonical and canonical[1], '<meta name="robots" content="noindex">' in said, answer.get("X-Robots-Tag", "")


NEWS = "/guide/news/"
LISTED, UNLISTED = (NEWS, False, ""), (None, True, "noindex")


def test_news_is_listed_once_there_is_some_and_by_its_first_page_alone(client):
    assert (robots(client, NEWS), f"{NEWS}<" in client.get("/sitemap.xml").content.decode()) == (UNLISTED, False)
    for number in range(31):
        news(f"a{number}")
    assert {query: robots(client, NEWS + query) for query in ("", "?page=1", "?utm_source=x", "?page=2")} == {
        "": LISTED, "?page=1": LISTED, "?utm_source=x": LISTED, "?page=2": UNLISTED,
    }  # fmt: skip
    assert f"{NEWS}<" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("path", ["/guide/first-call/", "/guide/cost-worksheet/"])
def test_what_a_link_got_on_its_way_asks_a_tool_nothing(client, path):
    assert robots(client, f"{path}?utm_source=x&method=") == (path, False, "")
    assert "Start afresh" not in client.get(f"{path}?utm_source=x").content.decode()
    assert robots(client, f"{path}?method=iv")[:2] == (None, True)


def changed(client, monkeypatch, day):
    """The dates of the sitemap's addresses of the guide, on a day."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: day)
    found = client.get("/sitemap.xml").content.decode()
    return dict(re.findall(r"<loc>[^<]*(/guide/[^<]*)</loc><lastmod>([^<]{10})", found))


MARKS = "Now. [[until 2026-12-31]]A rule.[[end]][[from 2027-02-01]]Another.[[end]]"


def test_a_text_that_reads_differently_by_the_day_changed_on_that_day(client, monkeypatch):
    page(body=f"x[^label] {MARKS}")
    news(body=MARKS)
    written = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
    for model in (Page, Article):
        model.objects.update(updated_at=written)
    for day, since in (
        (dt.date(2026, 12, 31), "2026-11-02"), (dt.date(2027, 1, 1), "2027-01-01"), (dt.date(2027, 3, 1), "2027-02-01"),
    ):  # fmt: skip
        found = changed(client, monkeypatch, day)
        assert (found["/guide/is-it-legal/"], found[f"{NEWS}a/"]) == (since, since), day
        assert (found["/guide/"], found[NEWS]) == ("2026-11-02", "2026-11-02")


def test_the_index_and_the_news_changed_with_the_newest_article(client, monkeypatch):
    page()
    Page.objects.update(updated_at=dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC))
    news(published_on=dt.date(2026, 11, 9))
    Article.objects.update(updated_at=dt.datetime(2026, 11, 5, 12, tzinfo=dt.UTC))
    found = changed(client, monkeypatch, dt.date(2026, 11, 8))
    assert (found["/guide/"], found.get(NEWS)) == ("2026-11-02", None)
    found = changed(client, monkeypatch, dt.date(2026, 11, 9))
    assert [found[path] for path in ("/guide/", NEWS, f"{NEWS}a/")] == ["2026-11-09"] * 3
