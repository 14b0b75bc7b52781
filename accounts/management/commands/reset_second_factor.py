"""The way back in for a moderator who has lost phone and recovery codes, when no colleague can help."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import reset_factors
from accounts.exceptions import Refused
from accounts.models import User


class Command(BaseCommand):
    help = "Take the second factor of an account away; its owner sets up a new one by a link in their mailbox."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"].strip()).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        try:
            reset_factors(user, by="operator")
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Done. The next sign-in offers to set up a new second factor by mail.")
