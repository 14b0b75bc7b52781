"""From where clinics are found and compared, back to the page that explains a term."""

import re

import pytest

from tests.factories import ClinicFactory, OfferingFactory

pytestmark = pytest.mark.django_db


def guides(client, address):
    found = re.search(r"<main.*</main>", client.get(address).content.decode(), re.DOTALL)[0]
    return set(re.findall(r'href="/guide/([a-z-]+)/"', found))


def test_search_clinic_and_compare_lead_to_what_explains_them(client):
    clinic = ClinicFactory()
    OfferingFactory(clinic=clinic, method="iv")
    assert guides(client, "/clinics/") >= {"ways-it-is-given", "choosing-a-clinic", "cost-and-insurance"}
    assert guides(client, clinic.get_absolute_url()) >= {
        "ways-it-is-given", "choosing-a-clinic", "cost-and-insurance", "uses-and-evidence", "side-effects-and-risks",
    }  # fmt: skip
    assert guides(client, f"/compare/?clinic={clinic.pk}") == {
        "ways-it-is-given", "choosing-a-clinic", "cost-and-insurance",
    }  # fmt: skip
