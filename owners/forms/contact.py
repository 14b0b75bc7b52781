"""Name, address, phone, website."""

from typing import Any

from django import forms

from clinics.domain.phone import spoken_phone
from clinics.domain.states import STATES
from clinics.models import Zip
from clinics.validators import validate_web
from owners.forms.base import SectionForm
from owners.forms.fields import Phone, TextLine

ZIP = "A ZIP code has five digits."
UNKNOWN = "We know no ZIP code {zip}. Look at its digits."
ELSEWHERE = "ZIP code {zip} is in {there}, not in {here}. Mend the one that is wrong."


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

    def clean(self) -> dict[str, Any]:
        """A listing at a ZIP code that is none has no place, and leaves every search near one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        code, state = data.get("zip"), data.get("state")
        if code and state and (code, state) != (self.now["zip"], self.now["state"]):
            found = Zip.objects.filter(pk=code).first()
            if found is None:
                self.add_error("zip", UNKNOWN.format(zip=code))
            elif found.state != state:
                there = STATES.get(found.state, found.state)
                self.add_error("zip", ELSEWHERE.format(zip=code, there=there, here=STATES[state]))
        return data

    def say(self, path: str, value: Any) -> str:
        return spoken_phone(value) if path.endswith("phone") and value else super().say(path, value)
