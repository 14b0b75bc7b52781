"""Letters to writers of reviews. No subject and no sender names the clinic, a drug or the theme of this site."""

import datetime as dt

from django.utils import timezone

from accounts import post
from reviews import links
from reviews.domain.calendar import answer_until, forgotten_on
from reviews.models import Review

NOT_SHOWN = "[a link that nobody else gets]"


def code_letter(address: str, *, code: str) -> None:
    post.put(address, "Your code", "reviews/code", code=f"{code[:4]} {code[4:]}")


def other_letter(address: str, other: Review) -> None:
    """To somebody who showed that the mailbox is theirs, about what they sent before."""
    post.put(address, "What you sent us", "reviews/other", mine=links.mine(other))


def published_letter(address: str, review: Review) -> None:
    words = _published(review.published_on)
    post.put(address, "What you sent us", "reviews/published", **words, mine=links.mine(review))


def refused_letter(address: str, review: Review) -> None:
    words = _refused(review.get_reason_display(), timezone.localdate(review.decided_at))
    post.put(address, "What you sent us", "reviews/refused", **words, mine=links.mine(review))


def published_text(on: dt.date) -> str:
    """The same, for a moderator to look at before: the link is its writer's alone."""
    return post.written("reviews/published", **_published(on), mine=NOT_SHOWN)


def refused_text(day: dt.date) -> str:
    return post.written("reviews/refused", **_refused("[the reason that you choose]", day), mine=NOT_SHOWN)


def _published(on: dt.date | None) -> dict[str, object]:
    return {"on": on, "until": None if on is None else forgotten_on(on)}


def _refused(reason: str, decided: dt.date) -> dict[str, object]:
    return {"reason": reason, "until": answer_until(decided)}
