"""The state machines of this room. Only actions assign a status; each step bears its action's name."""

from clinics.domain.workflow import Step, Workflow
from sources.enums import DifferenceStatus, PairStatus, UploadStatus

UPLOAD = Workflow(
    "Upload",
    (
        Step("carry_out", UploadStatus.kept, (UploadStatus.RUNNING, UploadStatus.DONE)),
        Step("stop", (UploadStatus.RUNNING,), (UploadStatus.WAITING,)),
        Step("throw_away", UploadStatus.kept, (UploadStatus.THROWN_AWAY,)),
        Step("expire", UploadStatus.kept, (UploadStatus.EXPIRED,)),
    ),
)

DIFFERENCE = Workflow(
    "Difference",
    (
        Step("leave_difference", (DifferenceStatus.OPEN,), (DifferenceStatus.LEFT,)),
        Step("tell_clinic", (DifferenceStatus.OPEN,), (DifferenceStatus.TOLD,)),
        Step("close_taken_over", (DifferenceStatus.OPEN,), (DifferenceStatus.TAKEN_OVER,)),
        Step("close_differences", (DifferenceStatus.OPEN,), (DifferenceStatus.MERGED,)),
    ),
)
"""A file says something else than a clinic that keeps its own listing; no decision writes the listing."""

PAIR = Workflow(
    "Pair of listings",
    (
        Step("set_apart", (PairStatus.OPEN,), (PairStatus.APART,)),
        Step("merge", (PairStatus.OPEN, PairStatus.APART), (PairStatus.MERGED,)),
    ),
)

ALL = (UPLOAD, DIFFERENCE, PAIR)
