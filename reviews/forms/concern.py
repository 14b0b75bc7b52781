"""What a reader may send about a review."""

from django import forms

from clinics.forms import ReportForm
from reviews.actions.concerns import submit_concern
from reviews.enums import ConcernKind
from reviews.models import Concern, Review

MOST_LETTERS = 254
NO_ADDRESS = "This is not a whole mail address, such as name@example.com. Mend it, or leave the field empty."


class ConcernForm(ReportForm):
    """The form for listings, with its trap and its care with text, for one review."""

    kind = forms.ChoiceField(
        label="What is wrong with this review?",
        choices=ConcernKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what is wrong with this review.",
            "invalid_choice": "Choose one of the answers below.",
        },
    )
    email = forms.CharField(label="Your mail address, if you want to hear what we decide", required=False, strip=True)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["text"].label = "What should we look at?"
        self.fields["email"].validators = []  # Django's would speak of null characters

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if not email:
            return ""
        field = forms.EmailField(max_length=MOST_LETTERS, error_messages={"invalid": NO_ADDRESS})
        try:
            return str(field.clean(email if email.isascii() and len(email) <= MOST_LETTERS else "-"))
        except forms.ValidationError as refusal:
            raise forms.ValidationError(NO_ADDRESS) from refusal

    def send(self, review: Review, visitor: str) -> Concern:
        """Raises TooMany where this connection has sent its share today, InvalidStep where the review is gone."""
        said = {name: self.cleaned_data[name] for name in ("kind", "text", "email")}
        return submit_concern(review=review, visitor=visitor, **said)
