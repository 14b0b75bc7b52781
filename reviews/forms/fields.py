"""The address of a writer. What is wrong with it is said in our own words, beside the field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from clinics.domain.text import tidy


class Address(forms.CharField):
    """A mail address. Invisible marks come with copying, and none belongs in an address."""

    widget = forms.EmailInput
    default_validators = []

    def __init__(self, *, invalid: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = []
        self.invalid = invalid

    def to_python(self, value: Any) -> str:
        return tidy(str(value or ""))

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(self.invalid) from None
        if len(address) > 254:
            raise ValidationError(self.invalid)
        return address
