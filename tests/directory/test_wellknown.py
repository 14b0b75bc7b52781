import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from clinics.enums import Status
from directory import sitemaps
from tests.factories import ClinicFactory

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


def test_a_clinic_is_dated_by_its_last_change(client):
    ClinicFactory(slug="dated")
    text = client.get("/sitemap.xml").content.decode()
    assert re.search(rf"dated/</loc><lastmod>{timezone.now().astimezone(dt.UTC):%Y-%m-%d}T", text)
