"""Links that change the address of an account: to a new one, and for seven days back to the old one.

Who has no second factor agrees from the old mailbox first: a password alone, perhaps a stolen one, moves no account.
What a link needs is in it, signed; nothing waits in the database. Of an address that was left the cache keeps a
keyed hash, with the number of the change, for as long as that can be undone.
"""

import datetime as dt
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Event, User
from accounts.policies import has_second_factor

AGREE, CHANGE, UNDO = "accounts.address.agree", "accounts.address.change", "accounts.address.undo"
TURNS = ["email.changed", "email.restored"]
CHANGE_WITHIN = dt.timedelta(hours=1)
UNDO_WITHIN = dt.timedelta(days=7)


def agree_key(user: User, new: str) -> str:
    """For the letter to the old mailbox."""
    return signing.dumps(_asked(user, new), salt=AGREE)


def change_key(user: User, new: str, *, agreed: bool) -> str:
    """For the letter to the new mailbox. agreed: the old one said yes."""
    return signing.dumps({**_asked(user, new), "agreed": agreed}, salt=CHANGE)


def agreed_address(user: User, key: str) -> str | None:
    """What the old mailbox is asked to agree to; None as for `new_address`."""
    said = _theirs(user, key, AGREE)
    return None if said is None else str(said["to"])


def new_address(user: User, key: str) -> str | None:
    """Where the link leads; None where it is no link, too old, another's, or password or address changed since.

    So too where nobody agreed and the factor that stood in for that is gone.
    """
    said = _theirs(user, key, CHANGE)
    if said is None or not (said.get("agreed") or has_second_factor(user)):
        return None
    return str(said["to"])


def unsettled_until(user: User) -> dt.datetime | None:
    """Until when the last change can be taken back; None where none can be."""
    since = timezone.now() - UNDO_WITHIN
    last = Event.objects.filter(subject=f"user:{user.pk}", what__in=TURNS, at__gt=since).order_by("-pk").first()
    return last.at + UNDO_WITHIN if last is not None and last.what == "email.changed" else None


def undo_key(change: Event, user: User, old: str) -> str:
    return signing.dumps({"user": user.pk, "change": change.pk, "to": old}, salt=UNDO)


def undo(key: str) -> tuple[User, Event, str] | None:
    """Whose, which change, and the address to go back to; None where it cannot be undone, or has been.

    A later change does not end it: whoever took an account over would only change the address twice. Once an
    address was restored, all changes before that are past.
    """
    said = _read(key, UNDO, UNDO_WITHIN)
    user = User.objects.filter(pk=said["user"]).first() if said else None
    if said is None or user is None:
        return None
    since = Event.objects.filter(subject=f"user:{user.pk}", what="email.restored", pk__gt=said["change"])
    # The link may be a second one, written days after the change: it is no longer good than the first.
    change = Event.objects.filter(pk=said["change"], at__gt=timezone.now() - UNDO_WITHIN).first()
    return None if change is None or since.exists() else (user, change, str(said["to"]))


def left(address: str, change: Event) -> None:
    """Remember whose address this was. Lost, it costs a second letter only: the link in the first needs no memory."""
    cache.set(_mark(address), change.pk, UNDO_WITHIN.total_seconds())


def taken_back_by(address: str) -> tuple[User, str] | None:
    """Who may still take this old address back, and the key for that; None where nobody may."""
    change = Event.objects.filter(pk=cache.get(_mark(address), 0), what="email.changed").first()
    user = User.objects.filter(pk=change.subject.rpartition(":")[2]).first() if change else None
    if change is None or user is None:
        return None
    key = undo_key(change, user, address.lower())
    return (user, key) if undo(key) else None


def holders(address: str) -> "QuerySet[User]":
    """Whose address it is. Who signed up with it and never gave the code holds nothing (`never_confirmed`)."""
    return User.objects.filter(email__iexact=address).exclude(pk__in=never_confirmed(address).values("pk"))


def never_confirmed(address: str) -> "QuerySet[User]":
    waiting = User.objects.filter(email__iexact=address, last_login=None, is_staff=False)
    return waiting.filter(emailaddress__verified=False).exclude(emailaddress__verified=True)


def _mark(address: str) -> str:
    return f"left|{address.lower()}"


def _asked(user: User, new: str) -> dict[str, Any]:
    return {"user": user.pk, "from": user.email, "to": new, "stamp": _stamp(user)}


def _theirs(user: User, key: str, salt: str) -> dict[str, Any] | None:
    said = _read(key, salt, CHANGE_WITHIN)
    if said is None or (said["user"], said["from"], said["stamp"]) != (user.pk, user.email, _stamp(user)):
        return None
    return said


def _stamp(user: User) -> str:
    """Another one after every change of password or address, and after every change back."""
    past = Event.objects.filter(subject=f"user:{user.pk}", what__in=TURNS).count()
    return salted_hmac("accounts.addresses", f"{user.password}|{past}", algorithm="sha256").hexdigest()[:24]


def _read(key: str, salt: str, within: dt.timedelta) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = signing.loads(key, salt=salt, max_age=within)
    except (signing.BadSignature, ValueError):
        return None
    return said
