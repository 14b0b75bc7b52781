"""What this room keeps, one file a model (a claim with its proofs)."""

from owners.models.change import Change
from owners.models.check import Check, LookUp
from owners.models.claim import Claim, Proof
from owners.models.document import Document
from owners.models.invitation import Invitation
from owners.models.reminder import Reminder

__all__ = ["Change", "Check", "Claim", "Document", "Invitation", "LookUp", "Proof", "Reminder"]
