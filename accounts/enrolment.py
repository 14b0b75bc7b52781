"""A first second factor needs the mailbox, not only the password.

Whoever stole a password would otherwise set up a factor of their own and enter with it.
"""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest

from accounts.addresses import unsettled_until
from accounts.models import Event, User
from accounts.policies import gave_second_factor, has_second_factor

KEY = "enrolment_key"


class EnrolmentKeys(PasswordResetTokenGenerator):
    """Good for PASSWORD_RESET_TIMEOUT, and dead for good when the password or any factor has changed since."""

    key_salt = "accounts.enrolment"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        changes = Event.objects.filter(subject=f"user:{user.pk}", what__startswith="factor.").count()
        return f"{user.pk}|{user.password}|{user.email}|{has_second_factor(user)}|{changes}|{timestamp}"


keys = EnrolmentKeys()


def may_enrol(request: HttpRequest, user: User) -> bool:
    """This session gave a factor that stands already, or opened the link mailed to its user.

    No first one while a change of address can be taken back: the link would go to whoever changed it.
    """
    if gave_second_factor(request):
        return True
    return unsettled_until(user) is None and keys.check_token(user, request.session.get(KEY))


def open_link(request: HttpRequest, user: User, key: str) -> bool:
    """Remember in the session that the mailed link was opened; False where it is not (or no longer) good."""
    if not keys.check_token(user, key):
        return False
    request.session[KEY] = key
    return True
