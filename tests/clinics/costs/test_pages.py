"""What a session costs, as readers see it: pages and files."""

import csv
import datetime as dt
import io
import random
import re

import pytest

from clinics.models import SiteState
from tests.clinics.costs.drawn import fill
from tests.clinics.costs.shown import priced, words
from tests.factories import ClinicFactory, OfferingFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))


class TestPages:
    def test_a_method_shows_its_figures_its_counts_and_its_dates(self, client):
        priced(400, 500, (600, 701))
        OfferingFactory(clinic=ClinicFactory(), unit="month", price_min=90, price_max=90)
        OfferingFactory(clinic=ClinicFactory())
        for path in ("/costs/", "/costs/tx/"):
            text = words(client.get(path))
            assert "IV infusion $450 $500 $575" in text
            assert (
                "5 clinics: 3 give a price, 1 prices it another way, 1 has not said. Prices from Mar 2, 2026." in text
            )
            assert "Fewer than three clinics give a price" not in text

    def test_a_state_page_counts_its_own_clinics_only(self, client):
        priced(400, 500, 600)
        priced(100, 200, 300, state="NM")
        assert "IV infusion $450 $500 $550" in words(client.get("/costs/tx/"))
        assert "IV infusion $150 $200 $250" in words(client.get("/costs/nm/"))
        text = words(client.get("/costs/"))
        assert "IV infusion $225 $350 $475" in text
        assert "New Mexico $200 3 clinics Texas $500 3 clinics" in text

    def test_a_line_leads_to_the_search_that_finds_its_clinics(self, client):
        priced(400, 500)
        assert 'href="/clinics/?state=TX&amp;method=iv&amp;sort=price"' in client.get("/costs/tx/").content.decode()
        assert 'href="/clinics/?method=iv&amp;sort=price"' in client.get("/costs/").content.decode()

    def test_the_plot_says_in_words_what_it_draws(self, client):
        priced(400, 500, 600)
        body = client.get("/costs/tx/").content.decode()
        [label] = re.findall(r'<svg class="plot-bar" role="img" aria-label="([^"]+)"', body)
        assert label == "IV infusion: middle price $500, middle half from $450 to $550"
        assert re.findall(r'<line x1="([\d.]+%)" x2="([\d.]+%)"', body) == [("75.00%", "91.67%")]
        assert re.findall(r'<circle cx="([\d.]+%)"', body) == ["83.33%"]
        assert re.findall(r">(\$[\d,]+)</text>", body) == ["$0", "$200", "$400", "$600"]
        assert re.findall(r"\sstyle=", body) == []

    def test_a_method_that_nobody_lists_is_not_said_to_be_missing(self, client):
        for method in ("iv", "im", "esketamine", "oral", "sc"):
            OfferingFactory(method=method)
        text = words(client.get("/costs/tx/"))
        assert "No clinic listed in Texas names Compounded nasal spray or With talk therapy. That does not mean" in text

    def test_a_state_without_a_clinic_says_so_and_leads_on(self, client):
        response = client.get("/costs/wy/")
        text = words(response)
        assert "No ketamine clinic is listed in Wyoming, so there is no price to show." in text
        assert 'href="/clinics/wy/"' in response.content.decode()
        assert '<meta name="robots" content="noindex">' in response.content.decode()

    def test_clinics_that_name_no_method_leave_nothing_to_show(self, client):
        ClinicFactory()
        assert "No clinic listed in Texas has said yet how it gives ketamine" in words(client.get("/costs/tx/"))
        assert "No listed clinic has said yet how it gives ketamine" in words(client.get("/costs/"))

    def test_it_says_how_it_is_calculated_and_leads_to_the_guide(self, client):
        for path in ("/costs/", "/costs/tx/", "/costs/wy/"):
            body = client.get(path).content.decode()
            for part in (
                'id="how"',
                'href="/guide/cost-and-insurance/"',
                'href="/guide/cost-worksheet/"',
                "QUARTILE.INC",
            ):
                assert part in body

    def test_they_are_read_without_a_trace(self, client):
        priced(400, 500, 600)
        for path in ("/costs/", "/costs/tx/", "/costs/prices.csv", "/costs/tx/prices.csv"):
            response = client.get(path)
            assert (dict(response.cookies), response["Cache-Control"]) == ({}, "public, max-age=300")


