import datetime as dt

import pytest
from django.utils import timezone

from clinics.models import City
from tests.factories import ClinicFactory, OfferingFactory


@pytest.fixture
def austin():
    return City.objects.create(
        name="Austin", folded="austin", state="TX", latitude=30.27, longitude=-97.74, population=900_000
    )


@pytest.fixture
def alpine():
    return City.objects.create(
        name="Alpine", folded="alpine", state="TX", latitude=30.36, longitude=-103.66, population=6000
    )


def ids(cards) -> list[int]:
    return [card.clinic.pk for card in cards]


@pytest.mark.django_db
def test_a_state_shows_its_cities_and_clinics(client):
    there = ClinicFactory(city="Austin"), ClinicFactory(city="Austin"), ClinicFactory(city="Waco")
    ClinicFactory(city="Austin", status="draft")
    ClinicFactory(city="Reno", state="NV")
    response = client.get("/clinics/tx/")
    page = response.context["page"]
    assert page.heading == "3 ketamine clinics in Texas"
    assert [(town.name, town.url, town.count) for town in page.towns] == [
        ("Austin", "/clinics/tx/austin/", 2),
        ("Waco", "/clinics/tx/waco/", 1),
    ]
    assert sorted(ids(page.cards)) == sorted(clinic.pk for clinic in there)
    assert 'data-total="3"' in response.content.decode()
    assert "/clinics/?state=TX" in response.content.decode()
    assert dict(response.cookies) == {}


@pytest.mark.django_db
def test_a_state_shows_the_freshest_first(client):
    today = timezone.localdate()
    never = ClinicFactory()
    old = ClinicFactory(managed=True, confirmed_on=today - dt.timedelta(days=120))
    fresh = ClinicFactory(managed=True, confirmed_on=today)
    assert ids(client.get("/clinics/tx/").context["page"].cards) == [fresh.pk, old.pk, never.pk]


@pytest.mark.django_db
def test_a_long_state_shows_twenty_and_leads_on(client):
    ClinicFactory.create_batch(21)
    response = client.get("/clinics/tx/")
    assert len(response.context["page"].cards) == 20
    assert "Search all 21 with filters" in response.content.decode()


@pytest.mark.django_db
def test_a_state_costs_the_same_at_two_and_at_twenty(client, django_assert_num_queries):
    ClinicFactory()
    with django_assert_num_queries(7):  # a single clinic is not counted
        client.get("/clinics/tx/")
    ClinicFactory()
    with django_assert_num_queries(9):  # towns, ids, four for the cards, two for the numbers, the site's row
        client.get("/clinics/tx/")
    for number in range(20):
        OfferingFactory(clinic__city=f"City {number}", price_min=400, price_max=500, unit="session")
    with django_assert_num_queries(9):
        client.get("/clinics/tx/")


@pytest.mark.django_db
def test_a_city_costs_the_same_at_two_and_at_twenty(client, austin, django_assert_num_queries):
    ClinicFactory()
    with django_assert_num_queries(9):  # a single clinic is not counted
        client.get("/clinics/tx/austin/")
    ClinicFactory()
    with django_assert_num_queries(11):  # city, example, ids, four for the cards, three for the numbers, the site's row
        client.get("/clinics/tx/austin/")
    for number in range(20):
        OfferingFactory(clinic__city="Austin" if number % 2 else f"City {number}")
    with django_assert_num_queries(11):
        client.get("/clinics/tx/austin/")


@pytest.mark.django_db
def test_a_state_without_clinics_names_the_nearest(client, austin):
    far = ClinicFactory(state="NV", latitude=39.5, longitude=-119.8)
    near = ClinicFactory(state="OK", latitude=35.4, longitude=-97.5)
    response = client.get("/clinics/tx/")
    assert response.status_code == 200
    assert response.context["page"].heading == "No ketamine clinic is listed in Texas"
    assert ids(response.context["page"].nearest) == [near.pk, far.pk]
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "measured from Austin, TX" in main
    assert 'href="tel:988"' in main


@pytest.mark.django_db
def test_an_empty_directory_has_a_page_for_every_state(client):
    page = client.get("/clinics/gu/")
    assert page.status_code == 200
    assert "No clinic is listed near here yet." in page.content.decode()


