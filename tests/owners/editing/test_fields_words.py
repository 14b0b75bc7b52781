"""What changed, in the words of whoever reads it; and what the desk says of the address."""

import pytest
from django.utils import timezone

from clinics.enums import PointPrecision, Status
from clinics.models import Clinic
from tests.factories import OfferingFactory
from tests.owners.editing.forms import fields_of

pytestmark = pytest.mark.django_db
LINES = [
    ({"iv__price_min": "500", "iv__price_max": "500"}, ["Price of IV infusion: 450 → 500 dollars"]),
    ({"iv__price_min": "1500", "iv__price_max": "1900"}, ["Price of IV infusion: 450 → 1,500 to 1,900 dollars"]),
    ({"iv__price_max": "600"}, ["Highest price of IV infusion: 450 → 600 dollars"]),
    (
        {"iv__price_min": "", "iv__price_max": "", "iv__unit": ""},
        ["IV infusion, the price is for: a session → not stated", "Price of IV infusion: 450 dollars → not stated"],
    ),
    ({"iv__unit": "month"}, ["IV infusion, the price is for: a session → a month"]),
    ({"iv__package_price": "2400"}, ["Price of the whole first course of IV infusion: not stated → 2,400 dollars"]),
    ({"kap__offered": "on", "kap__maintenance_price": "90"},
     ["With talk therapy: no → yes", "Price of a later session of talk therapy: not stated → 90 dollars"]),
    ({"intake_fee": "0"}, ["Intake fee: not stated → 0 dollars"]),
    ({"iv__minutes": "60"}, ["IV infusion, minutes a session: not stated → 60"]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "lines"), LINES)
def test_prices_are_in_dollars_before_and_after_they_are_saved(client, clinic, member, save, typed, lines):
    member()
    OfferingFactory(clinic=clinic, unit="session", price_min=450, price_max=450)
    items = "".join(f"<li>{line}</li>" for line in lines)
    assert f"<ul>{items}</ul>" in save("methods", button="preview", **typed).content.decode()
    save("methods", **typed)
    assert f"<ul>{items}</ul>" in client.get(f"/manage/{clinic.pk}/history/").content.decode()


BOTH = [
    ("iv__price_max", "600", "1500", ("Highest price of IV infusion", "600 dollars", "1,500 dollars")),
    ("iv__package_price", "2400", "", ("Price of the whole first course of IV infusion", "2,400 dollars", "not stated")),
    ("intake_fee", "0", "75", ("Intake fee", "0 dollars", "75 dollars")),
    ("iv__minutes", "60", "90", ("IV infusion, minutes a session", "60", "90")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "theirs", "mine", "row"), BOTH)
def test_two_versions_stand_side_by_side_in_the_words_of_the_history(
    client, clinic, member, save, name, theirs, mine, row
):
    member()
    OfferingFactory(clinic=clinic, unit="session", price_min=450, price_max=450, package_price=2000)
    served = fields_of(client.get(f"/manage/{clinic.pk}/edit/methods/").content.decode())
    save("methods", **{name: theirs})
    answer = save("methods", served=served, **{name: mine})
    words = '<th scope="row">{}</th><td>{}</td><td>{}</td>'.format(*row)
    assert (answer.status_code, words in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("precision", "words", "not_said"),
    [
        (PointPrecision.WITHHELD, "Street withheld, Austin, TX", "not stated, Austin"),
        (PointPrecision.ZIP, "Street not stated, Austin, TX", "Street withheld"),
    ],
)
def test_a_street_that_is_blank_is_withheld_only_where_it_is(client, clinic, member, precision, words, not_said):
    member()
    Clinic.objects.filter(pk=clinic.pk).update(street="", point_precision=precision)
    html = client.get(f"/manage/{clinic.pk}/").content.decode()
    assert words in html
    assert not_said not in html


@pytest.mark.parametrize(
    ("status", "linked"),
    [(Status.LISTED, True), (Status.TEMPORARILY_CLOSED, True), (Status.CLOSED, True), (Status.WITHDRAWN, False)],
)
def test_the_desk_leads_to_the_public_page_wherever_there_is_one(client, clinic, member, status, linked):
    member()
    Clinic.objects.filter(pk=clinic.pk).update(status=status, status_on=timezone.localdate())
    assert ("See your public page" in client.get(f"/manage/{clinic.pk}/").content.decode()) is linked
