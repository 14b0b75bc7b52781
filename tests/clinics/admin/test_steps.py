"""Statuses change by verbs alone, each asked for with a reason."""

import datetime as dt

import pytest

from accounts.models import Event
from clinics.admin.steps import VERBS
from clinics.enums import Status
from clinics.models import Clinic
from clinics.workflows import LISTING
from tests.clinics.admin.conftest import said
from tests.factories import ClinicFactory
from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/clinics/clinic/"


def ask(client, verb, *clinics, **fields):
    return client.post(LIST, {"action": verb, "_selected_action": [c.pk for c in clinics], **fields}, follow=True)


def do(client, verb, *clinics, **fields):
    return ask(client, verb, *clinics, apply="1", **fields)


def test_a_verb_asks_first(admin):
    clinic = ClinicFactory()
    answer = ask(admin, "close", clinic)
    assert ("Choose a reason" in answer.content.decode(), str(clinic) in answer.content.decode()) == (True, True)
    assert Clinic.objects.get().status == Status.LISTED


def test_a_verb_without_a_reason_does_nothing(admin):
    clinic = ClinicFactory()
    for reason in ("", "because"):
        do(admin, "close", clinic, reason=reason)
    assert (Clinic.objects.get().status, Event.objects.count()) == (Status.LISTED, 0)


def test_a_verb_is_done_and_logged(admin, boss):
    first, second = ClinicFactory(), ClinicFactory()
    answer = do(admin, "close", first, second, reason="reported")
    assert [c.status for c in Clinic.objects.all()] == [Status.CLOSED, Status.CLOSED]
    assert "Close: done for 2 listings." in said(answer)
    assert {(e.actor, e.what, e.reason) for e in Event.objects.all()} == {
        (f"user:{boss.pk}", "clinic.closed", "reported")
    }


def test_a_refusal_is_a_sentence_and_the_others_are_done(admin):
    draft, listed = ClinicFactory(status=Status.DRAFT), ClinicFactory()
    answer = do(admin, "suspend", draft, listed, reason="unsafe")
    assert "cannot be suspended" in said(answer)
    assert set(Clinic.objects.values_list("status", flat=True)) == {Status.DRAFT, Status.SUSPENDED}


def test_moving_needs_to_know_where(admin):
    clinic, target = ClinicFactory(), ClinicFactory()
    missing = do(admin, "mark_moved", clinic, reason="checked", to="")
    unknown = do(admin, "mark_moved", clinic, reason="checked", to="999999")
    itself = do(admin, "mark_moved", clinic, reason="checked", to=clinic.pk)
    assert ("required" in said(missing), "no clinic with this number" in said(unknown)) == (True, True)
    assert "point at each other" in said(itself)
    do(admin, "mark_moved", clinic, reason="checked", to=target.pk)
    clinic.refresh_from_db()
    assert (clinic.status, clinic.moved_to) == (Status.MOVED, target)


def test_a_moderator_suspends_and_only_a_senior_lifts():
    clinic = ClinicFactory()
    junior, senior = signed_in(moderator("moderator")), signed_in(moderator("senior"))
    do(junior, "suspend", clinic, reason="license")
    assert Clinic.objects.get().status == Status.SUSPENDED
    do(junior, "lift_suspension", clinic, reason="checked")
    assert Clinic.objects.get().status == Status.SUSPENDED
    do(senior, "lift_suspension", clinic, reason="checked")
    assert Clinic.objects.get().status == Status.LISTED


def test_every_step_of_the_workflow_has_its_button():
    """But merging: its pages are those of the two listings side by side (tests/merging)."""
    assert [verb.name for verb in VERBS] == [step.verb for step in LISTING.steps if step.verb != "merge_into"]


@pytest.mark.parametrize("status", Status.values)
def test_the_page_of_a_listing_offers_its_steps(admin, status):
    fields = {"status": status, "status_on": dt.date(2026, 1, 1)}
    if status in {Status.MOVED, Status.MERGED}:
        fields["moved_to"] = ClinicFactory()
    if status == Status.SUSPENDED:
        fields |= {"suspension_reason": "unsafe", "status_before_suspension": "listed"}
    clinic = ClinicFactory(**fields)
    text = admin.get(f"{LIST}{clinic.pk}/change/").content.decode()
    offered = {verb.name for verb in VERBS if f'value="{verb.name}"' in text}
    assert offered == {verb.name for verb in VERBS if LISTING.takes(verb.name, status)}
