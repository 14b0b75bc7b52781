"""Make the first moderator, second factor and all, and print what opens the account, once."""

import secrets
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from accounts.adapter import FactorAdapter
from accounts.models import Event, User
from directory.groups import ensure_groups

WORDS = """
A moderator account was made. This is shown once; keep it where only you can read it.

  Sign in at       {site}/admin/
  Email address    {email}
  Password         {password}
  Secret           {secret}
                   (add it to an authenticator app, or paste the whole address:
                   {uri})
  Recovery codes   {codes}
                   (each signs in once in place of the app)
"""


@dataclass(frozen=True)
class Keys:
    password: str
    secret: str
    codes: list[str]


class Command(BaseCommand):
    help = "Make the first moderator and print its password, secret and recovery codes, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", default=settings.MODERATOR_EMAIL)

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_groups()
        if User.objects.filter(is_staff=True).exists():
            self.stdout.write("A moderator account exists already; nothing was made.")
            return
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"“{email}” is not an email address.") from error
        user, keys = make(email)
        uri = FactorAdapter().build_totp_url(user, keys.secret)
        self.stdout.write(
            WORDS.format(
                site=settings.SITE_URL, email=email, password=keys.password, secret=keys.secret, uri=uri,
                codes="\n                   ".join(keys.codes),
            )
        )  # fmt: skip


@transaction.atomic
def make(email: str) -> tuple[User, Keys]:
    password, secret = secrets.token_urlsafe(15), generate_totp_secret()
    user = User.objects.create_superuser(email, password)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user).generate_codes()
    Event.record(by="operator", what="user.made_moderator", subject=user)
    return user, Keys(password, secret, codes)
