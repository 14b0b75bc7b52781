"""What moderators decide on in this room."""

from owners.admin import change, check, claim, document, membership, register

__all__ = ["change", "check", "claim", "document", "membership", "register"]
