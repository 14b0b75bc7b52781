"""Moderators who are signed in, second factor and all, without walking through the forms each time."""

import time

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.test import Client

from directory.groups import ensure_groups
from tests.factories import UserFactory

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def moderator(group="", **fields):
    """A member of staff of a group ("moderator", "senior"), or a superuser where none is named."""
    user = UserFactory(is_staff=True, is_superuser=not group, **fields)
    if group:
        if not Group.objects.filter(name=group).exists():
            ensure_groups()
        user.groups.add(Group.objects.get(name=group))
    return user


def signed_in(user):
    """A client whose session holds what allauth writes after a password and a code."""
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    authenticator = TOTP.activate(user, SECRET).instance
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "id": authenticator.pk, "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
