"""What the pages of a state and of a city count."""

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone

from clinics.actions.indexing import reindex
from clinics.models import City
from clinics.profile.numbers import Line
from tests.factories import ClinicFactory, OfferingFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def austin():
    return City.objects.create(
        name="Austin", folded="austin", state="TX", latitude=30.27, longitude=-97.74, population=900_000
    )


def shown(client, path):
    return client.get(path).context["numbers"]


def text(client, path) -> str:
    page = client.get(path).content.decode()
    start = page.index('<section class="sect numbers"')
    section = page[start : page.index("</section>", start)]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", section)).split())


def priced(*prices, **fields):
    return [OfferingFactory(price_min=low, price_max=low, unit="session", **fields).clinic for low in prices]


def test_a_state_counts_its_methods_and_prices_three_of_a_kind(client):
    priced(400, 500, 700)
    priced(900, 950, method="esketamine")
    priced(100, clinic__state="NV")
    ClinicFactory(status="draft")
    ClinicFactory()
    assert shown(client, "/clinics/tx/").methods == [
        Line("IV infusion", "/clinics/?state=TX&method=iv", ("3 clinics", "middle price $500")),
        Line("Esketamine spray", "/clinics/?state=TX&method=esketamine", ("2 clinics",)),
    ]


def test_without_a_middle_price_no_page_of_prices_is_named(client):
    priced(400, 500)
    assert shown(client, "/clinics/tx/").costs is None


def test_a_blank_is_counted_apart_from_a_no(client):
    today = timezone.localdate()
    clinics = [ClinicFactory() for _ in range(4)]
    for clinic, answer in zip(clinics, (True, True, False), strict=False):
        StatementFactory(clinic=clinic, fact="dea", answer=answer, as_of=today)
    StatementFactory(clinic=clinics[3], fact="psychiatrist", as_of=today - dt.timedelta(days=500))
    reindex(clinic.pk for clinic in clinics)
    assert [(line.label, " · ".join(line.parts)) for line in shown(client, "/clinics/tx/").facts] == [
        ("Anesthesiologist", "0 yes · 0 no · 4 have not said"),
        ("Psychiatrist", "0 yes · 0 no · 4 have not said"),
        ("DEA registration", "2 yes · 1 no · 1 has not said"),
    ]


def test_each_line_of_a_state_leads_to_as_many_as_it_says(client):
    today = timezone.localdate()
    clinics = [*priced(400, 500), *priced(300, method="im")]
    for clinic in clinics:
        StatementFactory(clinic=clinic, fact="dea", as_of=today)
    reindex(clinic.pk for clinic in clinics)
    found = shown(client, "/clinics/tx/")
    lines = [*found.methods, found.facts[2]]
    totals = [client.get(line.url).context["page"].hits.total for line in lines]
    assert totals == [int(line.parts[0].split()[0]) for line in lines] == [2, 1, 3]


def test_a_city_counts_its_own_and_says_that_its_searches_find_more(client, austin):
    priced(400, 500, 700, clinic__city="Austin")
    priced(100, clinic__city="Waco")
    found = shown(client, "/clinics/tx/austin/")
    assert [(line.url, " · ".join(line.parts)) for line in found.methods] == [
        ("/clinics/?near=Austin%2C+TX&method=iv", "3 clinics · middle price $500")
    ]
    words = text(client, "/clinics/tx/austin/")
    assert "Each link searches within 25 miles, so it may find more." in words
    assert ("What a session costs in Texas" in words, found.costs.url) == (True, "/costs/tx/")


def test_a_city_names_the_nearest_others_with_their_distance(client, austin):
    ClinicFactory(city="Austin")
    for city, latitude in (("Waco", 31.55), ("Buda", 30.29), ("Temple", 31.1), ("Temple", 31.2), ("Tulsa", 36.15)):
        ClinicFactory(city=city, latitude=latitude, longitude=-97.74)
    ClinicFactory(city="Hidden", latitude=30.3, status="draft")
    assert shown(client, "/clinics/tx/austin/").towns == [
        Line("Buda, TX", "/clinics/tx/buda/", ("about 1 mile", "1 clinic")),
        Line("Temple, TX", "/clinics/tx/temple/", ("about 57 miles", "2 clinics")),
        Line("Waco, TX", "/clinics/tx/waco/", ("about 88 miles", "1 clinic")),
    ]


def test_one_clinic_is_not_counted_but_has_neighbors(client, austin):
    ClinicFactory(city="Austin")
    ClinicFactory(city="Waco", latitude=31.55, longitude=-97.74)
    found = shown(client, "/clinics/tx/austin/")
    assert (found.methods, found.facts, [line.label for line in found.towns]) == ([], [], ["Waco, TX"])


def test_one_clinic_far_from_all_has_no_such_part(client, austin):
    ClinicFactory(city="Austin")
    assert "In numbers" not in client.get("/clinics/tx/austin/").content.decode()


def test_a_place_without_a_clinic_counts_nothing(client, austin):
    assert [client.get(path).context.get("numbers") for path in ("/clinics/tx/", "/clinics/tx/austin/")] == [None, None]


def test_a_state_with_many_cities_names_the_largest(client):
    for city in ("A", "B", "C", "D", "E", "F", "F"):
        ClinicFactory(city=city)
    assert [(line.label, " · ".join(line.parts)) for line in shown(client, "/clinics/tx/").towns] == [
        ("F", "2 clinics"), ("A", "1 clinic"), ("B", "1 clinic"), ("C", "1 clinic"), ("D", "1 clinic"),
    ]  # fmt: skip
    assert "Cities with the most clinics" in text(client, "/clinics/tx/")
