"""The state machines of this room. Only actions assign a status; each step bears its action's name."""

from clinics.domain.workflow import Step, Workflow
from clinics.enums import ReportStatus, Status

_SUSPENDABLE = (Status.LISTED, Status.TEMPORARILY_CLOSED, Status.CLOSED, Status.MOVED)

LISTING = Workflow(
    "Listing",
    (
        Step(
            "list_clinic",
            (Status.DRAFT, Status.TEMPORARILY_CLOSED, Status.CLOSED, Status.MOVED, Status.WITHDRAWN),
            (Status.LISTED,),
        ),
        Step("close_temporarily", (Status.LISTED,), (Status.TEMPORARILY_CLOSED,)),
        Step("close", (Status.LISTED, Status.TEMPORARILY_CLOSED, Status.MOVED), (Status.CLOSED,)),
        Step("mark_moved", (Status.LISTED, Status.TEMPORARILY_CLOSED, Status.CLOSED), (Status.MOVED,)),
        Step("withdraw", tuple(s for s in Status if s not in {Status.WITHDRAWN, Status.MERGED}), (Status.WITHDRAWN,)),
        Step("merge_into", Status.shown, (Status.MERGED,)),
        Step("suspend", _SUSPENDABLE, (Status.SUSPENDED,)),
        Step("lift_suspension", (Status.SUSPENDED,), _SUSPENDABLE),
    ),
)

REPORT = Workflow(
    "Report",
    (
        Step("accept", (ReportStatus.OPEN,), (ReportStatus.ACCEPTED,)),
        Step("refuse", (ReportStatus.OPEN,), (ReportStatus.REFUSED,)),
    ),
)

ALL = (LISTING, REPORT)
