"""Answers that a moderator has checked and that need another look: one function a verb."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from clinics.actions.editing import Said, edited
from clinics.enums import Evidence
from clinics.models import Clinic, Statement
from owners.emails import checks as letters
from owners.enums import CheckReason
from owners.exceptions import InvalidStep, Refused
from owners.models import Check
from owners.policies.rows import check_may_settle
from owners.workflows import CHECK

NO_SLIP = (
    "The newer answer is not the clinic's word: it comes from public data, or another check. Look at it under "
    "Statements, and end there what is wrong."
)


@transaction.atomic
def end_check(*, check: Check, by: User, reason: str) -> None:
    """The newer answer counts alone from today. Raises InvalidStep where nothing contradicts it any more."""
    now = _locked(check, "end_check", by)
    _check_listed(reason, CheckReason.ending)
    _end(now.with_all_like_it())
    _log(now, "check.ended", reason, by)
    letters.check_ended(now.clinic, fact=str(now), reason=CheckReason(reason).label)


@transaction.atomic
def take_back_slip(*, check: Check, by: User, reason: str) -> None:
    """Take the clinic's own newer answers back: it has told the moderator that they were a slip."""
    now = _locked(check, "take_back_slip", by)
    _check_listed(reason, CheckReason.taking_back)
    newer = now.newer_answers(timezone.localdate())
    if any(row.evidence != Evidence.STATED for row in newer):
        raise Refused(NO_SLIP)
    _end(newer)
    _log(now, "check.slip", reason, by)
    letters.slip_taken_back(now.clinic, fact=str(now), reason=CheckReason(reason).label)


@transaction.atomic
def let_rest(*, check: Check, by: User, reason: str) -> None:
    """It ran out and nobody renews it. What the page says does not change by this."""
    now = _locked(check, "let_rest", by)
    _check_listed(reason, CheckReason.resting)
    _end(row for row in now.with_all_like_it() if row.expires_on < timezone.localdate())
    _log(now, "check.rests", reason, by)


def _check_listed(reason: str, reasons: tuple[str, ...]) -> None:
    if reason not in reasons:
        raise Refused("Choose a reason from the list.")


def _locked(check: Check, verb: str, by: User) -> Check:
    """As it stands today, its listing kept from every other writer."""
    Clinic.objects.locked([check.clinic_id])
    check_may_settle(by, check)
    now = Check.objects.needing_a_look(timezone.localdate()).select_related("clinic").filter(pk=check.pk).first()
    if now is None or not CHECK.takes(verb, now.status):
        raise InvalidStep("Nothing was done: this stands otherwise by now. Look at the list again.")
    return now


def _end(statements: Iterable[Statement]) -> None:
    for statement in statements:
        statement.end(timezone.localdate())


def _log(check: Check, what: str, reason: str, by: User) -> None:
    said = Said({}, {"fact": check.fact, "statement": check.pk})
    edited(check.clinic, by=by, fields=["statements"], what=what, said=said, reason=reason)
