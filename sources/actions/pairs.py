"""Pairs of listings that may be one clinic: found, put side by side by hand, told apart, merged."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from clinics.exceptions import InvalidStep, Refused
from clinics.models import Clinic
from clinics.policies import check_can_moderate
from sources.enums import Likeness, PairReason, PairStatus
from sources.finder import find
from sources.models import DuplicatePair
from sources.workflows import PAIR

CHUNK = 500


def find_pairs() -> int:
    """For the daily run and for a button; returns how many are new. What was decided before stays decided."""
    known = set(DuplicatePair.objects.values_list("one", "other"))
    rows = [
        DuplicatePair(one_id=one, other_id=other, likeness=sorted(why))
        for (one, other), why in sorted(find().items())
        if (one, other) not in known
    ]
    DuplicatePair.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def put_side_by_side(*, clinic: Clinic, other: Clinic, by: User) -> DuplicatePair:
    """Two that a moderator takes for one. A pair that is known is given back, whatever was decided of it."""
    if clinic.pk == other.pk:
        raise Refused("This is the same listing. Name the other one.")
    check_can_moderate(by, clinic, other)
    first, second = sorted((clinic.pk, other.pk))
    pair, new = DuplicatePair.objects.get_or_create(
        one_id=first, other_id=second, defaults={"likeness": [Likeness.BY_HAND]}
    )
    if new:
        Event.record(by=by, what="pair.named", subject=pair, after=_clinics(pair))
    return pair


@transaction.atomic
def set_apart(*, pair: DuplicatePair, by: User, reason: str) -> DuplicatePair:
    """They are two clinics, and nobody is asked again."""
    now = locked(pair)
    check_can_moderate(by, *now.clinics)
    if reason not in PairReason.apart:
        raise Refused("Choose a reason from the list.")
    return decide(now, "set_apart", PairStatus.APART, reason, by)


def locked(pair: DuplicatePair) -> DuplicatePair:
    """As it is now, its listings locked first."""
    clinics = {clinic.pk: clinic for clinic in Clinic.objects.locked([pair.one_id, pair.other_id])}
    now = DuplicatePair.objects.select_for_update().filter(pk=pair.pk).first()
    if now is None or {now.one_id, now.other_id} != set(clinics):
        raise InvalidStep("Nothing was done: this pair is another one by now. Look again.")
    now.one, now.other = clinics[now.one_id], clinics[now.other_id]
    return now


def decide(pair: DuplicatePair, verb: str, status: PairStatus, reason: str, by: User) -> DuplicatePair:
    """Write down a decision that was allowed; the rows are locked by the caller."""
    if not PAIR.takes(verb, pair.status):
        raise InvalidStep(f"Nothing was done: these two are “{pair.get_status_display()}” by now.")
    before = pair.status
    pair.status, pair.reason, pair.decided_at, pair.decided_by = status, reason, timezone.now(), by
    pair.save(update_fields=["status", "reason", "decided_at", "decided_by"])
    after = {"status": status.value} | _clinics(pair)
    Event.record(by=by, what=f"pair.{status}", subject=pair, before={"status": before}, after=after, reason=reason)
    return pair


def _clinics(pair: DuplicatePair) -> dict[str, list[int]]:
    return {"clinics": [pair.one_id, pair.other_id]}
