"""Every status x every verb x every role."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.models import Event
from clinics.actions import listing, suspension
from clinics.enums import Status, SuspensionReason
from clinics.exceptions import InvalidStep, NotAllowed, Refused
from clinics.models import Clinic, SiteState
from tests.factories import ClinicFactory, UserFactory

pytestmark = pytest.mark.django_db

S = Status
VERBS = ["list", "close_temporarily", "close", "move", "withdraw", "suspend", "lift", "merge"]
LEADS_TO = {
    S.DRAFT: {"list": S.LISTED, "withdraw": S.WITHDRAWN},
    S.LISTED: {
        "close_temporarily": S.TEMPORARILY_CLOSED, "close": S.CLOSED, "move": S.MOVED, "withdraw": S.WITHDRAWN,
        "suspend": S.SUSPENDED, "merge": S.MERGED,
    },
    S.TEMPORARILY_CLOSED: {
        "list": S.LISTED, "close": S.CLOSED, "move": S.MOVED, "withdraw": S.WITHDRAWN, "suspend": S.SUSPENDED,
        "merge": S.MERGED,
    },
    S.CLOSED: {
        "list": S.LISTED, "move": S.MOVED, "withdraw": S.WITHDRAWN, "suspend": S.SUSPENDED, "merge": S.MERGED,
    },
    S.MOVED: {
        "list": S.LISTED, "close": S.CLOSED, "withdraw": S.WITHDRAWN, "suspend": S.SUSPENDED, "merge": S.MERGED,
    },
    S.WITHDRAWN: {"list": S.LISTED},
    S.SUSPENDED: {"withdraw": S.WITHDRAWN, "lift": S.TEMPORARILY_CLOSED},
    S.MERGED: {},
}  # fmt: skip
"""The suspended clinic of these tests was temporarily closed before."""


def a_clinic(status):
    fields = {"status": status, "status_on": dt.date(2026, 1, 2), "slug": f"it-is-{status}"}
    if status in {S.MOVED, S.MERGED}:
        fields["moved_to"] = ClinicFactory()
    if status == S.SUSPENDED:
        fields |= {"suspension_reason": "untrue", "status_before_suspension": S.TEMPORARILY_CLOSED}
    return ClinicFactory(**fields)


def person(*permissions, **fields):
    user = UserFactory(is_staff=True, **fields)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def do(verb, clinic, by):
    calls = {
        "list": lambda: listing.list_clinic(clinic, by=by, reason="checked"),
        "close_temporarily": lambda: listing.close_temporarily(clinic, by=by, reason="checked"),
        "close": lambda: listing.close(clinic, by=by, reason="checked"),
        "move": lambda: listing.mark_moved(clinic, to=ClinicFactory(), by=by, reason="checked"),
        "withdraw": lambda: listing.withdraw(clinic, by=by, reason="checked"),
        "suspend": lambda: suspension.suspend(clinic, by=by, reason="license"),
        "merge": lambda: listing.merge_into(clinic, to=ClinicFactory(), by=by, reason="checked"),
        "lift": lambda: suspension.lift_suspension(clinic, by=by, reason="checked"),
    }
    return calls[verb]()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", S.values)
def test_every_status_and_every_verb(status, verb):
    clinic, senior = a_clinic(status), person("change_clinic", "lift_suspension", "merge_clinic")
    before = (clinic.history.count(), SiteState.now().revision)
    after = LEADS_TO[S(status)].get(verb)
    if after is None:
        with pytest.raises(InvalidStep):
            do(verb, clinic, senior)
        clinic.refresh_from_db()
        assert (clinic.status, clinic.version, Event.objects.count()) == (status, 0, 0)
        assert (clinic.history.count(), SiteState.now().revision) == before
        return
    do(verb, clinic, senior)
    clinic.refresh_from_db()
    event = Event.objects.get()
    assert (clinic.status, clinic.status_on, clinic.version) == (after, timezone.localdate(), 1)
    assert (event.actor, event.subject) == (f"user:{senior.pk}", f"clinic:{clinic.pk}")
    assert (event.before["status"], event.after["status"]) == (status, after)
    assert event.reason == ("license" if verb == "suspend" else "checked")
    assert (clinic.history.count(), SiteState.now().revision) == (before[0] + 1, before[1] + 1)
    assert clinic.history.first().history_user == senior


@pytest.mark.parametrize("verb", [*VERBS])
def test_nobody_but_moderators_changes_a_status(verb):
    clinic = a_clinic(S.SUSPENDED if verb == "lift" else S.CLOSED if verb == "list" else S.LISTED)
    before = clinic.status
    strangers = [
        UserFactory(), person(), person("change_clinic", "lift_suspension", is_active=False),
        UserFactory(is_superuser=True),
    ]  # fmt: skip
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            do(verb, clinic, stranger)
    clinic.refresh_from_db()
    assert (clinic.status, Event.objects.count()) == (before, 0)


def test_a_moderator_suspends_and_a_senior_lifts():
    clinic, moderator = a_clinic(S.LISTED), person("change_clinic")
    suspension.suspend(clinic, by=moderator, reason="unsafe")
    with pytest.raises(NotAllowed):
        suspension.lift_suspension(clinic, by=moderator)
    suspension.lift_suspension(clinic, by=person("change_clinic", "lift_suspension"))
    clinic.refresh_from_db()
    assert (clinic.status, clinic.suspension_reason, clinic.status_before_suspension) == (S.LISTED, "", "")


def test_a_suspension_needs_a_reason_from_the_list():
    clinic = a_clinic(S.LISTED)
    with pytest.raises(Refused):
        suspension.suspend(clinic, by="operator", reason="because")
    suspension.suspend(clinic, by="operator", reason=SuspensionReason.LEGAL)
    clinic.refresh_from_db()
    assert clinic.suspension_reason == "legal"


def test_a_moved_clinic_points_where_it_did_after_a_suspension():
    clinic = a_clinic(S.MOVED)
    target = clinic.moved_to
    suspension.suspend(clinic, by="operator", reason="untrue")
    suspension.lift_suspension(clinic, by="operator")
    clinic.refresh_from_db()
    assert (clinic.status, clinic.moved_to) == (S.MOVED, target)


def test_no_clinic_moves_in_a_circle():
    first, second, third = (ClinicFactory() for _ in range(3))
    listing.mark_moved(first, to=second, by="operator")
    listing.mark_moved(second, to=third, by="operator")
    for target in (first, third):
        with pytest.raises(Refused):
            listing.mark_moved(third, to=target, by="operator")
    third.refresh_from_db()
    assert third.status == S.LISTED


@pytest.mark.parametrize("status", S.hidden)
def test_no_clinic_moves_to_a_hidden_one(status):
    clinic = ClinicFactory()
    with pytest.raises(Refused):
        listing.mark_moved(clinic, to=a_clinic(status), by="operator")
    clinic.refresh_from_db()
    assert clinic.status == S.LISTED


def test_the_first_listing_is_dated_and_later_ones_keep_it():
    clinic = ClinicFactory(status=S.DRAFT, listed_on=None)
    listing.list_clinic(clinic, by="operator")
    clinic.refresh_from_db()
    assert clinic.listed_on == timezone.localdate()
    Clinic.objects.filter(pk=clinic.pk).update(listed_on=dt.date(2026, 1, 1))
    listing.close(clinic, by="operator")
    listing.list_clinic(clinic, by="operator")
    clinic.refresh_from_db()
    assert clinic.listed_on == dt.date(2026, 1, 1)
