"""An owner says what has become of the clinic: closed for a time or for good, moved, or not to be listed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.rates import once_more
from clinics.actions import listing
from clinics.enums import OwnerReason
from clinics.exceptions import NotAllowed
from clinics.models import Clinic, Membership
from clinics.policies import check_can_manage, check_owner_can_step
from clinics.workflows import LISTING
from owners.emails.closing import status_changed
from owners.exceptions import TooMany
from owners.policies.team import Act, check_may

A_DAY = 10
"""Changes of status by one account; each writes to the whole team."""


@dataclass(frozen=True, slots=True)
class Verb:
    """name: as in the workflow. label: on the button. does: what follows, before it is done. done: the same after.

    sure: asks for a tick.
    """

    name: str
    label: str
    does: str
    done: str
    run: Callable[..., Clinic]
    sure: bool = False


VERBS = {
    "pause": Verb(
        "close_temporarily", "Closed for a time",
        "The listing leaves the results at once. Its page stays, says “temporarily closed” with today’s date, and is "
        "found by name. You can open it again at any time.",
        "The listing is marked as temporarily closed.", listing.close_temporarily,
    ),
    "open": Verb(
        "list_clinic", "Open again",
        "The listing is public and in the results at once, as it is now. Look at its facts and prices first.",
        "The listing is public and open.", listing.list_clinic,
    ),
    "close": Verb(
        "close", "Closed for good",
        "The listing leaves the results and the search at once. Its page stays without the phone number, says that the "
        "clinic has closed, and names the nearest open ones. An owner can open it again.",
        "The listing is marked as closed.", listing.close, sure=True,
    ),
    "moved": Verb(
        "mark_moved", "Moved to another listing",
        "The listing leaves the results and the search at once. Its page stays and leads to the other listing.",
        "The listing now leads to the other one.", listing.mark_moved,
    ),
    "withdraw": Verb(
        "withdraw", "Do not list us",
        "The page is gone at once: its address answers that the listing was taken down, and names no clinic. It leaves "
        "search, sitemap, API and export, and no import brings it back. An owner can open it again.",
        "The listing was taken down at your wish.", listing.withdraw, sure=True,
    ),
}  # fmt: skip
"""Each by its part of the address."""


@transaction.atomic
def take_step(*, clinic: Clinic, verb: Verb, by: User, to: Clinic | None = None) -> Clinic:
    """to: for `moved`, a listing they manage too. The whole team gets a letter. Raises Refused with a sentence."""
    Clinic.objects.locked([clinic.pk, *([to.pk] if to else [])])
    now = Clinic.objects.get(pk=clinic.pk)
    check_may(by, now, Act.CLOSE)
    check_owner_can_step(by, now, verb.name)
    if to:
        check_can_manage(by, to)
    if not once_more("closing", who=f"user:{by.pk}", at_most=A_DAY):
        raise TooMany(f"You changed this {A_DAY} times today, which is the most for a day. Try again tomorrow.")
    target: dict[str, Any] = {"to": to} if to else {}
    done = verb.run(now, by=by, reason=OwnerReason.OWN_ACT, **target)
    for user in Membership.team(done):
        status_changed(user, done, done=verb.done)
    return done


def steps_from(clinic: Clinic, by: User) -> dict[str, Verb]:
    """What an owner may do now; for the page, the action asks again."""
    return {key: verb for key, verb in VERBS.items() if _may(clinic, verb, by)}


def targets(clinic: Clinic, by: User) -> Any:
    """Where an owner may send visitors to: public listings that they manage too."""
    return Clinic.objects.shown().filter(memberships__user=by).exclude(pk=clinic.pk).order_by("name", "pk")


def _may(clinic: Clinic, verb: Verb, by: User) -> bool:
    if not LISTING.takes(verb.name, clinic.status):
        return False
    try:
        check_owner_can_step(by, clinic, verb.name)
    except NotAllowed:
        return False
    return True
