"""Name, address, phone, website."""

from typing import Any

from django import forms

from clinics.domain.phone import spoken_phone
from clinics.domain.states import STATES
from clinics.validators import validate_web
from owners.forms.base import SectionForm
from owners.forms.fields import Phone, TextLine

ZIP = "A ZIP code has five digits."


class ContactForm(SectionForm):
    def build(self) -> None:
        self.fields |= {
            "name": TextLine("Name of the clinic", 160, required=True),
            "street": TextLine("Street and number", 160, lint=False),
            "street2": TextLine("Suite or floor", 100, lint=False),
            "city": TextLine("City", 80, required=True, lint=False),
            "state": forms.ChoiceField(
                label="State", choices=list(STATES.items()), widget=forms.Select(attrs={"class": "field"})
            ),
            "zip": forms.RegexField(r"^[0-9]{5}\Z", label="ZIP code", error_messages={"invalid": ZIP}),
            "phone": Phone("Phone", help_text="With area code, such as 512-555-0142."),
            "intake_phone": Phone("Phone for new patients", help_text="Only if it is another one."),
            "website": forms.CharField(
                label="Website", required=False, max_length=300, validators=[validate_web],
                help_text="The whole address, such as https://example.com/.",
            ),
        }  # fmt: skip
        for name in ("zip", "website"):
            self.fields[name].widget.attrs["class"] = "field"

    def say(self, path: str, value: Any) -> str:
        return spoken_phone(value) if path.endswith("phone") and value else super().say(path, value)
