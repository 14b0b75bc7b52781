"""Fields of the section pages: each gives a plain value that a section can keep."""

from typing import Any

from django import forms

from clinics.domain.phone import spoken_phone
from clinics.domain.states import STATES
from clinics.domain.text import tidy, tidy_lines
from clinics.domain.wording import claims
from clinics.models import Zip
from clinics.validators import canonical_phone, validate_plain

READ_FIRST = "We cannot show these words: {words}. Say in plain words what you do."


class TextLine(forms.CharField):
    """One line, tidied, without invisible characters. lint: refuses claims that medicine does not allow.

    saved: what stands in the listing; nobody has to mend that before they may change anything else.
    """

    saved = ""

    def __init__(self, label: str, max_length: int, *, required: bool = False, lint: bool = True, help_text: str = ""):
        super().__init__(label=label, max_length=max_length, required=required, help_text=help_text)
        self.lint = lint
        self.widget.attrs["class"] = "field"

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        validate_plain(text)
        text = tidy(text)
        if self.lint and text != tidy(self.saved) and (words := claims(text)):
            raise forms.ValidationError(READ_FIRST.format(words=", ".join(f"“{word}”" for word in words)))
        return text


class TextBlock(forms.CharField):
    def __init__(self, label: str, max_length: int, *, help_text: str = ""):
        widget = forms.Textarea(attrs={"class": "field", "rows": 8})
        super().__init__(label=label, max_length=max_length, required=False, widget=widget, help_text=help_text)

    def clean(self, value: Any) -> str:
        text = super().clean(str(value or "").replace("\r\n", "\n"))
        validate_plain(text)
        return tidy_lines(text)


class Phone(forms.CharField):
    """Typed as people write it, kept as +15125550142;ext=2."""

    def __init__(self, label: str, *, help_text: str = ""):
        super().__init__(label=label, max_length=40, required=False, help_text=help_text)
        self.widget.attrs |= {"class": "field", "inputmode": "tel"}

    def prepare_value(self, value: Any) -> Any:
        return spoken_phone(value) if str(value or "").startswith("+1") else value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return canonical_phone(text.replace(", extension ", " x"))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class ZipCode(forms.RegexField):
    def __init__(self, *, help_text: str = "", required: str = ""):
        said = {"invalid": "A ZIP code has five digits."} | ({"required": required} if required else {})
        super().__init__(r"^[0-9]{5}\Z", label="ZIP code", help_text=help_text, error_messages=said)
        self.widget.attrs["class"] = "field"

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


def zip_problem(code: str, state: str) -> str:
    """A sentence, or "". A listing at a ZIP code that is none has no place, and leaves every search near one."""
    found = Zip.objects.filter(pk=code).first()
    if found is None:
        return f"We know no ZIP code {code}. Look at its digits."
    if found.state != state:
        there = STATES.get(found.state, found.state)
        return f"ZIP code {code} is in {there}, not in {STATES[state]}. Mend the one that is wrong."
    return ""


class Whole(forms.IntegerField):
    """A whole number, or None where nothing is said."""

    def __init__(self, label: str, most: int, *, least: int = 0, help_text: str = ""):
        super().__init__(label=label, min_value=least, max_value=most, required=False, help_text=help_text)
        self.widget = forms.TextInput(attrs={"class": "field short", "inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        """ "$1,200" is what people type."""
        text = str(value if value is not None else "").strip().removeprefix("$").replace(",", "")
        if text and not text.isascii():
            raise forms.ValidationError("Write a whole number, such as 450.")
        found: int | None = super().to_python(text[:12])
        return found


class Open(forms.ChoiceField):
    """Yes, no, or left open; nothing is chosen by accident."""

    def __init__(self, label: str, *, help_text: str = ""):
        choices = [("yes", "Yes"), ("no", "No"), ("", "Leave open")]
        super().__init__(label=label, choices=choices, required=False, help_text=help_text, widget=forms.RadioSelect)

    def clean(self, value: Any) -> str:
        return str(super().clean(value) or "")


class Several(forms.MultipleChoiceField):
    def __init__(self, label: str, choices: Any, *, help_text: str = ""):
        super().__init__(
            label=label, choices=choices, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple
        )

    def clean(self, value: Any) -> list[str]:
        return sorted(super().clean(value))


def chosen(label: str, choices: Any, *, blank: str = "Not stated") -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "field"})
    return forms.ChoiceField(label=label, choices=[("", blank), *choices], required=False, widget=widget)
