"""What was once wrong for patients, and must not come back."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinics.actions.indexing import reindex
from clinics.domain.hours import week
from clinics.enums import Status
from clinics.models import Condition
from clinics.validators import validate_web
from tests.factories import ClinicFactory, PractitionerFactory

pytestmark = pytest.mark.django_db
NPI = "1234567893"


def listed(**fields):
    clinic = ClinicFactory(**fields)
    reindex([clinic.pk])
    return clinic


@pytest.mark.parametrize("query", ["condition=suicidal_depression", "fact=suicide_risk_check", "q=suicide"])
def test_988_stands_at_the_top_of_a_search_about_suicide(client, query):
    clinic = listed(name="Suicide Prevention Clinic")
    clinic.clinic_conditions.create(condition=Condition.objects.get(key="suicidal_depression"))
    page = client.get(f"/clinics/?{query}&unstated=1").content.decode()
    assert 'data-total="1"' in page
    assert "tel:988" in page.partition("<main")[2].partition("data-total")[0]


def test_the_api_names_no_hidden_place_that_a_clinic_moved_to(client):
    hidden = listed(status=Status.WITHDRAWN, status_on=dt.date(2026, 1, 1))
    moved = listed(status=Status.MOVED, status_on=dt.date(2026, 1, 1), moved_to=hidden)
    answer = client.get(f"/api/v1/clinics/{moved.pk}/").json()
    assert (answer["moved_to"], answer["phone"], answer["status"]) == (None, "", "moved")


def test_a_register_check_that_ran_out_is_no_check_in_the_api(client):
    clinic = listed()
    long_ago = timezone.localdate() - dt.timedelta(days=91)
    person = PractitionerFactory(clinic=clinic, npi=NPI, looked_up_on=long_ago, works_here_on=long_ago)
    said = client.get(f"/api/v1/clinics/{clinic.pk}/").json()["practitioners"][0]["evidence"]
    person.looked_up_on = timezone.localdate()
    person.save()
    now = client.get(f"/api/v1/clinics/{clinic.pk}/").json()["practitioners"][0]["evidence"]
    assert (said, now) == ("stated", "register")


def test_a_clinic_closed_for_a_time_is_found_by_name_and_said_to_be_closed(client):
    listed(name="Harbor Clinic", status=Status.TEMPORARILY_CLOSED, status_on=dt.date(2026, 11, 1))
    answer = client.get("/api/v1/clinics/?q=harbor").json()
    assert (answer["total"], answer["notes"]) == (1, ["Harbor Clinic is temporarily closed since 2026-11-01."])


def test_hours_of_a_year_gone_by_are_not_closed():
    gone = week("2020 Mo-Fr 08:00-12:00", dt.date(2026, 11, 20))
    closed = week("Mo-Su off", dt.date(2026, 11, 20))
    assert (gone.days, gone.raw, len(closed.days)) == ((), "2020 Mo-Fr 08:00-12:00", 7)


@pytest.mark.parametrize("address", ["https://good.example@evil.example/", "http://evil.example\\@good.example/"])
def test_a_website_is_the_host_that_is_read(address):
    with pytest.raises(ValidationError):
        validate_web(address)
    validate_web("https://good.example/a@b")


@pytest.mark.parametrize(
    "address",
    [
        "https://\u0441linic.com/",  # a Cyrillic c
        "https://xn--linic-5ve.com/",
        "https://book.XN--linic-5ve.com/",
        "https://evil.com\u3002clinic.com/",  # an ideographic full stop
        "https://\uff43linic.com/",  # full-width
        "https://1.2.3.4/",
        "https://[2001:db8::1]/",
        "https://clinic.com/\u202egpj.exe",
        "https://clinic.com/\u200bbook",
        "https://clinic.com/?a=\u2066b",
        "https://clinic.com/\U000e0041",
    ],
)
def test_a_website_that_looks_like_another_is_a_sentence(address):
    with pytest.raises(ValidationError) as refusal:
        validate_web(address)
    assert refusal.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    "address",
    [
        "http://www.Clinic-1.com",
        "https://clinic.com./",
        "https://clinic.health:8443/caf\u00e9/%20?a=b#c",
        "https://2nd-avenue.care",
    ],
)
def test_a_plain_website_is_taken(address):
    assert validate_web(address) is None
