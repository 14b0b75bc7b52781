"""The figures against a calculation of its own: over drawn clinics, and over the file of samples as it is shipped."""

import csv
import datetime as dt
import random
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import QueryDict

from clinics.costs import area, beside, spreads, survey
from clinics.models import Clinic
from clinics.profile.costs import search
from clinics.search.filters import ClinicFilter
from clinics.search.page import build
from tests.clinics.costs.drawn import fill
from tests.clinics.costs.independent import as_shown, figures, of_file, of_rows
from tests.factories import ClinicFactory, OfferingFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
DATA = Path(__file__).resolve().parents[3] / "data"
SAMPLES = DATA / "sample_clinics.csv"


def everything():
    """Every figure of the survey, and how many clinics it counts where."""
    found = survey(TODAY)
    shown = as_shown("US", found.country.spreads)
    for code, there in found.states.items():
        shown |= as_shown(code, there.spreads)
    return shown, {code: there.clinics for code, there in found.states.items()}, found.country.clinics


def expected(states, said):
    return figures(said), dict(Counter(states)), len(states)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_drawn_clinics_give_the_figures_worked_out_by_hand(seed):
    fill(random.Random(seed), 400, TODAY)
    states, said = of_rows(TODAY)
    shown = everything()
    assert shown == expected(states, said)
    few, many = [[row for row in shown[0].values() if (row[4] is None) == none] for none in (True, False)]
    assert min(len(few), len(many)) > 3  # both sides of the limit were drawn
    assert as_shown("TX", area(TODAY, "TX").spreads) == {key: row for key, row in shown[0].items() if key[0] == "TX"}


def rows_of(path, wanted, into):
    """A table cut to some of its rows."""
    with path.open(encoding="utf-8", newline="") as source, into.open("w", encoding="utf-8", newline="") as target:
        rows = csv.DictReader(source)
        writer = csv.DictWriter(target, rows.fieldnames)
        writer.writeheader()
        writer.writerows(row for row in rows if wanted(row))
    return into


def test_the_samples_give_the_figures_of_their_file(tmp_path):
    with SAMPLES.open(encoding="utf-8", newline="") as file:
        codes = {row["zip"] for row in csv.DictReader(file)}
    zips = rows_of(DATA / "zip_codes.csv", lambda row: row["zip"] in codes, tmp_path / "zips.csv")
    cities = rows_of(DATA / "cities.csv", lambda row: row["name"] == "Austin", tmp_path / "cities.csv")
    call_command("load_places", zips=zips, cities=cities, verbosity=0)
    call_command("import_clinics", str(SAMPLES), verbosity=0)
    states, said = of_file(SAMPLES, TODAY)
    assert everything() == expected(states, said)


def test_some_cities_of_a_state_stand_alone():
    for city, state, price in (
        ("Austin", "TX", 500),
        ("St. Paul", "TX", 300),
        ("Waco", "TX", 100),
        ("Austin", "MN", 9),
    ):
        clinics = ClinicFactory.create_batch(3, city=city, state=state)
        for clinic in clinics:
            OfferingFactory(clinic=clinic, unit="session", price_min=price, price_max=price)
    [both] = spreads(TODAY, "TX", ["austin", "st-paul", "nowhere"])
    assert (both.clinics, both.quartiles.median) == (6, 400)
    assert spreads(TODAY, "TX", []) == []


def test_the_search_of_a_line_finds_the_clinics_it_counts():
    fill(random.Random(4), 120, TODAY)
    for spread in spreads(TODAY, "TX"):
        asked = search(spread.method, "TX", TODAY).partition("?")[2]
        found = build(ClinicFilter(QueryDict(asked), today=TODAY))
        assert (found.hits.total, found.errors) == (spread.clinics, {})


class TestBeside:
    def clinic(self, **fields):
        prices = {"unit": "session", "price_min": 400, "price_max": 500} | fields.pop("offering", {})
        clinic = ClinicFactory(**fields)
        OfferingFactory(clinic=clinic, **prices)
        return clinic

    def test_it_counts_the_clinics_of_the_state_this_one_among_them(self):
        clinic, *_ = self.clinic(), self.clinic(), self.clinic(), self.clinic(state="NM")
        OfferingFactory(clinic=clinic, method="im")
        OfferingFactory(clinic=clinic, method="oral", unit="month", price_min=90, price_max=90)
        found = beside(clinic, TODAY)
        assert {method: spread.stated for method, spread in found.items()} == {"iv": 3}

    @pytest.mark.parametrize(
        "fields",
        [{"managed": True, "confirmed_on": TODAY - dt.timedelta(days=365)}, {"status": "closed", "status_on": TODAY}],
    )
    def test_a_clinic_that_is_not_counted_is_not_compared(self, fields):
        clinic, *_ = self.clinic(**fields), self.clinic(), self.clinic(), self.clinic()
        assert beside(clinic, TODAY) == {}

    def test_it_asks_nothing_where_no_session_is_priced(self, django_assert_num_queries):
        bare, monthly = ClinicFactory(), self.clinic(offering={"unit": "month"})
        for clinic in Clinic.objects.filter(pk__in=[bare.pk, monthly.pk]).prefetch_related("offerings"):
            with django_assert_num_queries(0):
                assert beside(clinic, TODAY) == {}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_queries_do_not_follow_the_data(django_assert_num_queries, count):
    fill(random.Random(5), count, TODAY)
    with django_assert_num_queries(2):
        survey(TODAY)
    with django_assert_num_queries(1):
        spreads(TODAY, "TX")
