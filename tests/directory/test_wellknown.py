import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from clinics.actions.editing import edited
from clinics.actions.indexing import reindex
from clinics.actions.listing import withdraw
from clinics.enums import Status
from clinics.models import Clinic, Membership
from directory import sitemaps
from directory.daily import turn
from owners.actions.memberships import set_managed
from reviews.actions.ratings import recount_all
from tests.factories import ClinicFactory, StatementFactory, UserFactory
from tests.reviews.shown import written

pytestmark = pytest.mark.django_db
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def paths(client, address="/sitemap.xml", tag="url"):
    tree = ElementTree.fromstring(client.get(address).content)
    return [found.text.replace("http://localhost:8000", "") for found in tree.findall(f"s:{tag}/s:loc", NS)]


def test_robots_name_the_sitemap_and_shut_the_inside(client):
    text = client.get("/robots.txt").content.decode()
    assert ("Sitemap: http://localhost:8000/sitemap.xml" in text, "Disallow: /admin/" in text) == (True, True)


def test_security_says_whom_to_write_to_for_a_year(client, settings):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: http://localhost:8000/about/" in text
    settings.CONTACT_EMAIL = "care@example.org"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:care@example.org" in text
    assert "Canonical: http://localhost:8000/.well-known/security.txt" in text
    until = dt.datetime.fromisoformat(re.search(r"Expires: (\S+)", text)[1])
    assert 364 <= (until - timezone.now()).days <= 365


def test_the_sitemap_has_public_pages_and_no_hidden_clinic(client):
    day = dt.date(2026, 1, 1)
    target = ClinicFactory(slug="shown")
    for status in Status:
        more = {"moved_to": target} if status in {Status.MOVED, Status.MERGED} else {}
        if status == Status.SUSPENDED:
            more = {"suspension_reason": "unsafe", "status_before_suspension": "listed"}
        ClinicFactory(slug=f"it-is-{status}", city="Waco", state="TX", status=status, status_on=day, **more)
    found = paths(client)
    assert [p for p in found if p.count("/") == 5] == [
        "/clinics/tx/austin/shown/", "/clinics/tx/waco/it-is-listed/", "/clinics/tx/waco/it-is-temporarily_closed/",
    ]  # fmt: skip
    assert {"/", "/clinics/", "/about/", "/about/method/", "/clinics/tx/", "/clinics/tx/austin/"} <= set(found)
    assert len(found) == len(set(found))


def test_every_address_in_the_sitemap_is_there(client):
    ClinicFactory()
    assert {client.get(path).status_code for path in paths(client)} == {200}


def test_a_long_sitemap_is_an_index_of_files(client, monkeypatch):
    for _ in range(5):
        ClinicFactory()
    whole = paths(client)
    monkeypatch.setattr(sitemaps, "AT_MOST", 6)
    files = paths(client, tag="sitemap")
    assert files == [f"/sitemap-{n}.xml" for n in range(1, -(-len(whole) // 6) + 1)]
    assert [path for file in files for path in paths(client, file)] == whole
    assert [client.get(f"/sitemap-{n}.xml").status_code for n in (0, 99)] == [404, 404]


def dates(client) -> dict[str, str]:
    """Path → the day it last changed, for the entries that have one."""
    text = client.get("/sitemap.xml").content.decode()
    return dict(re.findall(r"<loc>http://localhost:8000(\S+?)</loc><lastmod>(\S{10})T", text))


def aged(**fields):
    clinic = ClinicFactory(**fields)
    Clinic.objects.filter(pk=clinic.pk).update(updated_at=dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC))
    return clinic


def test_nothing_is_younger_because_a_clock_ran(client):
    clinic = aged(slug="dated")
    written(clinic)
    reindex([clinic.pk])
    list(turn(timezone.localdate()))  # counts the review: the page shows it
    Clinic.objects.update(updated_at=dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC))
    reindex([clinic.pk])
    assert [failed for failed, done in turn(timezone.localdate()) if done is None] == []
    assert dates(client) == {
        "/clinics/tx/": "2025-03-01", "/clinics/tx/austin/": "2025-03-01", "/clinics/tx/austin/dated/": "2025-03-01",
    }  # fmt: skip


def test_what_a_clinic_says_dates_its_page_its_city_and_its_state(client):
    changing, _beside = aged(slug="changing"), aged(slug="beside", city="Waco")
    StatementFactory(clinic=changing)
    edited(changing, by="operator", fields=["statements"])
    today = f"{timezone.now().astimezone(dt.UTC):%Y-%m-%d}"
    assert dates(client) == {
        "/clinics/tx/": today, "/clinics/tx/austin/": today, "/clinics/tx/austin/changing/": today,
        "/clinics/tx/waco/": "2025-03-01", "/clinics/tx/waco/beside/": "2025-03-01",
    }  # fmt: skip


def test_reviews_that_appear_and_a_first_manager_date_a_page_too(client):
    today = f"{timezone.now().astimezone(dt.UTC):%Y-%m-%d}"
    reviewed, managed = aged(slug="reviewed"), aged(slug="managed")
    written(reviewed)
    recount_all(timezone.localdate())
    Membership.objects.create(clinic=managed, user=UserFactory(), role="owner", since=timezone.localdate())
    set_managed(managed)
    found = dates(client)
    assert [found[f"/clinics/tx/austin/{slug}/"] for slug in ("reviewed", "managed")] == [today, today]


def test_a_clinic_that_left_dates_the_list_it_left(client):
    gone, _stays = aged(), aged()
    withdraw(gone, by="operator")
    assert dates(client)["/clinics/tx/austin/"] == f"{timezone.now().astimezone(dt.UTC):%Y-%m-%d}"


def test_a_city_with_two_spellings_stands_there_once(client):
    for name in ("St. Louis", "Saint Louis", "Saint Louis"):
        ClinicFactory(city=name, state="MO")
    assert [path for path in paths(client) if path.count("/") == 4] == ["/clinics/mo/saint-louis/"]


def test_the_sitemap_asks_as_often_for_one_clinic_as_for_many(client, django_assert_num_queries):
    for city in ("Austin", "Waco", "Reno"):
        ClinicFactory(city=city)
        with django_assert_num_queries(
            8
        ):  # the clinics, the cities, when they changed; guide and prices two each; the site
            client.get("/sitemap.xml")
