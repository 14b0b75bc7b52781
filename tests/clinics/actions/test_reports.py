"""Visitors report, moderators decide, and the log keeps no words and no visitor."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.actions.reports import REPORTS_A_DAY, decide_report, forget_addresses, late, submit_report
from clinics.enums import ReportReason
from clinics.exceptions import InvalidStep, Refused, TooMany
from clinics.models import Membership, Report
from reviews.actions.concerns import forget_addresses as forget_concerns
from reviews.models import Concern, Review
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator
from tests.owners.team.at_once import at_once, several
from tests.transactions import commits

pytestmark = pytest.mark.django_db
TEXT = "The number belongs to my sister Ann."


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def submit(visitor="203.0.113.7", clinic=None, email=""):
    return submit_report(clinic=clinic or ClinicFactory(), kind="phone", text=TEXT, visitor=visitor, email=email)


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
    report, judge = submit(), moderator("moderator")
    decide_report(report=report, reason=reason, by=judge)
    report.refresh_from_db()
    assert (report.status, report.decided_by) == (status, judge)
    event = Event.objects.first()
    assert (event.actor, event.what, event.reason) == (f"user:{judge.pk}", f"report.{status}", reason)
    assert (event.before, event.after) == ({"status": "open"}, {"status": status, "clinic": report.clinic_id})


def test_a_decision_is_made_once():
    report, judge = submit(), moderator("moderator")
    decide_report(report=report, reason="corrected", by=judge)
    with pytest.raises(InvalidStep, match="decided already"):
        decide_report(report=report, reason="listing_right", by=judge)
    report.refresh_from_db()
    assert report.status == "accepted"


@pytest.mark.parametrize("fields", [{}, {"is_staff": True}, {"is_superuser": True}, {"is_superuser": True, "is_staff": True, "is_active": False}],
    ids=["owner", "no group", "no staff", "banned"])  # fmt: skip
def test_nobody_else_decides(fields):
    report = submit()
    with pytest.raises(Refused, match="Only a moderator"):
        decide_report(report=report, reason="corrected", by=UserFactory(**fields))
    report.refresh_from_db()
    assert report.status == "open"


def test_a_reason_from_the_list_is_needed():
    report = submit()
    with pytest.raises(Refused, match="Choose a reason"):
        decide_report(report=report, reason="because", by=moderator("moderator"))
    assert Event.objects.count() == 1


@pytest.mark.parametrize("reason", ReportReason.values)
def test_who_left_an_address_hears_the_outcome_once_and_is_forgotten(reason):
    report = submit(clinic=ClinicFactory(name="Barton Ketamine Clinic"), email="kim@example.com")
    decide_report(report=report, reason=reason, by=moderator("moderator"))
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("kim@example.com", "What you sent us")
    assert (ReportReason(reason).label in letter.text, "You were right" in letter.text) == (
        True, reason in ReportReason.accepting,
    )  # fmt: skip
    said = f"{letter.subject} {letter.text}".lower()
    assert [word for word in ("barton", "ketamine", "clinic", "patient", "ann") if word in said.split()] == []
    assert Report.objects.values("text", "email").get() == {"text": "", "email": ""}
    assert "kim@" not in str(list(Event.objects.values()))


def test_who_left_none_gets_no_letter():
    decide_report(report=submit(), reason="corrected", by=moderator("moderator"))
    assert Letter.objects.count() == 0


def test_a_refused_decision_writes_nobody():
    report = submit(email="kim@example.com")
    with pytest.raises(Refused):
        decide_report(report=report, reason="because", by=moderator("moderator"))
    report.refresh_from_db()
    assert (report.email, report.text, Letter.objects.count()) == ("kim@example.com", TEXT, 0)


def test_the_database_keeps_no_address_of_a_decided_report():
    report = submit()
    decide_report(report=report, reason="corrected", by=moderator("moderator"))
    with pytest.raises(IntegrityError):
        Report.objects.filter(pk=report.pk).update(email="kim@example.com")


@pytest.mark.parametrize("why", ["manages it", "sent it"])
def test_nobody_decides_on_their_own_case(why):
    judge = moderator("senior", email="jo.doe@gmail.com")
    report = submit(email="jodoe+x@gmail.com" if why == "sent it" else "")
    if why == "manages it":
        Membership.objects.create(user=judge, clinic=report.clinic, role="editor", since=dt.date(2026, 1, 1))
    with pytest.raises(Refused, match="Another moderator decides"):
        decide_report(report=report, reason="corrected", by=judge)
    report.refresh_from_db()
    assert report.status == "open"


def test_the_daily_run_forgets_addresses_that_waited_too_long():
    today, clinic = timezone.localdate(), ClinicFactory()
    old, new = submit(email="old@example.com"), submit(email="new@example.com")
    review = Review.objects.create(clinic=clinic)
    for email in ("old@example.com", "new@example.com"):
        Concern.objects.create(review=review, kind="private", text="Look", email=email)
    long_ago = late(today) - dt.timedelta(seconds=1)
    Report.objects.filter(pk=old.pk).update(created_at=long_ago)
    Concern.objects.filter(email="old@example.com").update(created_at=long_ago)
    assert [forget(today) for forget in (forget_addresses, forget_addresses, forget_concerns, forget_concerns)] == [
        1, 0, 1, 0,
    ]  # fmt: skip
    assert list(Report.objects.values_list("email", "text", "status")) == [
        ("", TEXT, "open"), ("new@example.com", TEXT, "open"),
    ]  # fmt: skip
    assert list(Concern.objects.values_list("email", "text")) == [("", "Look"), ("new@example.com", "Look")]
    assert (new.email, Letter.objects.count()) == ("new@example.com", 0)


@several
@commits
def test_two_moderators_at_once_one_decides_and_one_letter_goes():
    report, judges = submit(email="kim@example.com"), [moderator("moderator"), moderator("senior")]
    cache.clear()
    at_once(
        lambda: decide_report(report=report, by=judges[0], reason="corrected").status,
        lambda: decide_report(report=report, by=judges[1], reason="listing_right").status,
    )
    decided = Event.objects.filter(subject=f"report:{report.pk}").exclude(what="report.submitted")
    assert (decided.count(), Letter.objects.count()) == (1, 1)
