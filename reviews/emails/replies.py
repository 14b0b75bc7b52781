"""Letters to those who manage a listing, on what became of a reply. They hold no word of it, nor of the review."""

from accounts import post
from accounts.links import link
from clinics.models import Clinic, Membership
from reviews.enums import ReplyStatus
from reviews.models import Reply

SUBJECT = "Your reply was looked at"


def decided_letter(reply: Reply, clinic: Clinic) -> None:
    """To all members who can sign in."""
    words = {
        "clinic": clinic.name, "published": reply.status == ReplyStatus.PUBLISHED,
        "reason": reply.get_reason_display(), "url": link("reviews:of_clinic", clinic.pk),
    }  # fmt: skip
    for user in Membership.team(clinic):
        post.put(user.email, SUBJECT, "reviews/reply_decided", **words)
