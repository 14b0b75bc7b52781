"""A date is moved by an act, and only for what the act said."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Event
from clinics.enums import Evidence
from clinics.models import Clinic, Offering
from tests.factories import OfferingFactory

pytestmark = pytest.mark.django_db
OLD = dt.date(2023, 5, 1)


@pytest.fixture
def offering(clinic, member):
    member()
    return OfferingFactory(
        clinic=clinic, unit="session", price_min=450, price_max=450, package_price=2500, valid_from=OLD, as_of=OLD,
        evidence=Evidence.SOURCE,
    )  # fmt: skip


def dated(method="iv"):
    row = Offering.objects.get(method=method)
    return row.evidence, row.as_of, row.valid_from


@pytest.fixture
def undo(client, clinic):
    """Takes the newest edit back, or the one before it, and so on."""

    def _undo(back=0):
        event = Event.objects.filter(what="clinic.edited").order_by("-pk")[back]
        assert client.post(f"/manage/{clinic.pk}/history/{event.pk}/").status_code == 303

    return _undo


def today():
    return timezone.localdate()


@pytest.mark.parametrize(
    "typed", [{"iv__minutes": "50"}, {"iv__takes_insurance": "yes"}, {"iv__maintenance_weeks": "4"}]
)
def test_what_is_no_price_dates_no_price(client, clinic, offering, save, typed):
    assert save("methods", **typed).status_code == 303
    assert dated() == (Evidence.SOURCE, OLD, OLD)
    assert "Stated by the clinic" not in client.get(clinic.get_absolute_url()).content.decode()


def test_a_price_that_is_cleared_dates_none_that_stays(offering, save):
    save("methods", iv__package_price="")
    assert Offering.objects.get().package_price is None
    assert dated() == (Evidence.SOURCE, OLD, OLD)


def test_the_day_of_a_price_goes_with_the_last_price(client, clinic, offering, save):
    save("methods", iv__package_price="", iv__price_min="", iv__price_max="", iv__unit="")
    assert dated() == (Evidence.SOURCE, OLD, None)
    html = client.get(clinic.get_absolute_url()).content.decode()
    assert "Public data says that this is offered" in html
    assert "No price stated" in html


def test_a_price_is_the_clinics_own_from_today(offering, save):
    save("methods", iv__price_min="500", iv__price_max="500")
    assert dated() == (Evidence.STATED, today(), None)


def test_a_method_without_price_is_stated_today_and_keeps_that_day(client, clinic, offering, save):
    save("methods", im__offered="on")
    assert dated("im") == (Evidence.STATED, today(), None)
    Offering.objects.filter(method="im").update(as_of=OLD)
    save("methods", im__minutes="40")
    assert dated("im") == (Evidence.STATED, OLD, None)
    assert "Stated by the clinic, May 1, 2023." in client.get(clinic.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"iv__price_min": "500", "iv__price_max": "500"},
        {"iv__package_price": "", "iv__price_min": "", "iv__price_max": "", "iv__unit": ""},
        {"iv__course_sessions": "6"},
        {"iv__offered": None},
    ],
)
def test_a_price_that_comes_back_by_an_undo_has_the_day_that_it_had(offering, save, undo, typed):
    save("methods", **typed)
    undo()
    row = Offering.objects.get()
    assert (row.price_min, row.package_price, row.course_sessions) == (450, 2500, None)
    assert dated() == (Evidence.SOURCE, OLD, OLD)


def test_an_undo_that_is_undone_is_as_if_nothing_was(offering, save, undo):
    save("methods", iv__price_min="500", iv__price_max="500")
    for price, day in ((450, (Evidence.SOURCE, OLD, OLD)), (500, (Evidence.STATED, today(), None))):
        undo()
        assert (Offering.objects.get().price_min, dated()) == (price, day)


def test_the_same_price_that_is_typed_again_is_said_today(offering, save):
    save("methods", iv__price_min="500", iv__price_max="500")
    save("methods", iv__price_min="450", iv__price_max="450")
    assert (Offering.objects.get().price_min, dated()) == (450, (Evidence.STATED, today(), None))


def test_an_undo_moves_no_day_of_what_was_said_since(offering, save, undo):
    save("methods", iv__package_price="3000")
    save("methods", iv__price_min="500", iv__price_max="500")
    undo(back=1)
    row = Offering.objects.get()
    assert (row.price_min, row.package_price, dated()) == (500, 2500, (Evidence.STATED, today(), None))


def test_an_undo_of_what_is_no_price_dates_no_price(offering, save, undo):
    save("methods", iv__minutes="50")
    Offering.objects.update(as_of=today())
    undo()
    assert (Offering.objects.get().minutes, dated()) == (None, (Evidence.SOURCE, today(), OLD))


def test_an_undo_to_a_price_that_no_history_knows_says_it_today(offering, save, undo):
    save("methods", iv__price_min="500", iv__price_max="500")
    Offering.history.filter(price_min=450).delete()
    undo()
    assert (Offering.objects.get().price_min, dated()) == (450, (Evidence.STATED, today(), None))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ({"wait_days": ""}, OLD),
        ({"new_patients": ""}, OLD),
        ({"wait_days": "", "new_patients": ""}, None),
        ({"wait_days": "12"}, "today"),
        ({"wait_days": "", "new_patients": "no"}, "today"),
        ({"telehealth": "yes"}, OLD),
    ],
)
def test_new_patients_and_wait_are_dated_where_one_of_them_is_said(clinic, member, save, typed, day):
    member()
    Clinic.objects.filter(pk=clinic.pk).update(new_patients=True, wait_days=9, availability_on=OLD)
    assert save("hours", **typed).status_code == 303
    assert Clinic.objects.get(pk=clinic.pk).availability_on == (today() if day == "today" else day)
