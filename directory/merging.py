"""Two listings are one clinic: every room carries its rows from the one that goes to the one that stays."""

from django.db import transaction

import clinics.actions.carrying
import owners.actions.carrying
import reviews.actions.carrying
import sources.actions.carrying
from accounts.models import User
from clinics.actions.editing import Said, edited
from clinics.actions.listing import check_merge, merge_into
from clinics.exceptions import InvalidStep, Refused
from clinics.models import Clinic
from owners.policies.joining import answering, check_teams
from sources.actions.pairs import decide, locked
from sources.enums import PairReason, PairStatus
from sources.models import DuplicatePair

ROOMS = (clinics.actions.carrying, owners.actions.carrying, reviews.actions.carrying, sources.actions.carrying)
CARRIES: dict[str, str] = {name: how for room in ROOMS for name, how in room.CARRIES.items()}
STAYS: dict[str, str] = {name: why for room in ROOMS for name, why in room.STAYS.items()}
"""Every model with rows on clinics stands in one of the two."""
CHANGED = "Nothing was done: who would manage the listing has changed since you opened the page. Look again."


@transaction.atomic
def merge(*, pair: DuplicatePair, stays: Clinic, by: User, reason: str, gaining: str) -> Clinic:
    """Make one listing of the two, for good. Returns the one that stays.

    gaining: what the moderator confirmed of who would manage it, as `seen` says it. Raises Refused with a sentence;
    then nothing has changed.
    """
    now = locked(pair)
    stays, goes = sorted(now.clinics, key=lambda clinic: clinic.pk != stays.pk)
    check(by, goes=goes, stays=stays)
    if reason not in PairReason.merging:
        raise Refused("Choose a reason from the list.")
    if gaining != seen(goes=goes, stays=stays):
        raise InvalidStep(CHANGED)
    decide(now, "merge", PairStatus.MERGED, reason, by)
    carried(goes=goes, stays=stays, by=by)
    merge_into(goes, to=stays, by=by, reason=reason)
    said = Said({}, {"merged": goes.pk, "key": goes.key})
    edited(stays, by=by, fields=["merged"], said=said, what="clinic.merged_with", reason=reason)
    return stays


def check(by: User, *, goes: Clinic, stays: Clinic) -> None:
    """Raises Refused where these two cannot be merged so, or not by them."""
    check_merge(goes, to=stays, by=by)
    check_teams(goes=goes, stays=stays)


def seen(*, goes: Clinic, stays: Clinic) -> str:
    """Who would manage what the two were, and does not already: what a moderator is asked to confirm."""
    return ",".join(gain.code for gain in answering(goes=goes, stays=stays))


def carried(*, goes: Clinic, stays: Clinic, by: User) -> None:
    """Clinics first: reviews and members write what search shows, so they come when the rest is there."""
    clinics.actions.carrying.carry(goes=goes, stays=stays)
    sources.actions.carrying.carry(goes=goes, stays=stays, by=by)
    owners.actions.carrying.carry(goes=goes, stays=stays, by=by)
    reviews.actions.carrying.carry(goes=goes, stays=stays, by=by)
