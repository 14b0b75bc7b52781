"""What age does to a managed listing, on any day, without anything having run."""

import datetime as dt

import pytest

from clinics.actions.indexing import reindex
from clinics.models import Clinic
from owners.actions.confirming import confirm
from owners.domain.freshness import Freshness
from tests.factories import ClinicFactory
from tests.owners.confirming.conftest import confirmed, today
from tests.owners.team.conftest import body, member_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (0, ""),
        (74, ""),
        (75, "due_soon"),
        (89, "due_soon"),
        (90, "due"),
        (364, "due"),
        (365, "lapsed"),
        (900, "lapsed"),
    ],
)
def test_the_last_reminder_that_is_due(days, stage):
    assert Freshness(DAY, DAY + dt.timedelta(days=days)).stage == stage


AGED = "Not confirmed since"


@pytest.mark.parametrize(
    ("days", "aged", "found"),
    [(0, False, True), (90, False, True), (91, True, True), (364, True, True), (365, True, False)],
)
def test_page_search_and_letter_say_the_same_on_every_day(client, clinic, on, days, aged, found):
    member_of(clinic, "owner")
    confirmed(clinic, today())
    reindex([clinic.pk])
    fresh = Freshness(today(), today() + dt.timedelta(days=days))
    on(days)
    assert (AGED in body(client.get(clinic.get_absolute_url()))) == aged
    assert (f'data-clinic="{clinic.pk}"' in body(client.get("/clinics/"))) == found
    assert f'data-clinic="{clinic.pk}"' in body(client.get("/clinics/", {"q": "Barton"}))
    assert ("Its page says" in fresh.sentence, "found by name only." in fresh.sentence) == (aged, days >= 91)


def order(client):
    return [row["id"] for row in client.get("/api/v1/clinics/").json()["results"]]


def test_confirming_moves_a_listing_up_and_back_into_the_results(client, on):
    fresh, old, lapsed, never = (ClinicFactory() for _ in range(4))
    people = {one.pk: member_of(one, "owner") for one in (fresh, old, lapsed)}
    for one, days in ((fresh, 10), (old, 100), (lapsed, 400)):
        confirmed(one, today() - dt.timedelta(days=days))
    assert order(client) == [fresh.pk, old.pk, never.pk]
    confirm(clinic=lapsed, by=people[lapsed.pk])
    assert order(client)[2:] == [old.pk, never.pk]
    assert set(order(client)[:2]) == {fresh.pk, lapsed.pk}
    page = body(client.get(lapsed.get_absolute_url()))
    assert (AGED in page, "Last confirmed" in page) == (False, True)


@pytest.mark.parametrize("managed", [True, False])
def test_the_clock_starts_with_the_clinics_own_first_confirmation(client, clinic, on, managed):
    if managed:
        member_of(clinic, "owner")
    on(2000)
    assert Clinic.objects.get().managed is managed
    assert AGED not in body(client.get(clinic.get_absolute_url()))
    assert order(client) == [clinic.pk]


def test_a_listing_nobody_manages_any_more_does_not_age(client, clinic):
    confirmed(clinic, today() - dt.timedelta(days=500))
    assert AGED not in body(client.get(clinic.get_absolute_url()))
    assert order(client) == [clinic.pk]
