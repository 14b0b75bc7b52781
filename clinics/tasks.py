"""What waits for a moderator in this room."""

from accounts.work import Kind
from clinics.enums import ReportStatus
from clinics.models import Report
from clinics.policies import check_may_decide_report


def open_tasks() -> tuple[Kind, ...]:
    return (
        Kind(
            "report", "Report", "Reports on listings", "Look whether it is right, and mend the listing.",
            lambda day: Report.objects.filter(status=ReportStatus.OPEN), "created_at",
            "clinics_report", "clinics.view_report", f"status__exact={ReportStatus.OPEN}",
            check=check_may_decide_report,
        ),
    )  # fmt: skip
