"""What people type on the pages of an account."""

from typing import Any

from allauth.account.forms import SignupForm
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts import actions
from accounts.models import User


def plain(value: str) -> str:
    """One line as it is shown. Raises ValidationError for signs that cannot be seen: some turn the line around."""
    line = " ".join(value.split())
    if not line.isprintable():
        raise ValidationError("Please use letters, digits and ordinary signs only.")
    return line


class SignUpForm(SignupForm):
    """An address that is known gets the same answer in the same time, and its holder a letter."""

    account_already_exists: bool
    field_order = ("email", "name", "password1", "password2")
    name = forms.CharField(
        label="Your name (not required)", required=False, max_length=120,
        help_text="The people you work with on a listing see it. Patients do not.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = self.fields["email"]
        address.help_text = "Best is your address at the clinic. We send a code to it."
        address.max_length = 254
        address.widget.attrs["maxlength"] = "254"
        address.validators.append(_short_enough)
        self.fields["password2"].label = "The same password once more"

    def clean_name(self) -> str:
        return plain(self.cleaned_data["name"])

    def try_save(self, request: HttpRequest) -> Any:
        """Two who send the same new address at once: the second meets an account."""
        if not self.account_already_exists:
            try:
                return super().try_save(request)
            except IntegrityError:
                self.account_already_exists = True
        else:
            make_password(self.cleaned_data["password1"])  # takes as long as it does for an account that is made
        return None, prevent_enumeration(request, email=self.cleaned_data["email"])

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        user: User = super().save(request)
        actions.signed_up(user=user, name=self.cleaned_data["name"])
        return user


def _short_enough(value: str) -> None:
    if len(value) > 254:
        raise ValidationError("An email address has 254 characters at most.")
