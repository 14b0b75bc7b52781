"""Visitors say that a listing is wrong; a moderator decides."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from accounts.rates import once_more
from clinics.enums import ReportReason, ReportStatus
from clinics.exceptions import InvalidStep, Refused, TooMany
from clinics.models import Clinic, Report
from clinics.policies import check_no_interest
from clinics.workflows import REPORT

REPORTS_A_DAY = 5
"""From one address."""


@transaction.atomic
def submit_report(*, clinic: Clinic, kind: str, text: str, visitor: str) -> Report:
    """Keep a report for a moderator. Nothing of the visitor is kept but a keyed hash, for a day.

    visitor: the address the report came from. Raises TooMany with a sentence.
    """
    if not once_more("report", who=visitor, at_most=REPORTS_A_DAY):
        raise TooMany(
            f"{REPORTS_A_DAY} reports have come from your connection today, which is the most we take from one. "
            "Your text is still here: send it tomorrow."
        )
    report = Report.objects.create(clinic=clinic, kind=kind, text=text)
    Event.record(by="visitor", what="report.submitted", subject=report, after={"clinic": clinic.pk, "kind": kind})
    return report


@transaction.atomic
def decide_report(*, report: Report, reason: str, by: User) -> Report:
    """Accept or refuse, as the reason says; what it leads to in the listing is done apart.

    Raises InvalidStep where somebody was faster, Refused where `by` may not decide or the
    reason is not on the list.
    """
    if not (by.is_active and by.is_staff):
        raise Refused("Only a moderator decides on reports.")
    check_no_interest(by, report.clinic_id)
    if reason not in ReportReason.values:
        raise Refused("Choose a reason from the list.")
    now = Report.objects.select_for_update().get(pk=report.pk)
    accepts = reason in ReportReason.accepting
    status = ReportStatus.ACCEPTED if accepts else ReportStatus.REFUSED
    if not REPORT.takes("accept" if accepts else "refuse", now.status):
        raise InvalidStep("This report was decided already.")
    before = {"status": now.status}
    now.status, now.decided_at, now.decided_by = status, timezone.now(), by
    now.text = ""  # a patient may have told more than they meant to: it is kept until somebody has read it
    now.save(update_fields=["status", "decided_at", "decided_by", "text"])
    Event.record(
        by=by, what=f"report.{status}", subject=now, before=before,
        after={"status": status.value, "clinic": now.clinic_id}, reason=reason,
    )  # fmt: skip
    return now
