"""What the log says, in plain words, for who decides: codes by their labels, an account by its number alone."""

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format

from accounts.enums import BanReason, PartReason
from accounts.models import Event

REASONS: dict[str, tuple[type[TextChoices], ...]] = {"user": (PartReason, BanReason)}
"""What an entry is about ("user" of "user.banned") → the lists that its reason is from. The rooms above add theirs."""


def explain(lists: dict[str, tuple[type[TextChoices], ...]]) -> None:
    """Add to REASONS; rooms may share what an entry is about."""
    for about, more in lists.items():
        REASONS[about] = (*REASONS.get(about, ()), *more)


def in_words(event: Event) -> str:
    """ "Nov. 21, 2026. Document: refused, by account 17. Reason: It has expired"."""
    about, _, act = event.what.partition(".")
    done = f"{about.capitalize()}: {act.replace('_', ' ')}, by {_who(event.actor)}"
    because = f". Reason: {_reason(about, event.reason)}" if event.reason else ""
    return f"{date_format(timezone.localdate(event.at))}. {done}{because}"


def _who(actor: str) -> str:
    return actor.replace("user:", "account ")


def _reason(about: str, code: str) -> str:
    """The code itself where no list holds it, as for one that was taken off since."""
    labels = (str(names(code).label) for names in REASONS.get(about, ()) if code in names.values)
    return next(labels, code)
