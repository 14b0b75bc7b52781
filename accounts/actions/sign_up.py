"""How an account begins."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import Event, User


@transaction.atomic
def signed_up(*, user: User, name: str) -> None:
    """The row is made by allauth; the name and the log come in the same transaction."""
    user.name = name
    user.save(update_fields=["name"])
    Event.record(by=user, what="user.signed_up", subject=user)


def address_confirmed(*, email_address: EmailAddress, **_: Any) -> None:
    Event.record(by=email_address.user, what="email.confirmed", subject=email_address.user)
