import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache

from tests.factories import UserFactory

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret=SECRET, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture(autouse=True)
def _no_memory_of_rates():
    cache.clear()


@pytest.fixture
def account():
    """Makes a user who can sign in: a confirmed address, and a second factor if asked for."""

    def make(*, totp=False, **fields):
        user = UserFactory(**fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if totp:
            TOTP.activate(user, SECRET)
            RecoveryCodes.activate(user)
        return user

    return make
