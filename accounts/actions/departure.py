"""An account ends by the wish of its holder. The log keeps its number; everything else goes."""

from contextlib import AbstractContextManager

from django.db import transaction
from django.db.models import ProtectedError

from accounts import emails
from accounts.actions.sessions import end_sessions
from accounts.exceptions import Refused
from accounts.models import Event, Letter, User

MODERATES = "Moderators do not delete their account. Ask a colleague to end your part first."
KEPT = "Decisions of yours are kept with your account. Please write to us, and we close it."


@transaction.atomic
def delete_account(*, by: User, departing: AbstractContextManager[None]) -> None:
    """departing: what the rooms above do around it, and where they refuse."""
    if by.is_staff or by.is_superuser:
        raise Refused(MODERATES)
    address, key = by.email, f"user:{by.pk}"
    try:
        with departing:
            end_sessions(user=by, by=by)
            Letter.objects.filter(to__iexact=address).delete()
            by.delete()
            Event.record(by=key, what="user.deleted", subject=key)
            emails.account_deleted(address)
    except ProtectedError as kept:
        raise Refused(KEPT) from kept
