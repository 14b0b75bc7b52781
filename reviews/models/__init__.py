"""What patients say, and what is said of it; one file a model (a review with its answers to facts)."""

from reviews.models.concern import Concern
from reviews.models.reply import Reply
from reviews.models.review import PatientAnswer, Review

__all__ = ["Concern", "PatientAnswer", "Reply", "Review"]
