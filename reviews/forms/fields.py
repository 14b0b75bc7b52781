"""Fields of the pages for writers. What is wrong with them is said in our own words, beside the field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from clinics.domain.text import HIDDEN, tidy, tidy_lines

INVISIBLE = "This text held invisible characters. They were taken out: read it, and send it again."


class Words(forms.CharField):
    """Lines of text. Django's own sentences would speak of null characters."""

    default_validators = []

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = []

    def to_python(self, value: Any) -> str:
        return str(value or "").replace("\r\n", "\n").replace("\r", "\n")


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


class WritersForm(forms.Form):
    """What a writer sends: nothing that was typed is lost, and nothing invisible is kept."""

    use_required_attribute = False

    def tidied(self, name: str, *, at_most: int) -> str:
        """Plain lines. Raises ValidationError; where marks were taken out, the page shows the text without them."""
        text: str = self.cleaned_data[name]
        if HIDDEN.search(text.replace("\n", "").replace("\t", "")):
            self.show(name, tidy_lines(text))
            raise ValidationError(INVISIBLE)
        text = tidy_lines(text)
        if len(text) > at_most:
            raise ValidationError(f"This text has {len(text):,} characters. Shorten it to {at_most:,}.")
        return text

    def show(self, name: str, text: str) -> None:
        """What the page shows in the field again."""
        self.data = {**{key: self.data[key] for key in self.data}, name: text}

    def problems(self) -> list[tuple[str, str]]:
        """Where each sentence belongs (the id of the first control), for the list at the top."""
        return [(_first(field), str(sentence)) for field in self for sentence in field.errors]


def _first(field: forms.BoundField) -> str:
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)