@pytest.mark.django_db
def test_a_state_that_is_none_is_not_found(client):
    assert client.get("/clinics/zz/").status_code == 404
    assert client.get("/clinics/texas/").status_code == 404
    assert client.get("/clinics/zz/austin/").status_code == 404


@pytest.mark.django_db
def test_upper_case_leads_to_the_one_address(client):
    for typed, meant in (
        ("/clinics/TX/", "/clinics/tx/"), ("/clinics/Tx/Austin/", "/clinics/tx/austin/"),
        ("/clinics/TX/austin/Harbor/", "/clinics/tx/austin/harbor/"),
    ):  # fmt: skip
        response = client.get(typed)
        assert (response.status_code, response["Location"]) == (301, meant)


@pytest.mark.django_db
def test_a_city_shows_its_own_clinics(client, austin):
    here = ClinicFactory(city="Austin")
    ClinicFactory(city="Waco")
    ClinicFactory(city="Austin", state="MN")
    response = client.get("/clinics/tx/austin/")
    assert response.context["page"].heading == "1 ketamine clinic in Austin, TX"
    assert ids(response.context["page"].cards) == [here.pk]
    page = response.content.decode()
    assert 'href="/clinics/tx/"' in page
    assert "/clinics/?near=Austin%2C+TX" in page
    assert "miles</b>" not in page


@pytest.mark.django_db
def test_a_city_without_clinics_names_the_ten_nearest(client, alpine):
    ClinicFactory.create_batch(11, latitude=31.0, longitude=-103.0)
    away = ClinicFactory(latitude=32.0, longitude=-103.0)
    response = client.get("/clinics/tx/alpine/")
    page = response.context["page"]
    assert (response.status_code, page.total, len(page.nearest)) == (200, 0, 10)
    assert away.pk not in ids(page.nearest)
    assert "The ten nearest, by distance" in response.content.decode()


@pytest.mark.django_db
def test_a_city_that_is_none_is_not_found_and_leads_to_its_state(client, austin):
    response = client.get("/clinics/tx/nowhere/")
    assert response.status_code == 404
    assert '<a href="/clinics/tx/">All clinics in Texas</a>' in response.content.decode()


@pytest.mark.django_db
def test_two_spellings_are_one_city(client):
    City.objects.create(
        name="St. Louis", folded="saint louis", state="MO", latitude=38.6, longitude=-90.2, population=300_000
    )
    short, long = ClinicFactory(city="St. Louis", state="MO"), ClinicFactory(city="Saint Louis", state="MO")
    for address in ("/clinics/mo/st-louis/", "/clinics/mo/saint-louis/"):
        assert sorted(ids(client.get(address).context["page"].cards)) == sorted([short.pk, long.pk])


@pytest.mark.django_db
def test_a_city_that_only_a_closed_clinic_knows_stays_readable(client):
    ClinicFactory(city="Tinytown", status="closed", status_on=dt.date(2026, 1, 1))
    open_one = ClinicFactory(city="Waco")
    response = client.get("/clinics/tx/tinytown/")
    assert response.status_code == 200
    assert ids(response.context["page"].nearest) == [open_one.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["draft", "withdrawn", "suspended"])
def test_a_hidden_clinic_makes_no_city(client, status):
    told = {"suspension_reason": "unsafe", "status_before_suspension": "listed"} if status == "suspended" else {}
    ClinicFactory(city="Tinytown", status=status, status_on=dt.date(2026, 1, 1), **told)
    assert client.get("/clinics/tx/tinytown/").status_code == 404


@pytest.mark.django_db
def test_a_city_has_its_clinics_under_each_of_its_names(client):
    City.objects.create(
        name="New York City", folded="new york city", state="NY", latitude=40.7, longitude=-74, population=8_000_000
    )
    here = ClinicFactory(city="New York", state="NY")
    for address in ("/clinics/ny/new-york/", "/clinics/ny/new-york-city/", "/clinics/ny/nyc/"):
        assert ids(client.get(address).context["page"].cards) == [here.pk]


@pytest.mark.django_db
def test_a_city_that_shows_not_all_says_so(client, monkeypatch):
    monkeypatch.setattr("clinics.views.places.CITY_LIMIT", 2)
    ClinicFactory.create_batch(3, city="Austin")
    page = client.get("/clinics/tx/austin/").content.decode()
    assert "These are the first 2." in page
    assert "3 ketamine clinics in Austin, TX" in page
