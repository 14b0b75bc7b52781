"""What a reader may send about a review."""

from typing import Any

from clinics.forms import ProblemForm, kinds
from reviews.actions.concerns import submit_concern
from reviews.enums import ConcernKind
from reviews.models import Concern, Review


class ConcernForm(ProblemForm):
    """With the trap of the form for listings, and its care with text and address."""

    kind = kinds("review", ConcernKind.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "What should we look at?"

    def send(self, review: Review, visitor: str) -> Concern:
        """Raises TooMany where this connection has sent its share today, InvalidStep where the review is gone."""
        return submit_concern(review=review, visitor=visitor, **self.said())
