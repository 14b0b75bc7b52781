"""Visitors report, moderators decide, and the log keeps no words and no visitor."""

import pytest
from django.core.cache import cache
from django.db import connection

from accounts.models import Event
from clinics.actions.reports import REPORTS_A_DAY, decide_report, submit_report
from clinics.exceptions import InvalidStep, Refused, TooMany
from clinics.models import Report
from tests.factories import ClinicFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXT = "The number belongs to my sister Ann."


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def submit(visitor="203.0.113.7", clinic=None):
    return submit_report(clinic=clinic or ClinicFactory(), kind="phone", text=TEXT, visitor=visitor)


def test_a_report_waits_and_the_log_holds_no_words():
    report = submit()
    assert (report.status, report.text, report.decided_at) == ("open", TEXT, None)
    event = Event.objects.get()
    assert (event.actor, event.what, event.subject) == ("visitor", "report.submitted", f"report:{report.pk}")
    assert event.after == {"clinic": report.clinic_id, "kind": "phone"}


def test_one_address_may_send_five_a_day_and_another_is_not_counted_with_it():
    clinic = ClinicFactory()
    for _ in range(REPORTS_A_DAY):
        submit(clinic=clinic)
    with pytest.raises(TooMany, match="Your text is still here"):
        submit(clinic=clinic)
    submit("203.0.113.8", clinic)
    assert Report.objects.count() == REPORTS_A_DAY + 1


def test_one_household_of_ipv6_counts_as_one():
    for tail in range(REPORTS_A_DAY):
        submit(f"2001:db8:1:2::{tail + 1}")
    with pytest.raises(TooMany):
        submit("2001:db8:1:2:ffff::1")
    submit("2001:db8:1:3::1")


def test_the_limit_keeps_no_address():
    submit()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM rate_limits")
        rows = cursor.fetchall()
    assert (len(rows), "203.0.113.7" in str(rows)) == (1, False)


def test_an_address_that_is_none_is_counted_too():
    for _ in range(REPORTS_A_DAY):
        submit("")
    with pytest.raises(TooMany):
        submit("")


@pytest.mark.parametrize(("reason", "status"), [("corrected", "accepted"), ("listing_right", "refused")])
def test_a_moderator_decides_with_a_reason(reason, status):
    report, moderator = submit(), UserFactory(is_staff=True)
    decide_report(report=report, reason=reason, by=moderator)
    report.refresh_from_db()
    assert (report.status, report.decided_by) == (status, moderator)
    event = Event.objects.first()
    assert (event.actor, event.what, event.reason) == (f"user:{moderator.pk}", f"report.{status}", reason)
    assert (event.before, event.after) == ({"status": "open"}, {"status": status, "clinic": report.clinic_id})


def test_a_decision_is_made_once():
    report, moderator = submit(), UserFactory(is_staff=True)
    decide_report(report=report, reason="corrected", by=moderator)
    with pytest.raises(InvalidStep, match="decided already"):
        decide_report(report=report, reason="listing_right", by=moderator)
    report.refresh_from_db()
    assert report.status == "accepted"


@pytest.mark.parametrize("fields", [{}, {"is_staff": True, "is_active": False}])
def test_nobody_else_decides(fields):
    report = submit()
    with pytest.raises(Refused, match="Only a moderator"):
        decide_report(report=report, reason="corrected", by=UserFactory(**fields))
    report.refresh_from_db()
    assert report.status == "open"


def test_a_reason_from_the_list_is_needed():
    report = submit()
    with pytest.raises(Refused, match="Choose a reason"):
        decide_report(report=report, reason="because", by=UserFactory(is_staff=True))
    assert Event.objects.count() == 1
