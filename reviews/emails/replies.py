"""Letters to those who manage a listing, on what became of a reply. They hold no word of it, nor of the review."""

from accounts import post
from accounts.emails import CHOSEN
from accounts.links import link
from clinics.models import Clinic, Membership
from reviews.enums import ReplyStatus
from reviews.models import Reply

SUBJECT = "Your reply was looked at"


def decided_letter(reply: Reply, clinic: Clinic) -> None:
    """To all members who can sign in."""
    text = _written(clinic, reply.status == ReplyStatus.PUBLISHED, reply.get_reason_display())
    for user in Membership.team(clinic):
        post.put_down(user.email, SUBJECT, text)


def decided_text(clinic: Clinic, *, published: bool) -> str:
    """The same, for a moderator to look at before."""
    return _written(clinic, published, CHOSEN)


def _written(clinic: Clinic, published: bool, reason: str) -> str:
    words = {"clinic": clinic.name, "published": published, "reason": reason}
    return post.written("reviews/reply_decided", **words, url=link("reviews:of_clinic", clinic.pk))
