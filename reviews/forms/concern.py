"""What a reader may send about a review."""

from django import forms

from clinics.forms import ReportForm
from reviews.actions.concerns import submit_concern
from reviews.enums import ConcernKind
from reviews.models import Concern, Review


class ConcernForm(ReportForm):
    """The form for listings, with its trap and its care with text and address, for one review."""

    kind = forms.ChoiceField(
        label="What is wrong with this review?",
        choices=ConcernKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what is wrong with this review.",
            "invalid_choice": "Choose one of the answers below.",
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "What should we look at?"

    def send(self, review: Review, visitor: str) -> Concern:
        """Raises TooMany where this connection has sent its share today, InvalidStep where the review is gone."""
        said = {name: self.cleaned_data[name] for name in ("kind", "text", "email")}
        return submit_concern(review=review, visitor=visitor, **said)
