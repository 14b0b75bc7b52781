"""The page of one clinic: what it says, what it leaves to ask, and what it never shows."""

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from clinics.actions.indexing import reindex
from clinics.enums import Evidence
from clinics.models import (
    AgeRange,
    ClinicCondition,
    Condition,
    OldAddress,
    Organization,
    Source,
    SourceRecord,
    Trait,
)
from tests.factories import ClinicFactory, OfferingFactory, PractitionerFactory, StatementFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date.today()
SECRET = "Hidden Hollow Ketamine"


def ago(days):
    return TODAY - dt.timedelta(days=days)


def page(client, clinic):
    response = client.get(clinic.get_absolute_url())
    assert response.status_code == 200
    return words(response)


def words(response):
    """What a reader sees, in one line."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def html(client, clinic):
    return client.get(clinic.get_absolute_url()).content.decode()


def hide(clinic, status):
    clinic.status, clinic.status_on = status, TODAY
    if status == "suspended":
        clinic.suspension_reason, clinic.status_before_suspension = "unsafe", "listed"
    clinic.save()


def source():
    short = "SAMHSA's 2024 directory, survey 2023"
    return Source.objects.create(key="s-2024", series="s", title="S", short=short, as_of=ago(300))


def test_the_phone_comes_first_and_an_extension_is_said(client):
    body = html(client, ClinicFactory(phone="+15125550142;ext=3"))
    assert 'href="tel:+15125550142"' in body
    assert "Call 512-555-0142, extension 3" in body
    assert body.index('class="leave"') < body.index("<main") < body.index("<h1")


def test_the_way_out_carries_no_referrer_and_needs_no_script(client):
    assert '<a class="out" href="https://www.weather.gov/" rel="noreferrer">Leave this site</a>' in html(
        client, ClinicFactory()
    )


def test_reading_sets_no_cookie_and_the_page_may_be_kept(client):
    response = client.get(ClinicFactory().get_absolute_url())
    assert dict(response.cookies) == {}
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, max-age=300"


def test_a_clinic_that_has_said_nothing_claims_nothing(client):
    text = page(client, ClinicFactory(phone=""))
    for blank in (
        "No phone stated", "Hours not stated", "New patients and wait: not stated", "No method stated",
        "Deposit Not stated", "No clinician is named", "Not managed by the clinic", "Not confirmed by the clinic",
        "The list of methods may not be whole", "Ages Not stated", "Languages Not stated", "0 of 31 answered",
    ):  # fmt: skip
        assert blank in text
    assert "$0" not in text
    assert " No. " not in text
    assert "Open 24 hours" not in text


def test_a_source_is_not_a_confirmation(client):
    clinic, edition = ClinicFactory(), source()
    SourceRecord.objects.create(source=edition, clinic=clinic, series="s", key="1", first_seen_on=ago(30))
    OfferingFactory(clinic=clinic, evidence=Evidence.SOURCE)
    StatementFactory(clinic=clinic, fact="wheelchair", evidence=Evidence.SOURCE, source=edition, as_of=ago(9))
    text = page(client, clinic)
    assert "From SAMHSA's 2024 directory, survey 2023; not confirmed by the clinic" in text
    assert "Public data says so (SAMHSA's 2024 directory, survey 2023)." in text
    assert "Public data says that this is offered (SAMHSA's 2024 directory, survey 2023)." in text
    assert "Stated by the clinic" not in text


@pytest.mark.parametrize(("days", "said"), [(90, "Last confirmed"), (91, "Not confirmed since")])
def test_a_managed_listing_ages_after_ninety_days(client, days, said):
    assert said in page(client, ClinicFactory(managed=True, confirmed_on=ago(days)))


def test_a_listing_that_nobody_manages_does_not_age(client):
    text = page(client, ClinicFactory(confirmed_on=ago(400)))
    assert "Last confirmed" in text
    assert "Not confirmed since" not in text


def test_the_three_headline_facts_stand_first_and_once(client):
    clinic = ClinicFactory()
    StatementFactory(clinic=clinic, fact="dea", as_of=ago(1))
    text = page(client, clinic)
    assert text.count("DEA registration at this address") == 1
    assert (
        text.index("Three to check first") < text.index("DEA registration at this address") < text.index("Prices Whole")
    )


def test_a_withheld_street_is_not_shown(client):
    clinic = ClinicFactory(street="", point_precision="withheld")
    assert "Street withheld. Placed at its ZIP code." in page(client, clinic)


def test_links_to_elsewhere_carry_no_referrer(client):
    clinic = ClinicFactory(website="https://www.example.com/here?x=1")
    PractitionerFactory(clinic=clinic, npi="1234567893")
    body = html(client, clinic)
    links = re.findall(r'<a [^>]*href="https?://[^>]*>', body)
    assert any("www.example.com/here" in link for link in links)
    assert [link for link in links if "noreferrer" not in link] == []
    assert ">example.com</a>" in body


def test_a_stated_description_cannot_smuggle_markup(client):
    body = html(client, ClinicFactory(name="<b>Bold</b>", description="<script>alert(1)</script>"))
    assert "<script>alert" not in body
    assert "<b>Bold" not in body


def test_new_patients_and_wait_carry_their_date(client):
    clinic = ClinicFactory(new_patients=False, wait_days=1, availability_on=dt.date(2026, 3, 4))
    assert "Not taking new patients, usual wait 1 day. As of Mar 4, 2026" in page(client, clinic)
    only = ClinicFactory(wait_days=0, availability_on=dt.date(2026, 3, 4))
    assert "Usually no wait." in page(client, only)


def test_hours_begin_with_today_where_the_clinic_is(client, monkeypatch):
    night = dt.datetime(2026, 11, 21, 5, 30, tzinfo=dt.UTC)  # Saturday in New York, Friday in Austin
    monkeypatch.setattr(timezone, "now", lambda: night)
    text = page(client, ClinicFactory(hours="Fr 08:00-17:00"))
    assert "Today 8 am to 5 pm." in text
    assert "Friday, today 8 am to 5 pm Saturday Closed" in text
    assert "pen now" not in text


def test_the_nearest_others_by_distance(client):
    clinic = ClinicFactory(name="Here")
    far = ClinicFactory(name="Far", latitude=31.0)
    near = ClinicFactory(name="Near", latitude=30.3)
    rough = ClinicFactory(name="Rough", latitude=30.4, point_precision="zip")
    ClinicFactory(name=SECRET, status="closed", status_on=TODAY)
    ClinicFactory(name="Nowhere", latitude=None, longitude=None)
    text = page(client, clinic)
    part = text[text.index("Nearest other clinics") :]
    assert re.findall(r"Near|Rough|Far", part)[1:] == ["Near", "Rough", "Far"]
    assert "Rough Austin, TX about 8.9 miles" in part
    assert "Nowhere" not in text
    assert SECRET not in text
    assert (far.pk, near.pk, rough.pk) == (clinic.pk + 1, clinic.pk + 2, clinic.pk + 3)


def test_neighbors_are_found_beyond_the_first_band_too():
    clinic = ClinicFactory()
    ClinicFactory(latitude=40.0, name="Two states up")
    ClinicFactory(latitude=45.0, name="Farther")
    found = type(clinic).objects.nearest_open(clinic.vector, TODAY, exclude=clinic.pk, count=5)
    assert [other.name for other in found] == ["Two states up", "Farther"]


@pytest.mark.parametrize("status", ["closed", "moved"])
def test_a_closed_or_moved_clinic_keeps_its_page_but_not_its_phone(client, status):
    other = ClinicFactory(name="The New Place", slug="new")
    clinic = ClinicFactory(status=status, status_on=dt.date(2026, 5, 5), moved_to=other if status == "moved" else None)
    text, body = page(client, clinic), html(client, clinic)
    assert "since May 5, 2026" in text
    assert "tel:+1" not in body
    assert "Questions to ask" not in text
    assert ('It is now <a href="/clinics/tx/austin/new/">The New Place' in body) is (status == "moved")


def test_a_hidden_new_place_is_not_named(client):
    other = ClinicFactory(name=SECRET)
    clinic = ClinicFactory(status="moved", status_on=TODAY, moved_to=other)
    hide(other, "withdrawn")
    assert SECRET not in html(client, clinic)
    assert "This clinic has moved." in page(client, clinic)


def test_a_temporarily_closed_clinic_says_so_and_keeps_its_phone(client):
    clinic = ClinicFactory(status="temporarily_closed", status_on=dt.date(2026, 5, 5))
    assert "Temporarily closed since May 5, 2026." in page(client, clinic)
    assert "tel:+15125550100" in html(client, clinic)


@pytest.mark.parametrize(("status", "code"), [("withdrawn", 410), ("suspended", 200), ("draft", 404)])
def test_a_hidden_clinic_is_named_nowhere(client, status, code):
    ClinicFactory(name="Open Neighbor", latitude=30.3)
    clinic = ClinicFactory(name=SECRET, slug="hidden-one", phone="+15125550199", website="https://hh.example.com/")
    StatementFactory(clinic=clinic, detail="a telling detail", as_of=ago(1))
    reindex([clinic.pk])
    hide(clinic, status)
    response = client.get(clinic.get_absolute_url())
    body = response.content.decode()
    assert response.status_code == code
    for leak in (SECRET, "hidden-one", "555-0199", "hh.example.com", "a telling detail", "1 Main Street"):
        assert leak not in body
    assert '<meta name="robots" content="noindex">' in body
    assert ("Open Neighbor" in body) is (status != "draft")
    assert "988" in body


def test_a_suspended_page_gives_no_reason(client):
    clinic = ClinicFactory()
    hide(clinic, "suspended")
    text = words(client.get(clinic.get_absolute_url()))
    assert "This listing is paused It is not shown while we look into it." in text
    assert "Reports of unsafe care" not in text


@pytest.mark.parametrize(
    ("status", "code"), [("listed", 301), ("closed", 301), ("withdrawn", 410), ("suspended", 200), ("draft", 404)]
)
def test_an_old_address_leads_to_the_present_one_unless_it_is_hidden(client, status, code):
    clinic = ClinicFactory(name=SECRET, slug="present")
    OldAddress.objects.create(clinic=clinic, state="TX", city_slug="dallas", slug="before")
    hide(clinic, status)
    response = client.get("/clinics/tx/dallas/before/")
    assert response.status_code == code
    if code == 301:
        assert response["Location"] == "/clinics/tx/austin/present/"
    else:
        assert SECRET not in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/clinics/TX/austin/here/", "/clinics/tx/Austin/here/", "/clinics/tx/austin/Here/", "/clinics/TX/dallas/before/",
    ],
)  # fmt: skip
def test_another_spelling_leads_to_the_page(client, path):
    clinic = ClinicFactory(slug="here")
    OldAddress.objects.create(clinic=clinic, state="TX", city_slug="dallas", slug="before")
    assert client.get(path).status_code == 301
    answer = client.get(path, follow=True)
    assert (answer.status_code, answer.redirect_chain[-1]) == (200, ("/clinics/tx/austin/here/", 301))


@pytest.mark.parametrize("path", ["/clinics/tx/dallas/here/", "/clinics/zz/austin/here/", "/clinics/ZZ/austin/here/"])
def test_another_place_is_another_page(client, path):
    ClinicFactory(slug="here")
    assert client.get(path, follow=True).status_code == 404


def fill(clinic, count):
    """So many rows of every kind, and neighbors."""
    methods = ["iv", "im", "esketamine", "oral", "sc", "nasal", "kap"]
    for method in methods[:count]:
        OfferingFactory(clinic=clinic, method=method, unit="session", price_min=400, price_max=500)
    editions = [
        Source.objects.create(key=f"e{n}-{clinic.pk}", series="e", title="E", short="E", as_of=ago(n))
        for n in range(count)
    ]
    for n, edition in enumerate(editions):
        person = PractitionerFactory(clinic=clinic, name=f"Person {n}")
        StatementFactory(clinic=clinic, fact="psychiatrist", as_of=ago(n), practitioner=person)
        StatementFactory(clinic=clinic, fact="wheelchair", as_of=ago(n), evidence=Evidence.SOURCE, source=edition)
        SourceRecord.objects.create(
            source=edition, clinic=clinic, series="e", key=f"{clinic.pk}-{n}", first_seen_on=TODAY
        )
        AgeRange.objects.create(clinic=clinic, youngest=n)
        OldAddress.objects.create(clinic=clinic, state="TX", city_slug="old", slug=f"{clinic.pk}-{n}")
    for code in ["en", "es", "fr", "de", "it", "ko", "vi", "ru"][:count]:
        Trait.objects.create(clinic=clinic, kind="language", code=code)
    for condition in Condition.objects.all()[:count]:
        ClinicCondition.objects.create(clinic=clinic, condition=condition)


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_costs_the_same_queries_however_many_rows(client, django_assert_num_queries, count):
    clinic = ClinicFactory(organization=Organization.objects.create(name="Owner"))
    fill(clinic, count)
    ClinicFactory.create_batch(6, latitude=30.3)
    with django_assert_num_queries(15):  # four of them are what patients say, one its state's prices
        page(client, clinic)


def test_a_client_that_checks_csrf_can_read():
    clinic = ClinicFactory()
    assert Client(enforce_csrf_checks=True).get(clinic.get_absolute_url()).status_code == 200
