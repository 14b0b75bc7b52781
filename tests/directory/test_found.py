"""How search engines find a page: one address, words of its own, and data that says no more than the page."""

import datetime as dt
import html
import re

import pytest
from django.urls import reverse

from clinics.actions.indexing import reindex
from clinics.models import City, Clinic, Organization, SiteState
from directory.views.about import PAGES
from tests import schema_org
from tests.factories import ClinicFactory, OfferingFactory, StatementFactory
from tests.reviews.shown import written

pytestmark = pytest.mark.django_db
HOME = "http://localhost:8000"
CLINIC = "/clinics/tx/austin/harbor/"
NOINDEX = '<meta name="robots" content="noindex">'


@pytest.fixture
def harbor():
    """A clinic that has said nearly everything, and its neighbors."""
    clinic = ClinicFactory(
        slug="harbor", name="Harbor </script> & “Sons”", website="https://harbor.example.com/", street2="Suite 4",
        hours="Mo-Th 08:00-17:30; Fr 08:00-12:00", organization=Organization.objects.create(name="Harbor Group"),
    )  # fmt: skip
    OfferingFactory(clinic=clinic, method="iv", price_min=450, price_max=550, unit="session")
    OfferingFactory(clinic=clinic, method="esketamine")
    StatementFactory(clinic=clinic)
    written(clinic, 5)
    for name in ("Oak", "Elm", "Ash"):
        other = ClinicFactory(name=name, slug=name.lower(), city="Waco", latitude=31.55, longitude=-97.15)
        OfferingFactory(clinic=other, method="iv", price_min=400, price_max=400, unit="session")
    reindex([clinic.pk])
    return clinic


@pytest.fixture
def public():
    """One address of each kind of public page that is read; rooms with a new kind add it."""
    places = [
        "/clinics/",
        "/clinics/tx/",
        "/clinics/tx/austin/",
        CLINIC,
        f"{CLINIC}reviews/",
        "/costs/",
        "/costs/tx/",
    ]
    return [reverse("home"), *(page.url for page in PAGES), *places]


