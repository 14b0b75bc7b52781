"""Letters about what has become of a listing."""

from accounts.models import User
from accounts.post import put
from clinics.models import Clinic


def status_changed(user: User, clinic: Clinic, *, done: str) -> None:
    """done: a sentence."""
    put(user.email, "Your listing has changed", "owners/closing_done", clinic=clinic, done=done)
