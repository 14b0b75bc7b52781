"""Visitors say that a listing is wrong; a moderator decides."""

import datetime as dt
import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from clinics.enums import ReportReason, ReportStatus
from clinics.exceptions import InvalidStep, Refused, TooMany
from clinics.models import Clinic, Report
from clinics.workflows import REPORT

REPORTS_A_DAY = 5
"""From one address."""
_DAY_SECONDS = 24 * 60 * 60


@transaction.atomic
def submit_report(*, clinic: Clinic, kind: str, text: str, visitor: str) -> Report:
    """Keep a report for a moderator. Nothing of the visitor is kept but a keyed hash, for a day.

    visitor: the address the report came from. Raises TooMany with a sentence.
    """
    _count(visitor, timezone.localdate())
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
    if reason not in ReportReason.values:
        raise Refused("Choose a reason from the list.")
    now = Report.objects.select_for_update().get(pk=report.pk)
    status = ReportStatus.ACCEPTED if reason in ReportReason.accepting else ReportStatus.REFUSED
    if not REPORT.allows(now.status, status):
        raise InvalidStep("This report was decided already.")
    before = {"status": now.status}
    now.status, now.decided_at, now.decided_by = status, timezone.now(), by
    now.save(update_fields=["status", "decided_at", "decided_by"])
    Event.record(
        by=by, what=f"report.{status}", subject=now, before=before,
        after={"status": status.value, "clinic": now.clinic_id}, reason=reason,
    )  # fmt: skip
    return now


def _count(visitor: str, today: dt.date) -> None:
    key = _key(visitor, today)
    cache.add(key, 0, _DAY_SECONDS)
    if cache.incr(key) > REPORTS_A_DAY:
        raise TooMany(
            f"{REPORTS_A_DAY} reports have come from your connection today, which is the most we take from one. "
            "Your text is still here: send it tomorrow."
        )


def _key(visitor: str, today: dt.date) -> str:
    """A keyed hash that changes every day, so that no address can be read back from it."""
    message = f"report|{today.isoformat()}|{_household(visitor)}".encode()
    return "report:" + hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def _household(visitor: str) -> str:
    """One IPv6 connection owns a whole /64, so it counts as one."""
    try:
        address = ipaddress.ip_address(visitor)
    except ValueError:
        return visitor
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
