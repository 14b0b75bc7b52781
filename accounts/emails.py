"""Letters to people who have an account: one function a letter. None of them names what the account is for."""

from django.conf import settings

from accounts import post
from accounts.enums import BanReason, Part, PartReason
from accounts.links import link
from accounts.models import User


def enrolment_link(user: User, *, url: str) -> None:
    post.put(user.email, "Set up your second factor", "enrolment_link", url=url)


def factors_changed(user: User, *, what: str) -> None:
    """what: a sentence that says what happened."""
    post.put(user.email, "Your second factor has changed", "account_changed", what=what)


def password_changed(user: User) -> None:
    what = "The password of your account was changed."
    post.put(user.email, "Your password has changed", "account_changed", what=what)


def agree_to_address(user: User, address: str, *, key: str) -> None:
    """To the old mailbox, which says yes before the new one is asked."""
    url = link("email_agree", key=key)
    post.put(user.email, "Is it you who changes the address?", "address_agree", new=address, url=url)


def confirm_address(address: str, *, key: str) -> None:
    post.put(address, "Confirm your new address", "address_confirm", url=link("email_confirm", key=key))


def address_known(address: str) -> None:
    """To the holder of an address that somebody else wanted for an account of theirs."""
    post.put(address, "You have an account already", "address_known")


def address_changed(old: str, *, key: str) -> None:
    post.put(old, "Your address was changed", "address_changed", url=link("email_undo", key=key))


def address_is_new(user: User) -> None:
    what = "The address of your account was changed to this one. Sign in with it from now on."
    post.put(user.email, "Your address was changed", "account_changed", what=what)


def address_restored(user: User) -> None:
    post.put(user.email, "Your address is back", "address_restored")


def moderators_told(user: User, *, how_many: int) -> None:
    """how_many: what was done to teams while somebody else may have had the account."""
    if settings.MODERATOR_EMAIL:
        words = {"number": user.pk, "how_many": how_many}
        post.put(settings.MODERATOR_EMAIL, "An account was taken back", "address_moderators", **words)


def address_taken_back(lost: str) -> None:
    what = "An account no longer has this address: the change was undone from the address before it."
    post.put(lost, "Your address was changed", "account_changed", what=what)


def account_deleted(address: str) -> None:
    post.put(address, "Your account is deleted", "account_deleted")


CHOSEN = "[the reason that you choose]"


def part_changed(user: User, part: Part, reason: PartReason, *, given: bool) -> None:
    """given: they have it now; if not, it has ended."""
    post.put(user.email, "Your part in our team has changed", "account_part", **_part(part.label, reason.label, given))


def part_text(*, given: bool) -> str:
    """The same, for whoever decides to look at before."""
    return post.written("account_part", **_part("[the part that you choose]", CHOSEN, given))


def banned(user: User, reason: BanReason) -> None:
    post.put(user.email, "Your account was closed", "account_banned", reason=reason.label)


def unbanned(user: User, reason: BanReason) -> None:
    post.put(user.email, "Your account is open again", "account_unbanned", reason=reason.label)


def ban_text(*, lifted: bool) -> str:
    return post.written("account_unbanned" if lifted else "account_banned", reason=CHOSEN)


def _part(part: str, reason: str, given: bool) -> dict[str, object]:
    return {"part": part, "reason": reason, "given": given}
