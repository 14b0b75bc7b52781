from accounts.models.event import Event
from accounts.models.letter import Letter
from accounts.models.user import User

__all__ = ["Event", "Letter", "User"]
