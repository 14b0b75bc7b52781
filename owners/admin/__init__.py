"""What moderators decide on in this room."""

from owners.admin import change, claim, document

__all__ = ["change", "claim", "document"]
