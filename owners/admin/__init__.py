"""What moderators decide on in this room."""

from owners.admin import change

__all__ = ["change"]
