import pytest
from django.core.cache import cache

from clinics.enums import MemberRole
from owners.actions.memberships import join
from tests.factories import ClinicFactory, UserFactory


@pytest.fixture(autouse=True)
def _no_memory_of_rates():
    cache.clear()


@pytest.fixture
def clinic(db):
    return ClinicFactory(name="Barton Creek Ketamine", slug="barton-creek", website="https://bartoncreek.example/")


@pytest.fixture
def member(client, clinic):
    """Signs a new member of the clinic in and returns them."""

    def make(role=MemberRole.OWNER, of=None, sign_in=True):
        user = UserFactory()
        join(user=user, clinic=of or clinic, role=role, by="operator")
        if sign_in:
            client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return user

    return make
