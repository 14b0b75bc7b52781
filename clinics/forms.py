"""What visitors may send."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinics.actions.reports import submit_report
from clinics.domain.text import HIDDEN, tidy_lines
from clinics.enums import ReportKind
from clinics.models import Clinic, Report

TEXT_LIMIT = 2000
INVISIBLE = "This text held invisible characters. They were taken out: read it, and send it again."
MOST_LETTERS = 254
"""Of a mail address."""
NO_ADDRESS = "This is not a whole mail address, such as name@example.com. Mend it, or leave the field empty."


class Words(forms.CharField):
    """Lines of text, whose problems are said in our own words; Django's would speak of null characters."""

    default_validators = []

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = []

    def to_python(self, value: Any) -> str:
        return str(value or "").replace("\r\n", "\n").replace("\r", "\n")


class VisitorsForm(forms.Form):
    """What a visitor sends: nothing that was typed is lost, and nothing invisible is kept."""

    use_required_attribute = False

    def tidied(self, name: str, *, at_most: int) -> str:
        """Plain lines. Raises ValidationError; where marks were taken out, the page shows the text without them."""
        text: str = self.cleaned_data[name]
        if HIDDEN.search(text.replace("\n", "").replace("\t", "")):
            self.data = {**{key: self.data[key] for key in self.data}, name: tidy_lines(text)}
            raise ValidationError(INVISIBLE)
        text = tidy_lines(text)
        if len(text) > at_most:
            raise ValidationError(f"This text has {len(text):,} characters. Shorten it to {at_most:,}.")
        return text

    def problems(self) -> list[tuple[str, str]]:
        """Where each sentence belongs (the id of the first control), for the list at the top."""
        return [(_first(field), str(sentence)) for field in self for sentence in field.errors]


class TrapForm(VisitorsForm):
    """With a field out of sight, which programs fill. A person who met it is told, so that nothing is lost."""

    more = Words(label="Leave this field empty", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["more"] = self.fields.pop("more")  # the last one, as on the page

    def clean_more(self) -> str:
        if self.cleaned_data["more"]:
            raise ValidationError("The last field must stay empty; it is there to stop programs. Send it again.")
        return ""


class ProblemForm(TrapForm):
    """What is wrong with something. Asks for nothing about the visitor but where to tell the outcome, if at all.

    Whoever takes it gives `kind`, of whose choices `other` needs words.
    """

    text = Words(label="What did you see?", required=False, widget=forms.Textarea(attrs={"class": "field"}))
    email = Words(label="Your mail address, if you want to hear what we decide", required=False)

    def clean_text(self) -> str:
        return self.tidied("text", at_most=TEXT_LIMIT)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip()
        if not email:
            return ""
        field = forms.EmailField(max_length=MOST_LETTERS, error_messages={"invalid": NO_ADDRESS})
        try:
            return str(field.clean(email if email.isascii() and len(email) <= MOST_LETTERS else "-"))
        except ValidationError as refusal:
            raise ValidationError(NO_ADDRESS) from refusal

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == "other" and "text" in data and not data["text"]:
            self.add_error("text", "Say in a few words what is wrong.")
        return data

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("kind", "text", "email")}


def kinds(of: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """What may be wrong. of: what it is about, in its question."""
    question = f"what is wrong with this {of}"
    return forms.ChoiceField(
        label=f"{question.capitalize()}?", choices=choices, widget=forms.RadioSelect,
        error_messages={"required": f"Choose {question}.", "invalid_choice": "Choose one of the answers below."},
    )  # fmt: skip


class ReportForm(ProblemForm):
    """About a listing."""

    kind = kinds("page", ReportKind.choices)

    def save(self, clinic: Clinic, visitor: str) -> Report:
        """Raises TooMany where this address has sent its share today."""
        return submit_report(clinic=clinic, visitor=visitor, **self.said())


def _first(field: forms.BoundField) -> str:
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)
