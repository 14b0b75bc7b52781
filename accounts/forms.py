"""What people type on the pages of an account."""

import struct
from collections.abc import Callable
from typing import Any, cast

from allauth.account.forms import ResetPasswordForm, SignupForm
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.mfa.adapter import get_adapter as factors
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts import actions, post
from accounts.addresses import taken_back_by
from accounts.models import SignIn, User
from accounts.validators import NAME_AT_MOST, validate_name


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
        label="Your name (not required)", required=False, max_length=NAME_AT_MOST, validators=[validate_name],
        help_text="The people you work with on a listing see it. Patients do not.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = self.fields["email"]
        address.help_text = "Best is your address at the clinic. We send a code to it."
        address.widget.attrs["maxlength"] = "254"
        address.validators.append(MaxLengthValidator(254))
        self.fields["password2"].label = "The same password once more"

    def clean_name(self) -> str:
        return plain(self.cleaned_data["name"])

    def validate_unique_email(self, value: str) -> str:
        """An address that somebody may still take back counts as theirs: an account of its own would bar their way."""
        email = str(super().validate_unique_email(value))
        self.account_already_exists = self.account_already_exists or taken_back_by(email) is not None
        return email

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


class ResetForm(ResetPasswordForm):
    """Looks nobody up: the page takes as long for a stranger as for a holder, who alone gets a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].validators.append(MaxLengthValidator(254))

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        return post.put_reset(self.cleaned_data["email"]).to


ODD = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error)


class Said(forms.JSONField):
    """What a browser says, in a depth that can be read."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError as deep:
            raise factors().validation_error("incorrect_code") from deep

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Never shown again: each answer is good for one question."""
        return initial


class _Read:
    """What a browser says a passkey said: where allauth trips over an answer of another shape, it is a wrong one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Said()  # type: ignore[attr-defined]

    def clean_credential(self) -> Any:
        # Add and sign up read it in clean(), the others here.
        return _or_wrong(getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"]))  # type: ignore[attr-defined]

    def clean(self) -> Any:
        return _or_wrong(super().clean)  # type: ignore[misc]


def _or_wrong(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except ODD as odd:
        raise factors().validation_error("incorrect_code") from odd


class AddPasskeyForm(_Read, AddWebAuthnForm):
    """Always one that signs in alone: the page asks for no other kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        _named(self.fields["name"])

    def clean_name(self) -> str:
        return plain(str(super().clean_name()))


class RenamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self.fields["name"])

    def clean_name(self) -> str:
        return plain(self.cleaned_data["name"])


class PasskeyForm(_Read, AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(_Read, ReauthenticateWebAuthnForm):
    pass


class PasskeySignInForm(_Read, LoginWebAuthnForm):
    pass


def _named(field: forms.Field) -> None:
    field.label = "A name for it"
    field.help_text = "So that you tell it from others, such as “Office laptop”."
    field.validators.append(MaxLengthValidator(60))
    field.widget.attrs["maxlength"] = "60"


class AddressForm(forms.Form):
    email = forms.EmailField(
        label="The new address", max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"]).lower()
        if address == self.user.email:
            raise ValidationError("That is your address already.")
        return address

    def save(self) -> None:
        actions.ask_for_address(by=self.user, address=self.cleaned_data["email"])


class EndSessionsForm(forms.Form):
    """One of theirs; left blank, all but the one that asks."""

    which = forms.ModelChoiceField(SignIn.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, here: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.here = user, here
        field = cast("forms.ModelChoiceField[SignIn]", self.fields["which"])
        field.queryset = SignIn.objects.filter(user=user).exclude(session_key=here)

    def save(self) -> int:
        return actions.end_sessions(user=self.user, by=self.user, only=self.cleaned_data["which"], besides=self.here)
