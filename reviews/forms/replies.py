"""A reply as it is written: the words, and a tick that they say nothing of anybody."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinics.domain.text import tidy_lines
from reviews.actions.replies import BLANK, MOST_LETTERS, problems_of
from reviews.domain.reply_templates import TEMPLATES
from reviews.models import Review

SURE = "I have read it again: it says nothing of anybody's care, and does not say who was a patient."


class ReplyForm(forms.Form):
    text = forms.CharField(
        label="Your reply",
        help_text=f"{MOST_LETTERS:,} letters at most. The same answer serves praise and complaint.",
        widget=forms.Textarea(attrs={"class": "field", "rows": 8}),
        error_messages={"required": BLANK},
    )
    sure = forms.BooleanField(label=SURE, error_messages={"required": "Read it once more, then tick this box."})
    use_required_attribute = False

    def __init__(self, data: Any = None, *, review: Review, only_look: bool = False, **kwargs: Any) -> None:
        """only_look: nothing is sent yet, so that the tick may wait."""
        super().__init__(data, **kwargs)
        self.review = review
        self.fields["sure"].required = not only_look

    def clean_text(self) -> str:
        typed: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if found := problems_of(typed, self.review):
            raise ValidationError([ValidationError(sentence) for sentence in found])
        return tidy_lines(typed)


class TemplateForm(forms.Form):
    """A text to start from."""

    template = forms.ChoiceField(
        label="Start from a text that gives nobody away",
        choices=[(one.key, one.text) for one in TEMPLATES],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose one of the texts first.",
            "invalid_choice": "Choose one of the texts below.",
        },
    )
    use_required_attribute = False
