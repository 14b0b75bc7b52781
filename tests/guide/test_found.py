"""What search engines are told of the guide: what its pages show."""

import datetime as dt
import re

import pytest

from guide.domain.answers import answers
from guide.domain.markdown import render
from guide.domain.sources import Source
from guide.models import Article
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
