"""The page of a report: what is known, what a decision does, who decides, and what nobody sees."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.models import Membership, Report
from tests.clinics.views.test_clinic import words
from tests.days import days_ago
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator, signed_in

pytestmark = pytest.mark.django_db


def a_report(**fields):
    whole = {"clinic": None, "kind": "phone", "text": "It rings out", "email": "kim@example.com"} | fields
    return Report.objects.create(**whole | {"clinic": whole["clinic"] or ClinicFactory(website="https://a.example/")})


def page_of(report, verb=""):
    return f"/admin/clinics/report/{report.pk}/{f'decide/{verb}' if verb else 'change'}/"


@pytest.fixture
def judge():
    return moderator("moderator")


@pytest.fixture
def desk(judge):
    return signed_in(judge)


@pytest.mark.parametrize(
    ("verb", "reason", "status"), [("accept", "status_changed", "accepted"), ("refuse", "not_shown", "refused")]
)
def test_a_decision_shows_evidence_history_and_the_letter_and_is_carried_out(desk, judge, verb, reason, status):
    report = a_report()
    Report.objects.create(
        clinic=report.clinic, kind="closed", status="refused", decided_at=timezone.now(), decided_by=judge
    )
    Event.record(by=judge, what="clinic.listed", subject=report.clinic, reason="checked")
    assert f"{page_of(report, verb)}" in desk.get(page_of(report)).content.decode()
    shown = words(desk.get(page_of(report, verb)))
    for one in ("It rings out", "https://a.example/", "The clinic has closed", "Refused", "Clinic: listed, by account",
                  "Reason: A moderator checked it", "[the reason that you choose]", "What the visitor wrote is deleted"):  # fmt: skip
        assert one.lower() in shown.lower(), one
    assert "kim@example.com" not in shown
    answer = desk.post(page_of(report, verb), {"reason": reason}, follow=True)
    report.refresh_from_db()
    assert (report.status, report.text, report.email, report.decided_by) == (status, "", "", judge)
    assert (Letter.objects.get().to, "kim@" in answer.content.decode()) == ("kim@example.com", False)
    event = Event.objects.filter(what=f"report.{status}").get()
    assert (event.reason, "kim@" in f"{event.before}{event.after}", "rings" in f"{event.after}") == (
        reason,
        False,
        False,
    )


@pytest.mark.parametrize(("verb", "reason"), [("accept", "not_shown"), ("refuse", "corrected"), ("accept", ""), ("refuse", "x")])  # fmt: skip
def test_a_reason_is_one_of_the_verbs_own_list(desk, verb, reason):
    report = a_report()
    assert desk.post(page_of(report, verb), {"reason": reason}).status_code == 200
    assert (Report.objects.get().status, Letter.objects.count()) == ("open", 0)


def test_a_second_decision_on_an_old_page_says_so(desk):
    report = a_report()
    desk.post(page_of(report, "accept"), {"reason": "corrected"})
    again = desk.post(page_of(report, "refuse"), {"reason": "not_shown"}, follow=True)
    assert ("decided already" in words(again), Letter.objects.count()) == (True, 1)
    assert "Nothing was done: this is “Accepted” by now." in words(desk.get(page_of(report, "refuse"), follow=True))


@pytest.mark.parametrize("how", ["page", "several"])
@pytest.mark.parametrize("why", ["manages it", "sent it"])
def test_a_party_reads_nothing_and_decides_nothing(desk, judge, why, how):
    report = a_report(email=judge.email if why == "sent it" else "")
    if why == "manages it":
        Membership.objects.create(user=judge, clinic=report.clinic, role="editor", since=dt.date(2026, 1, 1))
    assert "It rings out" not in (shown := words(desk.get(page_of(report))))
    assert "Another moderator decides." in shown
    if how == "page":
        answer = desk.post(page_of(report, "accept"), {"reason": "corrected"}, follow=True)
    else:
        chosen = {"action": "accept", "_selected_action": [report.pk]}
        assert "It rings out" not in words(desk.post("/admin/clinics/report/", chosen))
        answer = desk.post("/admin/clinics/report/", chosen | {"apply": "1", "reason": "corrected"}, follow=True)
    assert ("It rings out" in words(answer), Report.objects.get().status) == (False, "open")


@pytest.mark.parametrize(
    "lookup", ["email=kim@example.com", "email__startswith=k", "text__contains=rings", "decided_by__email=x"]
)
def test_nobody_finds_a_visitor_by_filtering(desk, lookup):
    a_report()
    assert desk.get(f"/admin/clinics/report/?{lookup}").status_code == 400
    assert desk.get("/admin/clinics/report/?status__exact=open&kind__exact=phone").status_code == 200


@pytest.mark.parametrize("who", ["no group", "owner", "moderator", "senior"])
def test_who_may_decide(who):
    report, judges = a_report(), who in {"moderator", "senior"}
    user = moderator(who) if judges else UserFactory(is_staff=who == "no group")
    client = signed_in(user)
    answers = [client.get(page_of(report)).status_code, client.get(page_of(report, "accept")).status_code]
    assert [code == 200 for code in answers] == [judges] * 2
    client.post(page_of(report, "accept"), {"reason": "corrected"})
    assert Report.objects.get().status == ("accepted" if judges else "open")


@pytest.mark.parametrize(("days", "why"), [(89, "the visitor left no address"), (91, "deleted after 90 days")])
def test_without_an_address_the_page_says_why_nobody_is_told(desk, days, why):
    report = a_report(email="")
    Report.objects.update(created_at=days_ago(days))
    shown = desk.get(page_of(report, "accept"))
    assert why in shown.context["preview"]
    assert f'href="/admin/clinics/clinic/{report.clinic_id}/change/"' in shown.content.decode()
