"""Letters on edits that wait."""

from accounts import post
from accounts.emails import CHOSEN
from accounts.links import link
from accounts.models import User
from clinics.models import Clinic, Membership
from owners.enums import ChangeStatus
from owners.models import Change
from owners.sections import SECTIONS


def change_waits(clinic: Clinic, by: User) -> None:
    """To the other members, so that nobody moves a listing away in silence."""
    who, url = by.name or "One of the people who manage it", link("owners:desk", clinic.pk)
    for user in Membership.team(clinic):
        if user != by:
            words = {"clinic": clinic.name, "who": who, "url": url}
            post.put(user.email, "A change of your listing waits", "owners/change_waits", **words)


def change_decided(change: Change) -> None:
    user = change.user
    if user is None or not user.is_active:
        return
    words = _decided(change, change.status == ChangeStatus.APPROVED, change.get_reason_display())
    post.put(user.email, "Your change was looked at", "owners/change_decided", **words)


def decided_text(change: Change, *, approved: bool) -> str:
    """The same, for a moderator to look at before."""
    return post.written("owners/change_decided", **_decided(change, approved, CHOSEN))


def _decided(change: Change, approved: bool, reason: str) -> dict[str, object]:
    return {
        "clinic": change.clinic.name, "section": SECTIONS[change.section].label.lower(), "approved": approved,
        "reason": reason, "url": link("owners:desk", change.clinic_id),
    }  # fmt: skip
