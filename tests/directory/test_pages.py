import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from clinics.actions.indexing import reindex
from clinics.domain.states import STATES
from clinics.models import SiteState
from directory.views import about, errors
from directory.views.home import ROWS
from tests.factories import ClinicFactory, StatementFactory

ABOUT = [page.name for page in about.PAGES]
READ = ["home", *ABOUT]


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.django_db
@pytest.mark.parametrize("name", READ)
def test_a_page_that_is_read_sets_no_cookie_and_does_not_vary_by_one(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert dict(response.cookies) == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("name", READ)
def test_every_page_shows_the_crisis_line_and_the_health_data_notice(client, name):
    page = client.get(reverse(name)).content.decode()
    assert 'href="tel:988"' in page
    assert "AYUDA al 988" in page
    assert "A clinic is not an emergency service." in page
    assert 'href="/about/health-data/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", READ)
def test_a_page_asks_nothing_of_other_hosts_and_holds_nothing_inline(client, name):
    page = client.get(reverse(name)).content.decode()
    assert re.findall(r'<(?:link(?! rel="canonical")|script|img)[^>]*(?:src|href)="(?!/)[^"]*"', page) == []
    assert re.findall(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=|data:image", page) == []


@pytest.mark.django_db
def test_the_banner_says_that_samples_are_invented(client):
    SiteState.objects.update_or_create(pk=1, defaults={"holds": "sample"})
    assert "Sample data: every clinic here is invented." in text(client.get("/"))


@pytest.mark.django_db
def test_real_clinics_come_without_the_banner(client):
    SiteState.objects.update_or_create(pk=1, defaults={"holds": "real"})
    assert "invented" not in text(client.get("/"))


@pytest.mark.django_db
def test_an_empty_directory_says_so(client):
    page = text(client.get("/"))
    assert "No clinics are listed here yet." in page
    assert "0 ketamine clinics" not in page


@pytest.mark.django_db
def test_home_counts_what_a_search_would_find(client):
    today = timezone.localdate()
    for state in ("TX", "TX", "CA"):
        ClinicFactory(state=state)
    ClinicFactory(state="TX", status="draft")
    ClinicFactory(state="TX", managed=True, confirmed_on=today - dt.timedelta(days=400))
    response = client.get("/")
    tiles = {tile.code: tile.count for tile in response.context["tiles"] if tile.count}
    assert (response.context["total"], tiles) == (3, {"TX": 2, "CA": 1})
    assert "3 ketamine clinics" in text(response)


@pytest.mark.django_db
def test_home_tells_yes_from_not_said(client):
    today = timezone.localdate()
    yes, no, _silent, draft = ClinicFactory(), ClinicFactory(), ClinicFactory(), ClinicFactory(status="draft")
    for clinic, answer in ((yes, True), (no, False), (draft, True)):
        StatementFactory(clinic=clinic, fact="dea", answer=answer, as_of=today)
    reindex([yes.pk, no.pk, draft.pk])
    said = client.get("/").context["said"]["dea"]
    assert (said.yes, said.unsaid, said.url) == (1, 1, "/clinics/?fact=dea")


@pytest.mark.django_db
def test_home_asks_the_database_as_often_for_one_clinic_as_for_many(client, django_assert_max_num_queries):
    ClinicFactory.create_batch(5)
    with django_assert_max_num_queries(4):
        client.get("/")


def test_every_state_has_one_circle():
    circles = [code for row in ROWS for code in row.split() if code != "."]
    assert len(circles) == len(set(circles))
    assert set(STATES) - set(circles) == {"AS", "GU", "MP", "VI"}
    assert {len(row.split()) for row in ROWS} == {11}


@pytest.mark.django_db
def test_about_names_the_operator(client, settings):
    settings.OPERATOR_NAME, settings.CONTACT_EMAIL = "Example Trust", "help@example.org"
    page = text(client.get("/about/"))
    assert "This site is run by Example Trust" in page
    assert "help@example.org" in page
    assert "have not yet put their name here" not in page


@pytest.mark.django_db
def test_about_says_that_nobody_is_named(client, settings):
    settings.OPERATOR_NAME = settings.CONTACT_EMAIL = ""
    page = text(client.get("/about/"))
    assert "have not yet put their name here" in page
    assert "No mail address has been set up yet." in page


@pytest.mark.django_db
def test_credits_stand_on_the_terms_and_the_data_page(client):
    for name in ("terms", "data"):
        assert "Contains data from GeoNames ( geonames.org ), CC BY 4.0" in text(client.get(reverse(name)))


@pytest.mark.django_db
def test_an_unknown_address_gets_our_own_page(client):
    response = client.get("/no-such-page/?near=78701")
    assert response.status_code == 404
    page = response.content.decode()
    assert "There is no page at this address" in page
    assert 'name="near"' in page
    assert 'href="tel:988"' in page
    assert "78701" not in page
    assert dict(response.cookies) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403), (errors.csrf_failure, 403)]
)
def test_what_is_refused_gets_988_and_a_search_field(view, status):
    response = view(RequestFactory().get("/"))
    page = response.content.decode()
    assert response.status_code == status
    assert 'href="tel:988"' in page
    assert 'name="near"' in page


def test_a_failure_is_told_without_a_database():
    """No database mark: a query would raise."""
    response = errors.failed(RequestFactory().get("/"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "Something broke on our side" in page
    assert 'href="tel:988"' in page


@pytest.mark.django_db
def test_a_view_that_breaks_answers_with_the_page(monkeypatch):
    monkeypatch.setattr("directory.views.home.counts_by_state", lambda today: 1 / 0)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "Something broke on our side" in text(response)


class Words(HTMLParser):
    """The running text of a page's main part: paragraphs and list items, each a sentence at least."""

    def __init__(self):
        super().__init__()
        self.depth, self.skip, self.parts = 0, 0, []

    def handle_starttag(self, tag, attrs):
        self.depth += tag == "main"
        self.skip += tag in {"nav", "pre", "table", "code", "h1", "h2"}
        if self.depth and tag in {"p", "li"}:
            self.parts.append("")

    def handle_endtag(self, tag):
        self.depth -= tag == "main"
        self.skip -= tag in {"nav", "pre", "table", "code", "h1", "h2"}

    def handle_data(self, data):
        if self.depth and not self.skip and self.parts:
            self.parts[-1] += data


def syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and groups > 1
    return max(1, groups - silent)


def grade(page: str) -> float:
    """Flesch-Kincaid grade of the main part of a page."""
    reader = Words()
    reader.feed(page)
    sentences = [s for part in reader.parts for s in re.split(r"[.?!:]\s", part.strip() + " ") if re.search(r"\w", s)]
    words = [w for s in sentences for w in re.findall(r"[A-Za-z’']+", s)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_measure_tells_hard_from_easy():
    hard = "Institutional considerations notwithstanding, practitioners administer pharmacological interventions."
    assert grade(f"<main><p>{hard}</p></main>") > 15
    assert grade("<main><p>Call us. We can help you now.</p></main>") < 3


@pytest.mark.django_db
@pytest.mark.parametrize("name", ABOUT)
def test_the_pages_about_us_read_at_grade_eight(client, name):
    assert grade(client.get(reverse(name)).content.decode()) <= 8.9
