"""Name, address, phone, website."""

from typing import Any

from django import forms

from clinics.domain.phone import spoken_phone
from clinics.domain.states import STATES
from clinics.validators import validate_web
from owners.forms.base import SectionForm
from owners.forms.fields import Phone, TextLine, ZipCode, zip_problem


class ContactForm(SectionForm):
    def build(self) -> None:
        self.fields |= {
            "name": TextLine("Name of the clinic", 160, required=True, lint=False),  # a moderator reads it anyway
            "street": TextLine("Street and number", 160, lint=False),
            "street2": TextLine("Suite or floor", 100, lint=False),
            "city": TextLine("City", 80, required=True, lint=False),
            "state": forms.ChoiceField(
                label="State", choices=list(STATES.items()), widget=forms.Select(attrs={"class": "field"})
            ),
            "zip": ZipCode(),
            "phone": Phone("Phone", help_text="With area code, such as 512-555-0142."),
            "intake_phone": Phone("Phone for new patients", help_text="Only if it is another one."),
            "website": forms.CharField(
                label="Website", required=False, max_length=300, validators=[validate_web],
                help_text="The whole address, such as https://example.com/.",
            ),
        }  # fmt: skip
        self.fields["website"].widget.attrs["class"] = "field"

    def clean(self) -> dict[str, Any]:
        """What stands already blocks nothing."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        code, state = data.get("zip"), data.get("state")
        as_it_stands = (code, state) == (self.now["zip"], self.now["state"])
        if code and state and not as_it_stands and (problem := zip_problem(code, state)):
            self.add_error("zip", problem)
        return data

    def say(self, path: str, value: Any) -> str:
        return spoken_phone(value) if path.endswith("phone") and value else super().say(path, value)
