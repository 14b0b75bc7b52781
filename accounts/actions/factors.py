"""Second factors: what was set up, taken away, made anew. allauth tells of it by signals."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import emails
from accounts.exceptions import Refused
from accounts.models import Event, User
from accounts.policies import check_decides_on

ADDED = "A second factor was set up for your account."
REMOVED = "The second factor of your account was taken away."
RENEWED = "New recovery codes were made for your account; the old ones no longer work."


@transaction.atomic
def reset_factors(user: User, *, by: User | str) -> None:
    """For a lost phone: the account is without a factor until its owner opens a new link from their mailbox.

    by: a user, or "operator" for the shell.
    """
    if isinstance(by, User):
        check_decides_on(by, user)
    gone = Authenticator.objects.filter(user=user)
    kinds = sorted(gone.values_list("type", flat=True))
    if not kinds:
        raise Refused("This account has no second factor.")
    gone.delete()
    Event.record(by=by, what="factor.reset", subject=user, before={"types": kinds})
    emails.factors_changed(user, what=REMOVED)


@transaction.atomic
def factor_added(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    Event.record(by=user, what="factor.added", subject=user, after={"type": authenticator.type})
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:  # they come with the first factor
        emails.factors_changed(user, what=ADDED)


@transaction.atomic
def factor_removed(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    Event.record(by=user, what="factor.removed", subject=user, before={"type": authenticator.type})
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        emails.factors_changed(user, what=REMOVED)


@transaction.atomic
def factor_renewed(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    Event.record(by=user, what="factor.renewed", subject=user, after={"type": authenticator.type})
    emails.factors_changed(user, what=RENEWED)
