"""Codes by mail and by call: made, and given back. One that comes back is evidence, no decision."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.codes import LIVES, MOST_TRIES, code_of, digits_of, same
from accounts.models import Event, User
from accounts.rates import once_more
from owners.actions.claims import locked
from owners.emails.claims import code_letter
from owners.enums import ProofKind
from owners.exceptions import InvalidStep, NotAllowed, Refused, TooMany
from owners.models import Claim, Proof
from owners.policies.claims import check_may_decide, may_call
from owners.policies.standing import verdict

ADDRESSES_A_DAY = 10
"""Tried by one account, whether they count or not."""
CODES_TO_A_MAILBOX = 3
CODES_FOR_A_CLINIC = 20
WRONG = (
    "This code is not right, or does not work any more. A code works for 30 minutes, for five tries, once, "
    "and only for the account it was made for. Ask for a new one if you need it."
)


class DoesNotCount(Refused):
    """No mail was sent: the address shows nothing of who works for the clinic. str() says why."""


def mail_code(*, claim: Claim, address: str, by: User) -> Proof:
    """Send a code to an address at the clinic's own domain. Raises DoesNotCount, TooMany, InvalidStep."""
    with transaction.atomic():
        now = _own_open(claim, by)
        _check_rate("proof.try", f"user:{by.pk}", ADDRESSES_A_DAY)
        found = verdict(address, now.clinic)
        if found.why is None:
            _check_rate("proof.mailbox", f"mail:{address.lower()}", CODES_TO_A_MAILBOX)
            _check_rate("proof.clinic", f"clinic:{now.clinic_id}", CODES_FOR_A_CLINIC)
            proof = _make(now, ProofKind.MAIL, by, address=address, domain=found.domain)
            code_letter(address, code=code(proof), clinic=now.clinic)
        else:
            proof = _make(now, ProofKind.MAIL, by, domain=found.domain[:253], not_counted=found.why.value)
    # Raised only now: the row that tells the moderator what was tried must stay.
    if found.why is not None:
        raise DoesNotCount(f"No mail was sent. {found.why.sentence} Use another way below.")
    return proof


@transaction.atomic
def start_call(*, claim: Claim, by: User) -> Proof:
    """A moderator is about to call the listed number: the code to read out is `code(proof)`."""
    now = locked(claim)
    check_may_decide(by, now)
    _check_open(now)
    if problem := may_call(now.clinic):
        raise Refused(problem)
    return _make(now, ProofKind.CALL, by)


def give_code(*, claim: Claim, typed: str, by: User) -> Proof:
    """Take a code back. Every code that waits loses a try by it, and the tries are counted under the claim's lock.

    Raises Refused with one and the same sentence for whatever is wrong with it.
    """
    with transaction.atomic():
        now = _own_open(claim, by)
        waiting = list(live(now))
        Proof.objects.filter(pk__in=[proof.pk for proof in waiting]).update(tries=F("tries") + 1)
        right = next((proof for proof in waiting if same(code(proof), digits_of(typed))), None)
        if right is not None:
            right.given_at, right.tries = timezone.now(), right.tries + 1
            right.save(update_fields=["given_at"])
            after = {"claim": now.pk, "kind": right.kind, "domain": right.domain}
            Event.record(by=by, what="proof.given", subject=right, after=after)
    if right is None:  # outside of the transaction, or the try would not have been counted
        raise Refused(WRONG)
    return right


def live(claim: Claim, at: dt.datetime | None = None) -> list[Proof]:
    """The codes that wait for this claim: sent, not given, not too old, not tried too often."""
    rows = Proof.objects.filter(claim=claim, not_counted="", given_at__isnull=True, tries__lt=MOST_TRIES)
    return list(rows.filter(expires_at__gt=at or timezone.now()))


def code(proof: Proof) -> str:
    """Made again each time, kept nowhere; bound to the claim and its user."""
    parts = (proof.pk, proof.nonce, proof.kind, proof.claim_id, proof.claim.user_id)
    return code_of(secret=settings.SECRET_KEY.encode(), parts=parts)


def _make(claim: Claim, kind: ProofKind, by: User, **fields: str) -> Proof:
    """A new code ends the older ones of its kind."""
    now = timezone.now()
    if not fields.get("not_counted"):
        older = Proof.objects.filter(claim=claim, kind=kind, given_at__isnull=True, expires_at__gt=now)
        older.update(expires_at=now)
    proof = Proof.objects.create(
        claim=claim, kind=kind, nonce=secrets.token_hex(16), made_at=now, expires_at=now + LIVES, made_by=by, **fields
    )
    after = {"claim": claim.pk, "clinic": claim.clinic_id, "kind": kind.value, "why_not": proof.not_counted}
    Event.record(by=by, what="proof.not_counted" if proof.not_counted else "proof.made", subject=proof, after=after)
    return proof


def _own_open(claim: Claim, by: User) -> Claim:
    now = locked(claim)
    if now.user_id != by.pk:
        raise NotAllowed("This is not your request.")
    _check_open(now)
    return now


def _check_open(claim: Claim) -> None:
    if not claim.is_open:
        raise InvalidStep("This request was decided already.")


def _check_rate(what: str, who: str, at_most: int) -> None:
    if not once_more(what, who=who, at_most=at_most):
        raise TooMany("No mail was sent: too many codes were asked for today. Use another way below, or try tomorrow.")
