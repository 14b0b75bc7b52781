"""Letters on answers that a moderator has checked, to all who answer for the listing. `_text`: to look at before."""

from accounts import post
from accounts.emails import CHOSEN
from accounts.links import link
from clinics.domain.catalog import FACTS
from clinics.models import Clinic, Membership

SUBJECT = "An answer of your listing was looked at"
STATED = "[what the register shows now, where that is new]"
ENDED = "[what it does not show any more]"


def check_ended(clinic: Clinic, *, fact: str, reason: str) -> None:
    _put(clinic, "check_ended", fact=fact, reason=reason)


def check_ended_text(clinic: Clinic, *, fact: str) -> str:
    return _written(clinic, "check_ended", fact=fact, reason=CHOSEN)


def slip_taken_back(clinic: Clinic, *, fact: str, reason: str) -> None:
    _put(clinic, "check_slip", fact=fact, reason=reason)


def slip_text(clinic: Clinic, *, fact: str) -> str:
    return _written(clinic, "check_slip", fact=fact, reason=CHOSEN)


def looked_up(clinic: Clinic, *, stated: list[str], ended: list[str]) -> None:
    """stated, ended: keys of facts that rest on the look-up from now on, and those that do no more."""
    if stated or ended:
        words = {"stated": [FACTS[key].wording for key in stated], "ended": [FACTS[key].wording for key in ended]}
        _put(clinic, "looked_up", **words)


def looked_up_text(clinic: Clinic) -> str:
    """What was not looked at yet stands in it as a gap."""
    return _written(clinic, "looked_up", stated=[STATED], ended=[ENDED])


def _put(clinic: Clinic, template: str, **words: object) -> None:
    text = _written(clinic, template, **words)
    for user in Membership.team(clinic):
        post.put_down(user.email, SUBJECT, text)


def _written(clinic: Clinic, template: str, **words: object) -> str:
    desk = link("owners:edit", clinic.pk, "facts")
    return post.written(f"owners/{template}", clinic=clinic, desk=desk, **words)
