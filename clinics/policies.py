"""Who may do what to a listing. Each check raises NotAllowed with a sentence; `can_` asks the same as a question."""

from accounts.models import User
from clinics.exceptions import NotAllowed

Authority = User | str
"""A person, or an authority without an account, such as "operator" (the shell) or "system"."""


def check_can_moderate(by: Authority) -> None:
    """Change listings and their status."""
    if isinstance(by, str):
        return
    if not (by.is_active and by.is_staff and by.has_perm("clinics.change_clinic")):
        raise NotAllowed("Only a moderator may change a listing.")


def check_can_lift(by: Authority) -> None:
    """End a suspension: a second, senior pair of eyes."""
    check_can_moderate(by)
    if not isinstance(by, str) and not by.has_perm("clinics.lift_suspension"):
        raise NotAllowed("Only a senior moderator may lift a suspension. Ask one to look at it.")


def can_lift(by: Authority) -> bool:
    try:
        check_can_lift(by)
    except NotAllowed:
        return False
    return True
