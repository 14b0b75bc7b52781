"""A clinic answers a review: sent by those who manage it, read by a moderator, taken back. Once for each review."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from accounts.rates import once_more
from clinics.domain.text import tidy_lines
from clinics.models import Clinic, SiteState
from clinics.policies import can_manage, check_can_manage
from clinics.validators import validate_plain
from reviews.domain.reply_lint import problems
from reviews.emails.replies import decided_letter
from reviews.enums import ReplyReason, ReplyStatus
from reviews.exceptions import InvalidStep, Refused, TooMany
from reviews.models import Reply, Review
from reviews.policies.deciding import check_may_decide_reply
from reviews.workflows import REPLY

MOST_LETTERS = 1000
REPLIES_A_DAY = 30
"""By one member."""
BLANK = "Write a reply, or start from one of the texts."
LONG = f"A reply has {MOST_LETTERS:,} letters at most. This one has {{n:,}}."
TWICE = "This review has a reply already. Take that one back before you send another."
HIDDEN = "This review is not public now, so it cannot be answered."
MANY = f"You have sent {REPLIES_A_DAY} replies today, which is the most we take. What you wrote is still here."
GONE = "Whoever wrote this does not answer for the listing any more. Refuse it with that reason."


def problems_of(text: str, review: Review) -> list[str]:
    """What stops a reply before a moderator sees it, one sentence each."""
    if not text.strip():
        return [BLANK]
    if len(text) > MOST_LETTERS:
        return [LONG.format(n=len(text))]
    try:
        validate_plain(text)
    except ValidationError as hidden:
        return list(hidden.messages)
    clinic = review.clinic
    return problems(text, review.text, listed=(clinic.name, clinic.city, clinic.phone.partition(";")[0]))


@transaction.atomic
def submit_reply(*, review: Review, by: User, text: str) -> Reply:
    """Keep it for a moderator. Raises NotAllowed, InvalidStep, TooMany, or Refused with all that the lint says."""
    clinic, now = _review(review)
    check_can_manage(by, clinic)
    if not now.shown_on(timezone.localdate()):
        raise InvalidStep(HIDDEN)
    if now.replies.filter(status__in=ReplyStatus.standing).exists():
        raise InvalidStep(TWICE)
    if found := problems_of(text, now):
        raise Refused(" ".join(found))
    if not once_more("reply", who=f"user:{by.pk}", at_most=REPLIES_A_DAY):
        raise TooMany(MANY)
    now.replies.exclude(text="").update(text="")  # what was refused before has been mended, and is needed no more
    reply = Reply.objects.create(review=now, user=by, text=tidy_lines(text))
    _record(reply, "reply.sent", by, clinic)
    return reply


@transaction.atomic
def withdraw_reply(*, reply: Reply, by: User) -> Reply:
    """By anybody who manages the listing; nothing of its text stays."""
    clinic, now = _locked(reply)
    check_can_manage(by, clinic)
    _check_step(now, "withdraw_reply")
    before, now.text = now.status, ""
    return _decide(now, ReplyStatus.WITHDRAWN, "", by, clinic, before)


@transaction.atomic
def publish_reply(*, reply: Reply, by: User) -> Reply:
    """It stands beside its review from now on, as long as that is shown."""
    clinic, now = _locked(reply)
    check_may_decide_reply(by, now)
    _check_step(now, "publish_reply")
    if now.user is None or not can_manage(now.user, clinic):
        raise Refused(GONE)
    return _decide(now, ReplyStatus.PUBLISHED, ReplyReason.FITS, by, clinic, now.status)


@transaction.atomic
def refuse_reply(*, reply: Reply, by: User, reason: str) -> Reply:
    """The clinic keeps its text, to mend it and send it once more. Takes a published one down, too."""
    clinic, now = _locked(reply)
    check_may_decide_reply(by, now)
    _check_step(now, "refuse_reply")
    if reason not in ReplyReason.refusing:
        raise Refused("Choose a reason from the list.")
    return _decide(now, ReplyStatus.REFUSED, reason, by, clinic, now.status)


def _review(review: Review) -> tuple[Clinic, Review]:
    """As they are now, kept from everybody else; the listing first. Two members at once meet here."""
    [clinic] = Clinic.objects.locked([review.clinic_id])
    now = Review.objects.select_related("clinic").select_for_update(of=("self",)).filter(pk=review.pk).first()
    if now is None:
        raise InvalidStep(HIDDEN)
    return clinic, now


def _locked(reply: Reply) -> tuple[Clinic, Reply]:
    clinic, _ = _review(reply.review)
    now = Reply.objects.select_related("review", "user").select_for_update(of=("self",)).filter(pk=reply.pk).first()
    if now is None:
        raise InvalidStep("Nothing was done: the review and its reply are gone.")
    return clinic, now


def _check_step(reply: Reply, verb: str) -> None:
    if not REPLY.takes(verb, reply.status):
        raise InvalidStep(f"Nothing was done: this reply is “{reply.get_status_display()}” by now.")


def _decide(reply: Reply, status: ReplyStatus, reason: str, by: User, clinic: Clinic, before: str) -> Reply:
    reply.status, reply.reason, reply.decided_at, reply.decided_by = status, reason, timezone.now(), by
    reply.save()
    _record(reply, f"reply.{status}", by, clinic, before=before, reason=reason)
    if reason:
        decided_letter(reply, clinic)
    if ReplyStatus.PUBLISHED in {status, before}:
        SiteState.touch()
    return reply


def _record(reply: Reply, what: str, by: User, clinic: Clinic, *, before: str = "", reason: str = "") -> None:
    after = {"clinic": clinic.pk, "review": reply.review_id, "status": str(reply.status)}
    was = {"status": before} if before else {}
    Event.record(by=by, what=what, subject=reply, before=was, after=after, reason=reason)
