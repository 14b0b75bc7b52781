"""A clinic's price beside those of its state, in words that judge nothing."""

import pytest

from tests.clinics.costs.shown import priced, words
from tests.factories import OfferingFactory

pytestmark = pytest.mark.django_db
HEAD = "3 clinics in Texas, this one among them, give a price for a session of this kind. The middle price is $500. "


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [
        (600, (400, 500), "The price here is above it."),
        (400, (500, 600), "The price here is below it."),
        (500, (300, 700), "The price here is the same."),
        ((500, 601), (400, 500), "The middle of the range here, $551, is above it."),
        ((400, 600), (300, 700), "The middle of the range here, $500, is the same."),
    ],
)
def test_it_says_where_its_price_stands(client, own, others, said):
    [clinic], _ = priced(own), priced(*others)
    priced(1, 2, 3, state="NM")
    response = client.get(clinic.get_absolute_url())
    assert HEAD + said + " Prices in Texas" in words(response)
    assert 'href="/costs/tx/">Prices in Texas</a>' in response.content.decode()


@pytest.mark.parametrize(
    "offering",
    [{"unit": "month", "price_min": 400, "price_max": 400}, {"unit": "", "price_min": None, "price_max": None}],
)
def test_without_a_price_of_a_session_there_is_nothing_to_say(client, offering):
    clinic = OfferingFactory(**offering).clinic
    priced(400, 500, 600)
    assert "give a price for a session" not in words(client.get(clinic.get_absolute_url()))


def test_under_three_prices_there_is_nothing_to_say(client):
    one, _ = priced(431, 433)
    assert "give a price for a session" not in words(client.get(one.get_absolute_url()))
