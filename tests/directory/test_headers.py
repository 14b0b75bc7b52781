"""What every answer says of itself: caching, cookies, and what a browser may do."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from clinics.actions.indexing import reindex
from clinics.actions.listing import withdraw
from clinics.models import SiteState
from tests.factories import ClinicFactory

pytestmark = pytest.mark.django_db
READ = ["/", "/clinics/", "/about/", "/about/privacy/", "/clinics/tx/", "/robots.txt", "/sitemap.xml",
        "/.well-known/security.txt", "/api/v1/clinics/", "/compare/"]  # fmt: skip


@pytest.fixture
def clinic():
    clinic = ClinicFactory(slug="lakeside")
    reindex([clinic.pk])
    return clinic


@pytest.mark.parametrize("path", READ)
def test_a_read_page_is_public_for_five_minutes_and_sets_nothing(client, clinic, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["ETag"][:3]) == ("public, max-age=300", 'W/"')
    assert (len(answer.cookies), "Cookie" in answer.get("Vary", "")) == (0, False)


@pytest.mark.parametrize("path", [*READ, "/clinics/tx/austin/lakeside/"])
def test_an_unchanged_page_is_not_sent_again(client, clinic, path, django_assert_num_queries):
    tag = client.get(path)["ETag"]
    with django_assert_num_queries(1):
        answer = client.get(path, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


def test_a_change_is_seen_at_once(client, clinic):
    path = "/clinics/tx/austin/lakeside/"
    tag = client.get(path)["ETag"]
    withdraw(clinic, by="operator")
    answer = client.get(path, headers={"If-None-Match": tag})
    assert (answer.status_code, answer["Cache-Control"], "ETag" in answer) == (410, "private, no-store", False)


def test_a_tag_is_of_one_address_one_release_and_one_day(client, clinic, settings, monkeypatch):
    from directory.release import release

    tags = {client.get("/")["ETag"], client.get("/about/")["ETag"]}
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(days=1))
    tags.add(client.get("/")["ETag"])
    settings.RELEASE = "another"
    release.cache_clear()
    tags.add(client.get("/")["ETag"])
    release.cache_clear()
    assert len(tags) == 4


def test_without_a_release_the_files_are_it():
    from directory.release import release

    release.cache_clear()
    assert len(release()) == 12


def test_a_star_is_no_tag(client, clinic):
    assert client.get("/", headers={"If-None-Match": "*"}).status_code == 200


@pytest.mark.parametrize("path", ["/?utm=1", "/clinics/?near=78701", "/about/?x", "/api/v1/clinics/?state=TX"])
def test_an_answer_to_a_query_is_kept_nowhere(client, clinic, path):
    answer = client.get(path)
    assert (answer["Cache-Control"], "ETag" in answer, len(answer.cookies)) == ("private, no-store", False, 0)


@pytest.mark.parametrize(
    "path",
    ["/nothing/", "/clinics/zz/", "/accounts/login/", "/admin/", "/healthz", "/clinics/tx/austin/lakeside/report/"],
)
def test_errors_forms_and_the_inside_are_kept_nowhere(client, clinic, path):
    answer = client.get(path)
    assert "no-store" in answer["Cache-Control"]
    assert ("public" in answer["Cache-Control"], "ETag" in answer) == (False, False)


def test_who_has_a_form_cookie_gets_no_public_page(client, clinic):
    client.cookies["csrftoken"] = "x" * 32
    assert client.get("/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/admin/", "/accounts/login/", "/accounts/nothing/"])
def test_the_inside_is_not_for_search_engines(client, path):
    assert client.get(path)["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", ["/", "/nothing/", "/accounts/login/", "/admin/", "/api/v1/clinics/"])
def test_every_page_is_shut_to_the_outside(client, clinic, path):
    answer = client.get(path)
    policy = set(answer["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'",
    }  # fmt: skip
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {"geolocation=()", "camera=()", "payment=()"} <= set(answer["Permissions-Policy"].split(", "))


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("path", ["/", "/clinics/", "/admin/", "/nothing/"])
def test_other_methods_are_refused(client, method, path):
    answer = getattr(client, method)(path)
    assert (answer.status_code, answer["Allow"], answer["Cache-Control"]) == (
        405,
        "GET, HEAD, POST",
        "private, no-store",
    )


@pytest.mark.parametrize("path", [*READ, "/healthz", "/readyz", "/nothing/"])
def test_head_is_get_without_the_body(client, clinic, path):
    whole, head = client.get(path), client.head(path)
    same = ("Cache-Control", "Content-Type", "Content-Length")
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert [head.get(name) for name in same] == [whole.get(name) for name in same]


@pytest.mark.parametrize("path", ["/", "/clinics/", "/about/", "/api/v1/clinics/"])
def test_nothing_is_sent_to_a_page_that_is_read(clinic, path):
    assert Client(enforce_csrf_checks=True).post(path, {"a": "b"}).status_code in {403, 405}


def test_a_page_asks_for_the_state_of_the_data_once(client, clinic, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/about/")
    assert sum(SiteState._meta.db_table in q["sql"] for q in queries) == 1


@pytest.mark.django_db
def test_a_program_is_answered_in_its_own_form(client):
    many = "&".join(f"a{number}=1" for number in range(10_001))
    for path, status in ((f"/api/v1/clinics/?{many}", 400), ("/api/v1/nothing/", 404), ("/api/v1/clinics/999/", 404)):
        answer = client.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/json"), path
        assert set(answer.json()) == {"errors"}
