"""Letters on answers that a moderator has checked, to all who answer for the listing."""

from accounts import post
from accounts.links import link
from clinics.domain.catalog import FACTS
from clinics.models import Clinic, Membership

SUBJECT = "An answer of your listing was looked at"


def check_ended(clinic: Clinic, *, fact: str, reason: str) -> None:
    _put(clinic, "check_ended", fact=fact, reason=reason)


def slip_taken_back(clinic: Clinic, *, fact: str) -> None:
    _put(clinic, "check_slip", fact=fact)


def looked_up(clinic: Clinic, *, stated: list[str], ended: list[str]) -> None:
    """stated, ended: keys of facts that rest on the look-up from now on, and those that do no more."""
    if stated or ended:
        words = {"stated": [FACTS[key].wording for key in stated], "ended": [FACTS[key].wording for key in ended]}
        _put(clinic, "looked_up", **words)


def _put(clinic: Clinic, template: str, **words: object) -> None:
    desk = link("owners:edit", clinic.pk, "facts")
    for user in Membership.team(clinic):
        post.put(user.email, SUBJECT, f"owners/{template}", clinic=clinic, desk=desk, **words)
