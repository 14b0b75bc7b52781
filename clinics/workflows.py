"""The state machines of this room. Only actions assign a status."""

from clinics.domain.workflow import Workflow
from clinics.enums import ReportStatus, Status

LISTING = Workflow(
    "Listing",
    {
        Status.DRAFT: (Status.LISTED, Status.WITHDRAWN),
        Status.LISTED: (
            Status.TEMPORARILY_CLOSED, Status.CLOSED, Status.MOVED, Status.WITHDRAWN, Status.SUSPENDED,
        ),
        Status.TEMPORARILY_CLOSED: (
            Status.LISTED, Status.CLOSED, Status.MOVED, Status.WITHDRAWN, Status.SUSPENDED,
        ),
        Status.CLOSED: (Status.LISTED, Status.MOVED, Status.WITHDRAWN, Status.SUSPENDED),
        Status.MOVED: (Status.LISTED, Status.CLOSED, Status.WITHDRAWN, Status.SUSPENDED),
        Status.WITHDRAWN: (Status.LISTED,),
        Status.SUSPENDED: (
            Status.LISTED, Status.TEMPORARILY_CLOSED, Status.CLOSED, Status.MOVED, Status.WITHDRAWN,
        ),
    },
)  # fmt: skip

REPORT = Workflow("Report", {ReportStatus.OPEN: (ReportStatus.ACCEPTED, ReportStatus.REFUSED)})

ALL = (LISTING, REPORT)
