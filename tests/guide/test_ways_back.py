"""From where clinics are found and compared, back to the page that explains a term."""

import re

import pytest

from clinics.domain.catalog import FACTS
from clinics.enums import Method, Payment
from clinics.models import Condition
from guide.actions.loading import FOLDER
from tests.factories import ClinicFactory, OfferingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "values"),
    [("method", Method.values), ("fact", list(FACTS)), ("condition", None), ("payment", Payment.values)],
)
def test_every_value_of_a_filter_is_led_to_from_the_guide(name, values):
    text = "".join(path.read_text() for path in FOLDER.glob("*.md"))
    led = set(re.findall(rf"/clinics/\?{name}=([a-z_]+)\)", text))
    assert set(values or Condition.objects.values_list("key", flat=True)) - led == set()


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
