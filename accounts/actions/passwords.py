"""The password of an account."""

from django.db import transaction

from accounts import emails
from accounts.models import Event, User


@transaction.atomic
def set_password(user: User, password: str) -> None:
    """The password alone: the whole row, read before the long hashing, would undo a ban that came meanwhile."""
    user.set_password(password)
    user.save(update_fields=["password"])
    Event.record(by=user, what="password.changed", subject=user)
    emails.password_changed(user)
