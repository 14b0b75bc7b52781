"""Visitors say that a listing is wrong; a moderator decides."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from accounts.rates import once_more
from clinics.emails import outcome_letter
from clinics.enums import ReportReason, ReportStatus
from clinics.exceptions import InvalidStep, Refused, TooMany
from clinics.models import Clinic, Report
from clinics.policies import check_may_decide_report
from clinics.workflows import REPORT

REPORTS_A_DAY = 5
"""From one address."""
ADDRESS_DAYS = 90
"""So long an address waits for an outcome; then it goes without one."""


@transaction.atomic
def submit_report(*, clinic: Clinic, kind: str, text: str, visitor: str, email: str = "") -> Report:
    """Keep a report for a moderator. Nothing of the connection is kept but a keyed hash, for a day.

    visitor: the address the report came from. email: "" where no outcome is wanted. Raises TooMany with a sentence.
    """
    if not once_more("report", who=visitor, at_most=REPORTS_A_DAY):
        raise TooMany(
            f"{REPORTS_A_DAY} reports have come from your connection today, which is the most we take from one. "
            "Your text is still here: send it tomorrow."
        )
    clinic = Clinic.objects.standing(clinic.pk)  # or what was sent while two listings were merged would be lost
    report = Report.objects.create(clinic=clinic, kind=kind, text=text, email=email)
    Event.record(by="visitor", what="report.submitted", subject=report, after={"clinic": clinic.pk, "kind": kind})
    return report


@transaction.atomic
def decide_report(*, report: Report, reason: str, by: User) -> Report:
    """Accept or refuse, as the reason says; what it leads to in the listing is done apart.

    Raises InvalidStep where somebody was faster, Refused where `by` may not decide or the
    reason is not on the list.
    """
    now = Report.objects.select_for_update().get(pk=report.pk)
    check_may_decide_report(by, now)
    if reason not in ReportReason.values:
        raise Refused("Choose a reason from the list.")
    accepts = reason in ReportReason.accepting
    status = ReportStatus.ACCEPTED if accepts else ReportStatus.REFUSED
    if not REPORT.takes("accept" if accepts else "refuse", now.status):
        raise InvalidStep("This report was decided already.")
    return _decide(now, status, ReportReason(reason), by)


@transaction.atomic
def forget_addresses(today: dt.date) -> int:
    """Of those who have waited for an outcome too long; returns how many. Their reports still wait."""
    return Report.objects.filter(created_at__lt=late(today)).exclude(email="").update(email="")


def late(today: dt.date) -> dt.datetime:
    """Who left an address before this moment has waited too long."""
    return timezone.make_aware(dt.datetime.combine(today - dt.timedelta(days=ADDRESS_DAYS), dt.time.min))


def _decide(report: Report, status: ReportStatus, reason: ReportReason, by: User) -> Report:
    """Whoever wanted to hear is told. Then their words and their address are gone: they may have told too much."""
    if report.email:
        outcome_letter(report.email, reason)
    before = {"status": report.status}
    report.status, report.decided_at, report.decided_by = status, timezone.now(), by
    report.text = report.email = ""
    report.save(update_fields=["status", "decided_at", "decided_by", "text", "email"])
    Event.record(
        by=by, what=f"report.{status}", subject=report, before=before,
        after={"status": status.value, "clinic": report.clinic_id}, reason=reason,
    )  # fmt: skip
    return report
