import datetime as dt

import pytest

from clinics.actions.indexing import reindex
from clinics.enums import Evidence, PointPrecision, Status, Unit
from clinics.models import Source, SourceRecord
from clinics.search.cards import cards
from clinics.search.query import Place
from tests.factories import ClinicFactory, OfferingFactory, StatementFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
HERE = Place("Austin, TX", 30.2711, -97.7437)


def card(clinic, place=None):
    return cards([clinic.pk], TODAY, place)[0]


def said(it):
    return (it.distance, it.about, it.rating, it.managed, it.confirmed, it.aged, it.source, it.closed, it.phone, it.tel)


def test_a_clinic_that_has_said_nothing():
    it = card(ClinicFactory(phone=""))
    assert said(it) == ("", False, "", False, "", "", "Not confirmed by the clinic", "", "", "")
    assert (it.methods, it.distance_miles, it.number) == ([], None, 1)
    assert [(h.key, h.label, h.state, h.answer, h.evidence, h.bars) for h in it.headlines] == [
        ("anesthesiologist", "Anesthesiologist", "unknown", "Not stated", "", 0),
        ("psychiatrist", "Psychiatrist", "unknown", "Not stated", "", 0),
        ("dea", "DEA registration", "unknown", "Not stated", "", 0),
    ]


def test_a_clinic_that_has_said_much():
    clinic = ClinicFactory(
        managed=True,
        confirmed_on=dt.date(2026, 9, 2),
        rating_average=4.6,
        rating_count=15,
        latitude=30.3,
        longitude=-97.75,
        phone="+15125550142;ext=2",
    )
    OfferingFactory(clinic=clinic, method="oral")
    OfferingFactory(clinic=clinic, method="iv", unit=Unit.SESSION, price_min=450, price_max=550)
    StatementFactory(clinic=clinic, fact="dea", evidence=Evidence.DOCUMENT)
    StatementFactory(clinic=clinic, fact="psychiatrist", answer=False)
    StatementFactory(clinic=clinic, fact="anesthesiologist", as_of=dt.date(2024, 1, 1))
    reindex([clinic.pk])
    it = card(clinic, HERE)
    assert said(it) == (
        "2.0 miles",
        False,
        "4.6 of 5 from 15 patients",
        True,
        "Confirmed Sep 2, 2026",
        "",
        "",
        "",
        "512-555-0142, extension 2",
        "tel:+15125550142",
    )
    assert [(m.label, m.price, m.unit) for m in it.methods] == [
        ("IV infusion", "$450 to $550", "a session"),
        ("Lozenge or tablet", "", ""),
    ]
    assert [(h.state, h.answer, h.evidence, h.bars) for h in it.headlines] == [
        ("unknown", "Not stated", "", 0),
        ("no", "No", "clinic says", 2),
        ("yes", "Yes", "document seen", 3),
    ]


def test_only_a_managed_listing_ages():
    old = {"confirmed_on": dt.date(2026, 3, 4)}
    managed, other = card(ClinicFactory(managed=True, **old)), card(ClinicFactory(**old))
    edge = card(ClinicFactory(managed=True, confirmed_on=TODAY - dt.timedelta(days=90)))
    assert (managed.confirmed, managed.aged) == ("", "Not confirmed since Mar 4, 2026")
    assert (other.confirmed, other.aged) == ("Confirmed Mar 4, 2026", "")
    assert (edge.confirmed, edge.aged) == ("Confirmed Aug 23, 2026", "")


def test_the_newest_edition_is_named_until_the_clinic_confirms():
    clinic = ClinicFactory()
    for year in (2024, 2022):
        source = Source.objects.create(
            key=f"samhsa-{year}",
            series="samhsa",
            title="T",
            short=f"SAMHSA's {year} directory",
            as_of=dt.date(year, 1, 1),
        )
        SourceRecord.objects.create(source=source, clinic=clinic, series="samhsa", key=str(year), first_seen_on=TODAY)
    assert card(clinic).source == "From SAMHSA's 2024 directory; not confirmed by the clinic"
    clinic.confirmed_on = TODAY
    clinic.save()
    assert card(clinic).source == ""


def test_a_rough_point_says_about_and_four_reviews_give_no_average():
    clinic = ClinicFactory(
        street="",
        point_precision=PointPrecision.WITHHELD,
        rating_average=5,
        rating_count=4,
        latitude=30.6,
        longitude=-97.7,
    )
    it = card(clinic, HERE)
    assert (it.about, it.distance, it.rating) == (True, "about 23 miles", "")


def test_a_clinic_without_a_point_has_no_distance():
    it = card(ClinicFactory(latitude=None, longitude=None), HERE)
    assert (it.distance, it.distance_miles) == ("", None)


def test_closed_for_a_time_is_said_with_its_date():
    clinic = ClinicFactory(status=Status.TEMPORARILY_CLOSED, status_on=dt.date(2026, 10, 5))
    assert card(clinic).closed == "Temporarily closed since Oct 5, 2026"


def test_cards_keep_the_order_and_number_of_the_list(django_assert_num_queries):
    ids = [ClinicFactory().pk for _ in range(3)]
    with django_assert_num_queries(4):
        found = cards([ids[2], ids[0]], TODAY, None, 21)
    assert [(it.clinic.pk, it.number) for it in found] == [(ids[2], 21), (ids[0], 22)]
