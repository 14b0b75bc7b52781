"""What visitors may send."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinics.actions.reports import submit_report
from clinics.domain.text import HIDDEN, tidy_lines
from clinics.enums import ReportKind
from clinics.models import Clinic, Report

TEXT_LIMIT = 2000
MOST_LETTERS = 254
"""Of a mail address."""
NO_ADDRESS = "This is not a whole mail address, such as name@example.com. Mend it, or leave the field empty."


class _PlainText(forms.CharField):
    """Text whose problems are said by the form in its own words; Django's would speak of null characters."""

    default_validators = []

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = []

    def to_python(self, value: Any) -> str:
        return str(value or "").replace("\r\n", "\n").replace("\r", "\n")


class ReportForm(forms.Form):
    """What is wrong with a listing. Asks for nothing about the visitor but where to tell the outcome, if at all."""

    kind = forms.ChoiceField(
        label="What is wrong with this page?",
        choices=ReportKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what is wrong with this page.",
            "invalid_choice": "Choose one of the answers below.",
        },
    )
    text = _PlainText(label="What did you see?", required=False, widget=forms.Textarea(attrs={"class": "field"}))
    email = _PlainText(label="Your mail address, if you want to hear what we decide", required=False)
    more = _PlainText(label="Leave this field empty", required=False)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if HIDDEN.search(text.replace("\n", "").replace("\t", "")):
            self._show(tidy_lines(text))
            raise ValidationError(
                "This text held invisible characters. They were taken out: read it, and send it again."
            )
        text = tidy_lines(text)
        if len(text) > TEXT_LIMIT:
            raise ValidationError(f"This text has {len(text):,} characters. Shorten it to {TEXT_LIMIT:,}.")
        return text

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip()
        if not email:
            return ""
        field = forms.EmailField(max_length=MOST_LETTERS, error_messages={"invalid": NO_ADDRESS})
        try:
            return str(field.clean(email if email.isascii() and len(email) <= MOST_LETTERS else "-"))
        except ValidationError as refusal:
            raise ValidationError(NO_ADDRESS) from refusal

    def clean_more(self) -> str:
        """A trap for programs: it is out of sight. A person who met it is told, so that no report is lost."""
        if self.cleaned_data["more"]:
            self._show("", "more")
            raise ValidationError("The last field must stay empty; it is there to stop programs. Send it again.")
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == ReportKind.OTHER and "text" in data and not data["text"]:
            self.add_error("text", "Say in a few words what is wrong.")
        return data

    def save(self, clinic: Clinic, visitor: str) -> Report:
        """Raises TooMany where this address has sent its share today."""
        said = {name: self.cleaned_data[name] for name in ("kind", "text", "email")}
        return submit_report(clinic=clinic, visitor=visitor, **said)

    def _show(self, text: str, name: str = "text") -> None:
        """What the page shows in the field again."""
        self.data = {**{key: self.data[key] for key in self.data}, name: text}
