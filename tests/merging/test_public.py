"""What the public sees after a merge: one clinic, and every old way leads to it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from clinics.actions.listing import close, mark_moved, withdraw
from clinics.actions.suspension import suspend
from clinics.models import Clinic, Report
from owners.actions.new_listing import public_doubles
from reviews.models import Review
from tests.factories import ClinicFactory, UserFactory
from tests.merging.conftest import fresh, merged
from tests.merging.test_rows import review

pytestmark = pytest.mark.django_db
GONE, STAYS = "/clinics/tx/austin/barton-creek-clinic/", "/clinics/tx/austin/barton-creek/"


@pytest.fixture
def two(senior, one, other):
    merged(other, into=one, by=senior)
    return one, other


def lead(client, path):
    answer = client.get(path)
    return answer.status_code, answer.headers.get("Location")


def test_its_page_and_its_old_addresses_lead_to_the_other(client, senior, one, other):
    other.old_addresses.create(state="TX", city_slug="austin", slug="former")
    merged(other, into=one, by=senior)
    for path in (GONE, "/clinics/tx/austin/former/"):
        assert lead(client, path) == (301, STAYS)
    assert lead(client, GONE.upper().replace("/CLINICS", "/clinics")) == (301, GONE)
    assert lead(client, f"{GONE}reviews/") == (301, f"{STAYS}reviews/")


def test_also_where_the_other_gets_another_address_or_is_merged_itself(client, senior, two):
    one, _ = two
    Clinic.objects.filter(pk=one.pk).update(slug="barton-springs")
    assert lead(client, GONE) == (301, "/clinics/tx/austin/barton-springs/")
    third = ClinicFactory(slug="third")
    merged(fresh(one), into=third, by=senior)
    assert lead(client, GONE) == (301, "/clinics/tx/austin/third/")
    assert lead(client, "/clinics/tx/austin/barton-springs/") == (301, "/clinics/tx/austin/third/")


def test_what_becomes_of_the_other_is_said_there(client, two):
    one, _ = two
    close(one, by="operator")
    assert lead(client, GONE) == (301, STAYS)
    mark_moved(one, to=ClinicFactory(), by="operator")
    assert lead(client, GONE) == (301, STAYS)


@pytest.mark.parametrize(("hide", "status"), [("withdraw", 410), ("suspend", 200), ("draft", 404)])
def test_where_the_other_is_hidden_nothing_of_either_is_told(client, two, hide, status):
    one, other = two
    if hide == "withdraw":
        withdraw(one, by="operator")
    elif hide == "suspend":
        suspend(one, by="operator", reason="unsafe")
    else:
        Clinic.objects.filter(pk=one.pk).update(status="draft")
    answer = client.get(GONE)
    assert (answer.status_code, "Barton Creek" in answer.content.decode()) == (status, False)
    assert client.get(f"/api/v1/clinics/{other.pk}/").status_code == 404
    assert "Barton Creek" not in client.get("/compare/", {"clinic": other.pk}).content.decode()


def test_saved_links_show_the_one_that_stays(client, two):
    one, other = two
    assert lead(client, f"/api/v1/clinics/{other.pk}/") == (301, f"/api/v1/clinics/{one.pk}/")
    for chosen in ([other.pk], [other.pk, one.pk], [one.pk, other.pk]):
        page = client.get("/compare/", {"clinic": chosen})
        assert [column.page.clinic for column in page.context["columns"]] == [one]
        assert page.context["notes"] == []
    assert client.get(f"/api/v1/clinics/{10**30}/").status_code == 404


def test_it_stands_nowhere_any_more(client, two):
    one, other = two
    assert [row["id"] for row in client.get("/api/v1/clinics/", {"q": "barton"}).json()["results"]] == [one.pk]
    found = client.get("/clinics/", {"q": "barton"}).content.decode()
    assert (f'data-clinic="{one.pk}"' in found, f'data-clinic="{other.pk}"' in found) == (True, False)
    for path in ("/sitemap.xml", "/clinics/tx/", "/clinics/tx/austin/"):
        page = client.get(path).content.decode()
        assert ("barton-creek-clinic" in page) is False
    out = StringIO()
    call_command("export_clinics", "-", stdout=out)
    assert json.dumps(other.name) not in out.getvalue()


def test_whoever_moved_to_it_is_led_on(client, senior, one, other):
    old = ClinicFactory(slug="old")
    mark_moved(old, to=other, by="operator")
    merged(other, into=one, by=senior)
    page = client.get("/clinics/tx/austin/old/").content.decode()
    assert f'It is now <a href="{STAYS}">' in page
    assert client.get(f"/api/v1/clinics/{old.pk}/").json()["moved_to"] == one.pk


def test_what_a_stranger_was_writing_arrives_at_the_other(client, two):
    """Their page was served before the merge."""
    one, _ = two
    sent = client.post(f"{GONE}report/", {"kind": "phone", "text": "", "more": ""})
    assert (sent.status_code, Report.objects.get().clinic) == (303, one)
    assert client.get(sent.url).status_code == 200
    assert client.get(f"{GONE}review/").status_code == 200


def test_a_report_sent_while_two_are_merged_is_not_lost(two):
    from clinics.actions.reports import submit_report

    one, other = two
    assert submit_report(clinic=other, kind="phone", text="", visitor="192.0.2.1").clinic == one


def test_reviews_of_both_are_shown_and_counted_together(client, senior, one, other):
    review(one)
    review(other, text="I was never alone.")
    merged(other, into=one, by=senior)
    page = client.get(f"{STAYS}reviews/").content.decode()
    assert ("I was never alone." in page, "They told me the price." in page) == (True, True)
    assert Review.objects.shown_on(timezone.localdate()).filter(clinic=one).count() == 2


def test_nobody_claims_it_and_who_adds_it_again_is_shown_the_other(client, two):
    one, other = two
    client.force_login(UserFactory(), "django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/manage/claims/new/{other.pk}/").status_code == 404
    assert public_doubles(name=other.name, zip_code=other.zip, phone="", website="") == [one]