class TestAddresses:
    @pytest.mark.parametrize("path", ["/costs/xx/", "/costs/texas/", "/costs/xx/prices.csv"])
    def test_a_state_that_is_none_is_not_there(self, client, path):
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("end", ["", "prices.csv"])
    def test_capitals_lead_to_the_one_address(self, client, end):
        response = client.get(f"/costs/TX/{end}")
        assert (response.status_code, response["Location"]) == (301, f"/costs/tx/{end}")


class TestUnderThree:
    """431 and 433 are the two prices, 432 would be their middle."""

    @pytest.fixture
    def two(self):
        return priced(431, 433)

    @pytest.mark.parametrize("path", ["/costs/", "/costs/tx/"])
    def test_two_prices_give_no_figure_on_a_page(self, client, two, path):
        body = client.get(path).content.decode()
        assert re.findall(r"43[1-3]|Mar 2, 2026|plot-bar", body) == []
        assert "Fewer than three clinics give a price" in body
        priced(432)
        assert "$432" in client.get(path + "?now").content.decode()

    def test_nor_in_a_file(self, client, two):
        figures = ("q1", "median", "q3", "oldest", "newest", "undated")
        for path in ("/costs/prices.csv", "/costs/tx/prices.csv"):
            for row in rows(client.get(path)):
                assert ([row[name] for name in figures], row["stated"]) == ([""] * 6, "2")


class TestFiles:
    def test_a_row_is_a_state_and_a_method(self, client):
        priced(400, 500, (600, 701), city="Waco")
        OfferingFactory(clinic=ClinicFactory(), unit="package", price_min=900, price_max=900)
        priced(100, method="kap", state="NM")
        response = client.get("/costs/prices.csv")
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="ketamine-session-prices.csv"'
        iv = {
            "method": "iv", "clinics": "4", "stated": "3", "other_unit": "1", "not_stated": "0", "q1": "450",
            "median": "500", "q3": "575", "oldest": "2026-03-02", "newest": "2026-03-02", "undated": "0",
        }  # fmt: skip
        kap = dict.fromkeys(iv, "") | {
            "method": "kap", "clinics": "1", "stated": "1", "other_unit": "0", "not_stated": "0"
        }  # fmt: skip
        found = rows(response)
        days = {row.pop("as_of") for row in found}
        assert found == [
            {"state": state, **figures, "sample": "no"}
            for state, figures in (("US", iv), ("US", kap), ("NM", kap), ("TX", iv))
        ]
        assert [dt.date.fromisoformat(day).isoformat() for day in days] == list(days)

    def test_a_state_has_a_file_of_its_own(self, client):
        priced(400, 500, 600)
        priced(100, state="NM")
        response = client.get("/costs/tx/prices.csv")
        assert [(row["state"], row["median"]) for row in rows(response)] == [("TX", "500")]
        assert response["Content-Disposition"] == 'attachment; filename="ketamine-session-prices-tx.csv"'
        assert rows(client.get("/costs/wy/prices.csv")) == []

    def test_each_row_says_whether_it_is_sample_data(self, client):
        priced(400)
        SiteState.objects.update_or_create(pk=1, defaults={"holds": "sample"})
        assert [row["sample"] for row in rows(client.get("/costs/tx/prices.csv"))] == ["yes"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_cost_the_same_queries_however_many_clinics(client, django_assert_num_queries, count):
    fill(random.Random(6), count, TODAY)
    for path, queries in {
        "/costs/": 3,
        "/costs/tx/": 3,
        "/costs/prices.csv": 4,
        "/costs/tx/prices.csv": 3,
    }.items():  # with the site's row, which files ask for once more
        with django_assert_num_queries(queries):
            client.get(path)
