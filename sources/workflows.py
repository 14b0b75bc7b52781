"""The state machines of this room. Only actions assign a status; each step bears its action's name."""

from clinics.domain.workflow import Step, Workflow
from sources.enums import UploadStatus

UPLOAD = Workflow(
    "Upload",
    (
        Step("carry_out", UploadStatus.kept, (UploadStatus.RUNNING, UploadStatus.DONE)),
        Step("stop", (UploadStatus.RUNNING,), (UploadStatus.WAITING,)),
        Step("throw_away", UploadStatus.kept, (UploadStatus.THROWN_AWAY,)),
        Step("expire", UploadStatus.kept, (UploadStatus.EXPIRED,)),
    ),
)

ALL = (UPLOAD,)
