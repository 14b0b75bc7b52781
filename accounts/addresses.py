"""Links that change the address of an account: to a new one, and for seven days back to the old one.

What a link needs is in it, signed; nothing waits in the database.
"""

import datetime as dt
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from accounts.models import Event, User

CHANGE, UNDO = "accounts.address.change", "accounts.address.undo"
CHANGE_WITHIN = dt.timedelta(hours=1)
UNDO_WITHIN = dt.timedelta(days=7)


def change_key(user: User, new: str) -> str:
    return signing.dumps({"user": user.pk, "from": user.email, "to": new, "stamp": _stamp(user)}, salt=CHANGE)


def new_address(user: User, key: str) -> str | None:
    """Where the link leads; None where it is no link, too old, another's, or password or address changed since."""
    said = _read(key, CHANGE, CHANGE_WITHIN)
    if said is None or (said["user"], said["from"], said["stamp"]) != (user.pk, user.email, _stamp(user)):
        return None
    return str(said["to"])


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
    change = Event.objects.filter(pk=said["change"]).first()
    return None if change is None or since.exists() else (user, change, str(said["to"]))


def holders(address: str) -> "QuerySet[User]":
    """Whose address it is. Who signed up with it and never gave the code holds nothing (`never_confirmed`)."""
    return User.objects.filter(email__iexact=address).exclude(pk__in=never_confirmed(address).values("pk"))


def never_confirmed(address: str) -> "QuerySet[User]":
    waiting = User.objects.filter(email__iexact=address, last_login=None, is_staff=False)
    return waiting.filter(emailaddress__verified=False).exclude(emailaddress__verified=True)


def _stamp(user: User) -> str:
    """Another one after every change of password or address, and after every change back."""
    past = Event.objects.filter(subject=f"user:{user.pk}", what__in=["email.changed", "email.restored"]).count()
    return salted_hmac("accounts.addresses", f"{user.password}|{past}", algorithm="sha256").hexdigest()[:24]


def _read(key: str, salt: str, within: dt.timedelta) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = signing.loads(key, salt=salt, max_age=within)
    except (signing.BadSignature, ValueError):
        return None
    return said
