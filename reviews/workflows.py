"""The state machines of this room. Only actions assign a status; each step bears its action's name."""

from clinics.domain.workflow import Step, Workflow
from reviews.enums import ConcernStatus, ReplyStatus, ReviewStatus

REVIEW = Workflow(
    "Review",
    (
        Step("confirm_review", (ReviewStatus.UNCONFIRMED,), (ReviewStatus.WAITING, ReviewStatus.HELD)),
        Step("publish_review", ReviewStatus.queued, (ReviewStatus.PUBLISHED,)),
        Step(
            "refuse_review", (ReviewStatus.WAITING, ReviewStatus.HELD, ReviewStatus.PUBLISHED), (ReviewStatus.REFUSED,)
        ),
        Step("answer_refusal", (ReviewStatus.REFUSED,), (ReviewStatus.ANSWERED,)),
        Step("refuse_for_good", (ReviewStatus.ANSWERED,), (ReviewStatus.FINAL,)),
        Step("withdraw_review", ReviewStatus.standing, (ReviewStatus.WITHDRAWN,)),
        Step(
            "expire_review", (ReviewStatus.PUBLISHED, ReviewStatus.REFUSED, ReviewStatus.FINAL), (ReviewStatus.EXPIRED,)
        ),
    ),
)
"""A review that was taken down after an answer is final: its writer answers once."""

REPLY = Workflow(
    "Reply",
    (
        Step("publish_reply", (ReplyStatus.WAITING,), (ReplyStatus.PUBLISHED,)),
        Step("refuse_reply", ReplyStatus.standing, (ReplyStatus.REFUSED,)),
        Step("withdraw_reply", ReplyStatus.standing, (ReplyStatus.WITHDRAWN,)),
    ),
)

CONCERN = Workflow(
    "Concern about a review",
    (
        Step("accept_concern", (ConcernStatus.OPEN,), (ConcernStatus.ACCEPTED,)),
        Step("refuse_concern", (ConcernStatus.OPEN,), (ConcernStatus.REFUSED,)),
        Step("close_concerns", (ConcernStatus.OPEN,), (ConcernStatus.GONE,)),
    ),
)

ALL = (REVIEW, REPLY, CONCERN)
