"""Clinics side by side."""

import datetime as dt
import re

import pytest

from tests.clinics.views.test_clinic import ago, fill, hide, words
from tests.factories import ClinicFactory, OfferingFactory, StatementFactory

pytestmark = pytest.mark.django_db


def compare(client, *values):
    response = client.get("/compare/", {"clinic": values})
    assert response.status_code == 200
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    return response


def names(response):
    return re.findall(r'translate="no">([^<]+)</a>', response.content.decode())


def test_no_choice_explains_how_to_choose(client):
    response = client.get("/compare/")
    assert "Tick up to four clinics" in words(response)
    assert "<table" not in response.content.decode()
    assert 'href="/clinics/"' in response.content.decode()


def test_clinics_stand_in_the_order_of_the_address(client):
    one, two, three = ClinicFactory.create_batch(3)
    assert names(compare(client, three.pk, one.pk, two.pk)) == [three.name, one.name, two.name]


def test_a_fifth_is_left_out_with_a_sentence(client):
    clinics = ClinicFactory.create_batch(6)
    response = compare(client, *[clinic.pk for clinic in clinics])
    assert names(response) == [clinic.name for clinic in clinics[:4]]
    assert "Four clinics fit side by side. 2 more were left out." in words(response)


@pytest.mark.parametrize(
    "value",
    ["\x00", "-1", "0", "9" * 30, "9223372036854775808", "abc", "1.0", "１", "\u202e1", "x" * 10_000, "' OR 1=1"],
)
def test_what_cannot_be_shown_is_counted_and_nothing_breaks(client, value):
    clinic = ClinicFactory()
    response = compare(client, value, clinic.pk)
    assert names(response) == [clinic.name]
    assert "One of the clinics could not be shown." in words(response)


@pytest.mark.parametrize("status", ["draft", "withdrawn", "suspended"])
def test_hidden_clinics_are_counted_but_not_named(client, status):
    hidden, open_one = ClinicFactory(name="Hidden Hollow"), ClinicFactory()
    hide(hidden, status)
    response = compare(client, hidden.pk, open_one.pk, 10**6)
    assert "2 of the clinics could not be shown." in words(response)
    assert "Hidden Hollow" not in response.content.decode()


def test_the_same_clinic_twice_is_one_column(client):
    clinic = ClinicFactory()
    response = compare(client, clinic.pk, f"0{clinic.pk}", clinic.pk)
    assert names(response) == [clinic.name]
    assert "could not be shown" not in words(response)


def test_each_clinic_can_be_taken_out(client):
    one, two = ClinicFactory.create_batch(2)
    body = compare(client, one.pk, two.pk).content.decode()
    assert f'class="remove" href="/compare/?clinic={two.pk}">Remove<span class="vh"> {one.name}</span>' in body
    assert 'class="remove" href="/compare/">' in compare(client, one.pk).content.decode()


def test_differences_come_first_and_what_nobody_said_comes_last(client):
    one, two = ClinicFactory.create_batch(2)
    for clinic, answers in ((one, {"ride_required": True, "vitals_monitored": True, "clinician_present": True}),
                            (two, {"ride_required": False, "vitals_monitored": True})):  # fmt: skip
        for fact, answer in answers.items():
            StatementFactory(clinic=clinic, fact=fact, answer=answer, as_of=ago(1))
    text = words(compare(client, one.pk, two.pk))
    part = text[text.index("During and after") : text.index("Money and your rights")]
    order = [
        "without a ride home",
        "in the room",
        "are measured before",
        "None of them has said",
        "observe me afterward",
    ]
    assert sorted(order, key=part.index) == order


def test_a_blank_is_a_question(client):
    one, two = ClinicFactory.create_batch(2)
    StatementFactory(clinic=one, fact="dea", as_of=ago(1))
    text = words(compare(client, one.pk, two.pk))
    assert "Ask: Do you have a DEA registration for this address? Yes clinic says Not stated" in text
    StatementFactory(clinic=two, fact="dea", answer=False, as_of=ago(1))
    text = words(compare(client, one.pk, two.pk))
    assert "Do you have a DEA registration" not in text


def test_a_method_that_is_not_named_is_not_offered_only_where_the_list_is_whole(client):
    one = ClinicFactory(intake_fee=100)
    OfferingFactory(clinic=one, unit="session", price_min=400, price_max=500)
    whole, part = ClinicFactory(methods_complete=True), ClinicFactory()
    text = words(compare(client, one.pk, whole.pk, part.pk))
    assert "$400 to $500 a session Stated by the clinic; the date is not known. Not offered Not stated" in text
    assert "written Good Faith Estimate before you pay" in text
    assert "$2,500 to $3,100 100 + 6 × 400 to 500 a typical course, not the clinic’s own figure Not offered" in text


def test_a_closed_clinic_says_so_and_has_no_phone(client):
    clinic = ClinicFactory(status="closed", status_on=dt.date(2026, 5, 5))
    response = compare(client, clinic.pk)
    assert "This clinic has closed. Closed since May 5, 2026." in words(response)
    assert "tel:+1" not in response.content.decode()


def test_the_table_can_be_scrolled_by_keyboard_and_read_by_its_headers(client):
    body = compare(client, ClinicFactory().pk).content.decode()
    assert 'role="region" aria-labelledby="compare-c" tabindex="0"' in body
    assert '<caption id="compare-c"' in body
    assert body.count("<th ") == body.count("<th scope=")


def test_nothing_is_kept(client):
    response = compare(client, ClinicFactory().pk)
    assert dict(response.cookies) == {}
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_queries_however_many_clinics_and_rows(client, django_assert_num_queries, count):
    clinics = ClinicFactory.create_batch(count)
    for clinic in clinics:
        fill(clinic, count * 3)
    with django_assert_num_queries(9):
        compare(client, *[clinic.pk for clinic in clinics])