def body(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def sitemap(client) -> list[str]:
    return re.findall(rf"<loc>{HOME}(.*?)</loc>", body(client, "/sitemap.xml"))


def head(page: str) -> dict[str, str]:
    """title, description, canonical, robots; "" where the page has none."""
    patterns = {
        "title": r"<title>(.*?)</title>",
        "description": r'<meta name="description" content="([^"]*)"',
        "canonical": r'<link rel="canonical" href="([^"]*)"',
        "robots": r'<meta name="robots" content="([^"]*)"',
    }
    found = {name: re.search(pattern, page, re.DOTALL) for name, pattern in patterns.items()}
    return {name: html.unescape(match[1]) if match else "" for name, match in found.items()}


class TestOneAddress:
    def test_every_public_page_says_it_whatever_hangs_behind_it(self, client, harbor, public):
        for path in public:
            assert head(body(client, path))["canonical"] == HOME + path
        for path in ("/", "/about/", "/clinics/tx/", CLINIC):
            assert head(body(client, f"{path}?utm_source=mail&fbclid=1"))["canonical"] == HOME + path

    def test_a_search_has_none_and_is_not_listed(self, client, harbor):
        for path in ("/clinics/?near=Austin", "/clinics/?method=iv", "/clinics/?page=2", "/clinics/?utm=1"):
            answer = client.get(path)
            found = head(answer.content.decode())
            assert (found["canonical"], found["robots"], answer["X-Robots-Tag"]) == ("", "noindex", "noindex"), path

    @pytest.mark.parametrize("path", [
        "/compare/", f"{CLINIC}report/", f"{CLINIC}review/", f"{CLINIC}report/thanks/", "/nothing/", "/clinics/tx/nowhere/",
        "/accounts/login/",
    ])  # fmt: skip
    def test_forms_mistakes_and_the_inside_have_none(self, client, harbor, path):
        found = head(client.get(path).content.decode())
        assert (found["canonical"], found["robots"]) == ("", "noindex")

    def test_two_spellings_of_a_city_are_listed_under_the_one_that_more_use(self, client):
        City.objects.create(
            name="St. Louis", folded="saint louis", state="MO", latitude=38.6, longitude=-90.2, population=300_000
        )
        for name in ("St. Louis", "Saint Louis", "Saint Louis"):
            ClinicFactory(city=name, state="MO")
        for path in ("/clinics/mo/st-louis/", "/clinics/mo/saint-louis/"):
            assert head(body(client, path))["canonical"] == f"{HOME}/clinics/mo/saint-louis/"


def test_every_kind_of_page_has_a_title_and_a_description_of_its_own(client, harbor, public):
    heads = [head(body(client, path)) for path in public]
    titles, descriptions = [found["title"] for found in heads], [found["description"] for found in heads]
    assert (len(set(titles)), len(set(descriptions))) == (len(public), len(public))
    assert [text for text in titles if len(text) > 76] == []
    assert [text for text in descriptions if not 50 <= len(text) <= 160] == []


def test_the_longest_name_leaves_the_description_short_enough(client):
    ClinicFactory(slug="harbor", name="W" * 160, city="Austin")
    assert len(head(body(client, CLINIC))["description"]) <= 160


class TestThinPages:
    def test_an_address_and_nothing_else_is_not_listed(self, client):
        silent = ClinicFactory(slug="harbor", phone="")
        assert NOINDEX in body(client, CLINIC)
        OfferingFactory(clinic=silent)
        assert NOINDEX not in body(client, CLINIC)

    @pytest.mark.parametrize(
        "said", [{"phone": "+15125550100"}, {"website": "https://a.example.com/"}, {"hours": "Mo 08:00-12:00"}]
    )
    def test_anything_said_lists_it(self, client, said):
        ClinicFactory(slug="harbor", **({"phone": ""} | said))
        assert NOINDEX not in body(client, CLINIC)

    @pytest.mark.parametrize(("status", "listed"), [("listed", True), ("temporarily_closed", True), ("closed", False)])
    def test_a_clinic_that_is_gone_is_not_listed(self, client, status, listed):
        ClinicFactory(slug="harbor", status=status, status_on=dt.date(2026, 1, 1))
        assert (NOINDEX not in body(client, CLINIC)) == listed

    def test_a_place_without_a_clinic_is_not_listed(self, client):
        ClinicFactory(city="Tinytown", status="closed", status_on=dt.date(2026, 1, 1))
        assert [NOINDEX in body(client, path) for path in ("/clinics/tx/", "/clinics/tx/tinytown/")] == [True, True]

    def test_prices_are_listed_where_there_are_three(self, client):
        for number in range(3):
            assert (NOINDEX in body(client, "/costs/tx/"), "/costs/tx/" in sitemap(client)) == (True, False)
            OfferingFactory(price_min=400 + number, price_max=500, unit="session")
        assert (NOINDEX in body(client, "/costs/tx/"), "/costs/tx/" in sitemap(client)) == (False, True)

    def test_reviews_are_listed_where_there_are_some(self, client):
        clinic = ClinicFactory(slug="harbor")
        assert NOINDEX in body(client, f"{CLINIC}reviews/")
        written(clinic)
        assert NOINDEX not in body(client, f"{CLINIC}reviews/")

    def test_the_sitemap_names_no_page_that_is_not_listed(self, client, harbor):
        ClinicFactory(phone="", city="Alpine", slug="silent")
        ClinicFactory(city="Tinytown", status="closed", status_on=dt.date(2026, 1, 1))
        paths = sitemap(client)
        assert ("/clinics/tx/alpine/" in paths, "/clinics/tx/alpine/silent/" in paths) == (True, False)
        assert [path for path in paths if head(body(client, path))["canonical"] != HOME + path] == []


class TestData:
    def test_it_uses_the_words_of_schema_org_alone_and_says_what_the_page_shows(self, client, harbor, public):
        for path in public:
            page = body(client, path)
            assert (schema_org.strange(page), schema_org.unseen(page)) == ([], []), path

    def test_the_checks_find_what_is_wrong(self):
        block = '{"@context": "https://schema.org", "@graph": [{"@type": "Person", "name": "Al", "opens": "08:00"}]}'
        page = f'<body><p>8 am</p><script type="application/ld+json">{block}</script></body>'
        assert (schema_org.strange(page), schema_org.unseen(page)) == (["Person.opens"], ["name: Al"])

    def test_what_is_shown_where(self, client, harbor, public):
        shown = {path: {node["@type"] for node in schema_org.nodes(body(client, path))} for path in public}
        trail = {"BreadcrumbList"}
        assert {path: types for path, types in shown.items() if types} == {
            "/costs/tx/": trail, "/clinics/tx/": trail, "/clinics/tx/austin/": trail, f"{CLINIC}reviews/": trail,
            CLINIC: trail | {"MedicalClinic"},
        }  # fmt: skip

    def test_the_way_to_a_clinic_is_the_one_that_is_shown(self, client, harbor):
        page = body(client, CLINIC)
        [shown] = re.findall(r'<ol class="crumbs">(.*?)</ol>', page, re.DOTALL)
        steps = schema_org.one(page, "BreadcrumbList")["itemListElement"]
        words = re.findall(r"<(?:a|span)[^>]*>(.*?)</(?:a|span)>", shown)
        assert [step["name"] for step in steps] == [html.unescape(word) for word in words]
        assert words[:3] == ["Find", "Texas", "Austin"]
        assert [step.get("item", "").removeprefix(HOME) for step in steps] == [
            "/clinics/", "/clinics/tx/", "/clinics/tx/austin/", "",
        ]  # fmt: skip

    def test_a_clinic_says_what_it_has_said(self, client, harbor):
        assert schema_org.one(body(client, CLINIC), "MedicalClinic") == {
            "@type": "MedicalClinic",
            "name": "Harbor </script> & “Sons”",
            "url": HOME + CLINIC,
            "address": {
                "@type": "PostalAddress", "streetAddress": "1 Main Street, Suite 4", "addressLocality": "Austin",
                "addressRegion": "TX", "postalCode": "78701",
            },
            "telephone": "+15125550100",
            "sameAs": "https://harbor.example.com/",
            "parentOrganization": {"@type": "Organization", "name": "Harbor Group"},
            "openingHoursSpecification": [
                {
                    "@type": "OpeningHoursSpecification", "dayOfWeek": f"https://schema.org/{name}",
                    "opens": "08:00", "closes": "12:00" if name == "Friday" else "17:30",
                }
                for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
            ],
            "availableService": [
                {"@type": "MedicalTherapy", "name": "IV infusion"},
                {"@type": "MedicalTherapy", "name": "Esketamine spray"},
            ],
            "priceRange": "$450 to $550",
        }  # fmt: skip

    def test_an_invented_clinic_is_told_to_no_engine(self, client, harbor):
        SiteState.objects.update_or_create(pk=1, defaults={"holds": "sample"})
        assert [node["@type"] for node in schema_org.nodes(body(client, CLINIC))] == ["BreadcrumbList"]
        SiteState.objects.update(holds="real")
        assert {node["@type"] for node in schema_org.nodes(body(client, CLINIC))} == {"BreadcrumbList", "MedicalClinic"}

    def test_a_clinic_that_has_said_nothing_says_nothing(self, client):
        ClinicFactory(slug="harbor", phone="", street="", point_precision="withheld")
        assert schema_org.one(body(client, CLINIC), "MedicalClinic") == {
            "@type": "MedicalClinic",
            "name": Clinic.objects.get().name,
            "url": HOME + CLINIC,
            "address": {
                "@type": "PostalAddress", "addressLocality": "Austin", "addressRegion": "TX", "postalCode": "78701",
            },
        }  # fmt: skip

    def test_nobody_is_sent_to_a_clinic_that_is_shut(self, client):
        clinic = ClinicFactory(
            slug="harbor", hours="Mo 08:00-12:00", status="temporarily_closed", status_on=dt.date(2026, 1, 1)
        )
        assert "openingHoursSpecification" not in schema_org.one(body(client, CLINIC), "MedicalClinic")
        Clinic.objects.filter(pk=clinic.pk).update(status="closed")
        assert [node["@type"] for node in schema_org.nodes(body(client, CLINIC))] == ["BreadcrumbList"]
