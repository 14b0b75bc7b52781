from accounts.models.event import Event
from accounts.models.letter import Letter
from accounts.models.sign_in import SignIn
from accounts.models.user import User

__all__ = ["Event", "Letter", "SignIn", "User"]
