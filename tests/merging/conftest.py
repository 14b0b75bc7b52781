import pytest
from django.core.cache import cache

from clinics.models import Clinic
from directory.merging import merge, seen
from sources.actions.pairs import put_side_by_side
from tests.factories import ClinicFactory
from tests.moderators import moderator


@pytest.fixture(autouse=True)
def _no_memory_of_rates():
    cache.clear()


@pytest.fixture
def senior(db):
    return moderator("senior")


@pytest.fixture
def one(db):
    return ClinicFactory(name="Barton Creek Ketamine", slug="barton-creek", key="barton")


@pytest.fixture
def other(db):
    return ClinicFactory(name="Barton Creek Ketamine Clinic", slug="barton-creek-clinic", key="barton-2")


def fresh(clinic):
    return Clinic.objects.get(pk=clinic.pk)


def paired(one, other, by):
    return put_side_by_side(clinic=one, other=other, by=by)


def merged(goes, *, into, by, **changed):
    """Merge as the page does it; what it showed is confirmed."""
    pair = paired(goes, into, by)
    said = {"reason": "same_place", "gaining": seen(goes=goes, stays=into)} | changed
    return merge(pair=pair, stays=into, by=by, **said)
