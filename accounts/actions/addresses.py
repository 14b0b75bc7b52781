"""The address of an account: agreed to at the old one, changed at the new one, and taken back from the old one."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts import emails
from accounts.actions.sessions import end_sessions
from accounts.addresses import (
    agree_key,
    agreed_address,
    change_key,
    holders,
    left,
    never_confirmed,
    new_address,
    taken_back_by,
    undo,
    undo_key,
)
from accounts.exceptions import Refused
from accounts.models import Event, User
from accounts.policies import has_second_factor
from accounts.rates import once_more

A_DAY = 5
KEPT_SINCE = 100
"""Team changes that the log of an undoing repeats; all stand in the log by themselves."""
FACTOR_FIRST = "Moderators set up a second factor before they change their address."
TOO_MANY = f"You asked for {A_DAY} changes today, which is the most we send. Please try tomorrow."
STALE = "This link does not work any more. Ask for a new one."
PAST = "This link does not work any more: it is older than seven days, or the address was taken back already."
TAKEN = "There is an account with this address already. Please write to us, so that we can sort it out."


@transaction.atomic
def ask_for_address(*, by: User, address: str) -> None:
    """A link to the new address; to the old one first where the password is all that was asked for."""
    _check_may(by, "address")
    Event.record(by=by, what="email.asked", subject=by)
    if has_second_factor(by):
        _write_to_new(by, address, agreed=False)
    else:
        emails.agree_to_address(by, address, key=agree_key(by, address))


@transaction.atomic
def agree_to_address(*, by: User, key: str) -> None:
    """The old mailbox says yes: now the new one is asked."""
    address = agreed_address(by, key)
    if address is None:
        raise Refused(STALE)
    _check_may(by, "address agreed")
    Event.record(by=by, what="email.agreed", subject=by)
    _write_to_new(by, address, agreed=True)


@transaction.atomic
def change_address(*, by: User, key: str) -> None:
    user = User.objects.select_for_update().get(pk=by.pk)
    address = new_address(user, key)
    if address is None:
        raise Refused(STALE)
    _check_factor(user)
    old = user.email
    _write(user, address, [])
    change = Event.record(by=user, what="email.changed", subject=user)
    left(old, change)
    emails.address_changed(old, key=undo_key(change, user, old))
    emails.address_is_new(user)


@transaction.atomic
def restore_address(*, key: str) -> None:
    """Undo a change from the old mailbox: nothing that was set up since may keep the account.

    The password is asked anew by mail, every session ends, and factors that came with or after the change go.
    Teams are for moderators to put right: they are told, and the log says what was done to them since.
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
    since = _team_changes(user, change)
    after = {"change": change.pk, "since": since}
    Event.record(by=user, what="email.restored", subject=user, before={"types": kinds}, after=after)
    emails.moderators_told(user, how_many=len(since))
    emails.address_restored(user)
    emails.address_taken_back(lost)


def _check_may(user: User, what: str) -> None:
    _check_factor(user)
    if not once_more(what, who=f"user:{user.pk}", at_most=A_DAY):
        raise Refused(TOO_MANY)


def _check_factor(user: User) -> None:
    if (user.is_staff or user.is_superuser) and not has_second_factor(user):
        raise Refused(FACTOR_FIRST)


def _write_to_new(by: User, address: str, *, agreed: bool) -> None:
    """The holder of a known address is told instead, and the page tells nobody which."""
    before = taken_back_by(address)
    if holders(address).exists():
        emails.address_known(address)
    elif before is not None and before[0].pk != by.pk:  # another account would bar their way back
        emails.address_changed(address, key=before[1])
    else:
        emails.confirm_address(address, key=change_key(by, address, agreed=agreed))


def _team_changes(user: User, change: Event) -> list[dict[str, Any]]:
    """Members and invitations since, by whomever, of each listing whose team they touched or were taken off.

    Whoever was asked in acts under another number; the log knows the listing by its own.
    """
    since = Event.objects.filter(pk__gt=change.pk).filter(
        Q(what__startswith="member.") | Q(what__startswith="invitation.")
    )
    touched = since.filter(Q(actor=f"user:{user.pk}") | Q(before__user=user.pk)).values("subject")
    found = since.filter(subject__in=touched).order_by("pk")[:KEPT_SINCE]
    return [
        {"event": one.pk, "what": one.what, "subject": one.subject, "before": one.before, "after": one.after}
        for one in found
    ]


def _write(user: User, address: str, fields: list[str]) -> None:
    """Whoever signed up with the address and never gave the code makes way for who reads the mailbox."""
    for other in never_confirmed(address).exclude(pk=user.pk):
        Event.record(by="system", what="user.dropped", subject=other)
        other.delete()
    if holders(address).exclude(pk=user.pk).exists():
        raise Refused(TAKEN)
    user.email = address
    try:
        with transaction.atomic():
            user.save(update_fields=["email", *fields])
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    except IntegrityError as meanwhile:  # another got it after we looked
        raise Refused(TAKEN) from meanwhile


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
