"""The state machines of this room. Only actions assign a status; each step bears its action's name."""

from clinics.domain.workflow import Step, Workflow
from owners.enums import ChangeStatus, CheckStatus, ClaimStatus, DocumentStatus, InvitationStatus

CLAIM = Workflow(
    "Claim",
    (
        Step("take_up", (ClaimStatus.SUBMITTED,), (ClaimStatus.IN_REVIEW,)),
        Step("let_go", (ClaimStatus.IN_REVIEW,), (ClaimStatus.SUBMITTED,)),
        Step("approve_claim", ClaimStatus.open, (ClaimStatus.APPROVED,)),
        Step("refuse_claim", ClaimStatus.open, (ClaimStatus.REFUSED,)),
        Step("withdraw_claim", ClaimStatus.open, (ClaimStatus.WITHDRAWN,)),
        Step("revoke_claim", (ClaimStatus.APPROVED,), (ClaimStatus.REVOKED,)),
    ),
)

DOCUMENT = Workflow(
    "Document",
    (
        Step("accept_document", (DocumentStatus.WAITING,), (DocumentStatus.ACCEPTED,)),
        Step("refuse_document", (DocumentStatus.WAITING,), (DocumentStatus.REFUSED,)),
        Step("withdraw_document", (DocumentStatus.WAITING,), (DocumentStatus.WITHDRAWN,)),
    ),
)

INVITATION = Workflow(
    "Invitation",
    (
        Step("accept_invitation", (InvitationStatus.OPEN,), (InvitationStatus.ACCEPTED,)),
        Step("withdraw_invitation", (InvitationStatus.OPEN,), (InvitationStatus.WITHDRAWN,)),
        Step("expire_invitation", (InvitationStatus.OPEN,), (InvitationStatus.EXPIRED,)),
    ),
)

CHANGE = Workflow(
    "Change",
    (
        Step("approve_change", (ChangeStatus.WAITING,), (ChangeStatus.APPROVED,)),
        Step("refuse_change", (ChangeStatus.WAITING,), (ChangeStatus.REFUSED,)),
        Step("withdraw_change", (ChangeStatus.WAITING,), (ChangeStatus.WITHDRAWN,)),
    ),
)

CHECK = Workflow(
    "Check",
    (
        Step("end_check", (CheckStatus.CONTRADICTED,), (CheckStatus.ENDED,)),
        Step("take_back_slip", (CheckStatus.CONTRADICTED,), (CheckStatus.COUNTS,)),
        Step("let_rest", (CheckStatus.RUN_OUT,), (CheckStatus.ENDED,)),
    ),
)
"""An answer that a moderator has checked. Its state follows from its dates and from what else is said that day."""

ALL = (CLAIM, DOCUMENT, INVITATION, CHANGE, CHECK)
