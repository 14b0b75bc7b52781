"""The page over HTTP."""

import re
from urllib.parse import urlencode

import pytest

from tests.factories import ClinicFactory, OfferingFactory

pytestmark = pytest.mark.django_db


def test_a_search_is_a_page_with_its_numbers(client):
    clinic = ClinicFactory(name="Harbor <b>")
    OfferingFactory(clinic=clinic, method="iv")
    answer = client.get("/clinics/?method=iv")
    body = answer.content.decode()
    assert (answer.status_code, dict(answer.cookies), answer["X-Robots-Tag"]) == (200, {}, "noindex")
    assert 'data-total="1"' in body
    assert f'data-clinic="{clinic.pk}"' in body
    assert 'data-facet="method:iv" data-count="1"' in body
    assert ("Harbor &lt;b&gt;" in body, "Harbor <b>" in body) == (True, False)
    assert re.search(r"<title>\s*1 clinic", body)


def test_a_bad_search_is_a_page_with_a_sentence_and_is_not_indexed(client):
    ClinicFactory()
    answer = client.get("/clinics/?near=00000&price_max=1e9&method=iv&page=0")
    body = answer.content.decode()
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    assert "We do not know the ZIP code 00000." in body
    assert "The price cannot be “1e9”" in body
    assert 'name="robots" content="noindex"' in body
    assert "988" in body


NASTY = [
    "\x00",
    "a" * 10000,
    "\u202eabc",
    "1e9",
    "00000",
    "-1",
    "0",
    "' OR 1=1 --",
    "%",
    "\ud7ff",
    "<script>",
    "😀" * 50,
]
NAMES = [
    "q",
    "near",
    "radius",
    "state",
    "method",
    "condition",
    "price_max",
    "fact",
    "checked",
    "unstated",
    "payment",
    "age",
    "language",
    "setting",
    "new_patients",
    "sort",
    "page",
    "nobody_knows",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_value_breaks_the_page_or_the_api(client, name):
    ClinicFactory()
    codes = set()
    for value in NASTY:
        text = urlencode([(name, value), (name, "iv"), (name, value)])
        codes |= {client.get(f"/clinics/?{text}").status_code, client.get(f"/api/v1/clinics/?{text}").status_code}
    assert codes <= {200, 422}


def test_it_is_only_for_reading(client):
    assert (client.post("/clinics/").status_code, client.head("/clinics/").status_code) == (405, 200)
