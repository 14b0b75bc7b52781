"""The letter to the teams of two listings that are merged."""

from collections.abc import Iterable

from accounts import post
from accounts.links import link
from accounts.models import User
from clinics.enums import MemberRole
from clinics.models import Clinic
from owners.emails.team import called

Coming = tuple[User, str]
"""Somebody who comes along, and their role then."""
SUBJECT = "Two listings of your clinic are one now"


def joined(to: User, *, goes: Clinic, stays: Clinic, coming: Iterable[Coming]) -> None:
    others = [one for one in coming if one[0] != to]
    own = next((role for user, role in coming if user == to), "")
    post.put_down(to.email, SUBJECT, text(goes=goes, stays=stays, coming=others, own=own))


def text(*, goes: Clinic, stays: Clinic, coming: Iterable[Coming], own: str = "") -> str:
    """own: the role that its reader has now and had not before."""
    who = [f"{called(user) or 'a colleague'} ({_role(role)})" for user, role in coming]
    page = link("clinics:clinic", stays.state.lower(), stays.city_slug, stays.slug)
    words = {"goes": goes, "stays": stays, "who": who, "role": _role(own), "page": page}
    return post.written("owners/joined", url=link("owners:desk", stays.pk), **words)


def _role(role: str) -> str:
    return MemberRole(role).label.lower() if role else ""
