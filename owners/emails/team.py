"""Letters about who answers for a listing. No subject says which listing: its name may hold a drug's."""

from collections.abc import Iterable

from accounts.links import link
from accounts.models import User
from accounts.post import put, put_down, written
from clinics.domain.text import tidy
from clinics.models import Clinic, Membership


def removed(user: User, clinic: Clinic) -> None:
    put_down(user.email, "Your access to a listing has ended", removed_text(clinic))


def removed_text(clinic: Clinic) -> str:
    return written("owners/member_removed", clinic=clinic)


def role_changed(user: User, clinic: Clinic, role: str) -> None:
    put(user.email, "Your role for a listing has changed", "owners/member_role", clinic=clinic, role=role)


def left_unmanaged(user: User, clinic: Clinic) -> None:
    put(user.email, "You have left a listing", "owners/member_unmanaged", clinic=clinic)


def team_changed(clinic: Clinic, *, what: str, but: Iterable[User] = ()) -> None:
    """what: a sentence. Goes to all members who can sign in, but those named."""
    for user in Membership.team(clinic):
        if user not in but:
            put_down(user.email, "Your team has changed", team_changed_text(clinic, what=what))


def team_changed_text(clinic: Clinic, *, what: str) -> str:
    return written("owners/member_changed", clinic=clinic, what=what)


def taken_off(user: User) -> str:
    return f"{called(user)} was taken off the team."


def called(user: User) -> str:
    """Their name in a letter: one line, no hidden marks, whatever they wrote as their name."""
    return tidy(user.get_full_name())


def invited(email: str, clinics: list[Clinic], *, key: str, days: int) -> None:
    url = link("owners:invitation", key=key)
    put(email, "An invitation", "owners/invitation_sent", clinics=clinics, url=url, days=days)
