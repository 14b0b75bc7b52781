"""What moderators decide on in this room."""

from reviews.admin import concern, reply, review

__all__ = ["concern", "reply", "review"]
