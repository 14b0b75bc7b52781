"""The address of an account: changed at the new one, and taken back from the old one."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import emails
from accounts.actions.sessions import end_sessions
from accounts.addresses import change_key, holders, never_confirmed, new_address, undo, undo_key
from accounts.exceptions import Refused
from accounts.models import Event, User
from accounts.rates import once_more

A_DAY = 5
TOO_MANY = f"You asked for {A_DAY} changes today, which is the most we send. Please try tomorrow."
STALE = "This link does not work any more. Ask for a new one."
PAST = "This link does not work any more: it is older than seven days, or the address was taken back already."
TAKEN = "There is an account with this address already. Please write to us, so that we can sort it out."


@transaction.atomic
def ask_for_address(*, by: User, address: str) -> None:
    """A link to the new address; the holder of a known one is told instead, and the page tells nobody which."""
    if not once_more("address", who=f"user:{by.pk}", at_most=A_DAY):
        raise Refused(TOO_MANY)
    Event.record(by=by, what="email.asked", subject=by)
    if holders(address).exists():
        emails.address_known(address)
    else:
        emails.confirm_address(address, key=change_key(by, address))


@transaction.atomic
def change_address(*, by: User, key: str) -> None:
    user = User.objects.select_for_update().get(pk=by.pk)
    address = new_address(user, key)
    if address is None:
        raise Refused(STALE)
    old = user.email
    _write(user, address, [])
    change = Event.record(by=user, what="email.changed", subject=user)
    emails.address_changed(old, key=undo_key(change, user, old))
    emails.address_is_new(user)


@transaction.atomic
def restore_address(*, key: str) -> None:
    """Undo a change from the old mailbox: nothing that was set up since may keep the account.

    The password is asked anew by mail, every session ends, and factors that came with or after the change go.
    """
    found = undo(key)
    if found is None:
        raise Refused(PAST)
    user = User.objects.select_for_update().get(pk=found[0].pk)
    change, address = found[1], found[2]
    if undo(key) is None:  # a second click waited for the lock
        raise Refused(PAST)
    lost = user.email
    user.set_unusable_password()
    _write(user, address, ["password"])
    end_sessions(user=user, by=user)
    kinds = _drop_factors(user, change)
    Event.record(by=user, what="email.restored", subject=user, before={"types": kinds}, after={"change": change.pk})
    emails.address_restored(user)
    emails.address_taken_back(lost)


def _write(user: User, address: str, fields: list[str]) -> None:
    """Whoever signed up with the address and never gave the code makes way for who reads the mailbox."""
    for other in never_confirmed(address).exclude(pk=user.pk):
        Event.record(by="system", what="user.dropped", subject=other)
        other.delete()
    if holders(address).exclude(pk=user.pk).exists():
        raise Refused(TAKEN)
    user.email = address
    user.save(update_fields=["email", *fields])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)


def _drop_factors(user: User, change: Event) -> list[str]:
    """Those set up since; recovery codes with them, where they were made anew since or nothing else is left."""
    subject = f"user:{user.pk}"
    gone = list(Authenticator.objects.filter(user=user, created_at__gte=change.at))
    renewed = Event.objects.filter(subject=subject, what="factor.renewed", pk__gt=change.pk).exists()
    left = Authenticator.objects.filter(user=user).exclude(pk__in=[one.pk for one in gone])
    codes = left.filter(type=Authenticator.Type.RECOVERY_CODES)
    if renewed or not left.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        gone += list(codes)
    for one in gone:
        one.delete()
    return sorted(one.type for one in gone)
