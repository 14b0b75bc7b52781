"""Letters to people who have an account: one function a letter. None of them names what the account is for."""

from accounts import post
from accounts.models import User


def enrolment_link(user: User, *, url: str) -> None:
    post.put(user.email, "Set up your second factor", "enrolment_link", url=url)


def factors_changed(user: User, *, what: str) -> None:
    """what: a sentence that says what happened."""
    post.put(user.email, "Your second factor has changed", "account_changed", what=what)


def password_changed(user: User) -> None:
    what = "The password of your account was changed."
    post.put(user.email, "Your password has changed", "account_changed", what=what)
