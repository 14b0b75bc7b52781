import datetime as dt

import pytest

from clinics.enums import Status
from tests.factories import ClinicFactory
from tests.moderators import signed_in
from tests.owners.team.conftest import member_of


@pytest.fixture
def owner(clinic):
    return member_of(clinic, "owner")


@pytest.fixture
def site(owner):
    return signed_in(owner)


def in_state(status, **fields):
    fields |= {"status": status, "status_on": dt.date(2026, 1, 2)}
    if status == Status.MOVED:
        fields["moved_to"] = ClinicFactory()
    if status == Status.SUSPENDED:
        fields |= {"suspension_reason": "untrue", "status_before_suspension": Status.LISTED}
    return ClinicFactory(**fields)
