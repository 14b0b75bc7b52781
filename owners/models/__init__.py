"""What this room keeps, one file a model (a claim with its proofs)."""

from owners.models.change import Change
from owners.models.claim import Claim, Proof
from owners.models.document import Document
from owners.models.invitation import Invitation
from owners.models.reminder import Reminder

__all__ = ["Change", "Claim", "Document", "Invitation", "Proof", "Reminder"]
