import pytest

from clinics.actions.listing import list_clinic, withdraw
from clinics.actions.suspension import suspend
from clinics.enums import Status
from clinics.exceptions import NotAllowed
from tests.factories import ClinicFactory
from tests.moderators import moderator


@pytest.mark.django_db
def test_a_suspension_does_not_end_by_taking_down_and_listing_again():
    clinic, plain = ClinicFactory(), moderator("moderator")
    suspend(clinic, by=plain, reason="unsafe")
    with pytest.raises(NotAllowed):
        withdraw(clinic, by=plain)
    clinic.refresh_from_db()
    suspended = clinic.status
    withdraw(clinic, by=moderator("senior"))
    list_clinic(clinic, by=plain)
    clinic.refresh_from_db()
    assert (suspended, clinic.status) == (Status.SUSPENDED, Status.LISTED)
