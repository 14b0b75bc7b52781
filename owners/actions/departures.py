"""An account goes: what it answered for, first."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q

from accounts.models import Event, User
from clinics.enums import MemberRole
from clinics.models import Clinic, Membership
from owners.actions.changes import withdraw_changes_of
from owners.actions.memberships import set_managed, withdraw_invitations_of
from owners.enums import ClaimStatus
from owners.exceptions import NotAllowed
from owners.models import Claim

WAITS = "A request of yours waits for a moderator. Take it back first."
HAND_OVER = "You are the only owner of {name}, and others work on it. Make one of them an owner first."
ALONE = "Nobody else answers for {name}. Say that it is to be without a manager, or hand it over first."
AGAIN = "Something changed just now. Please try again."


def alone_on(user: User) -> list[Clinic]:
    """Listings that nobody would answer for without them."""
    others = Membership.objects.exclude(user=user).values("clinic")
    return list(Clinic.objects.filter(memberships__user=user).exclude(pk__in=others).order_by("name", "pk"))


@contextmanager
def departing(user: User, *, give_up: bool) -> Iterator[None]:
    """Wraps the deletion of the account: memberships end before it, the listings follow after it.

    give_up: listings that nobody else answers for are to be without a manager. Raises NotAllowed.
    """
    with transaction.atomic():
        clinics = Clinic.objects.locked(_touched(user))
        User.objects.select_for_update().get(pk=user.pk)
        mine = list(Membership.objects.filter(user=user).select_related("clinic"))
        if not {one.clinic_id for one in mine} <= {clinic.pk for clinic in clinics}:
            raise NotAllowed(AGAIN)
        _check(user, mine, give_up)
        for membership in mine:
            _end(membership)
        yield
        for clinic in clinics:  # SiteState is touched here, after every other row
            set_managed(clinic)


def _touched(user: User) -> set[int]:
    """Every listing that a row of theirs is of: the deletion writes there."""
    rows = Q(memberships__user=user) | Q(confirmed_by=user) | Q(statements__seen_by=user)
    return set(Clinic.objects.filter(rows).values_list("pk", flat=True))


def _check(user: User, mine: list[Membership], give_up: bool) -> None:
    if Claim.objects.filter(user=user, status__in=ClaimStatus.open).exists():
        raise NotAllowed(WAITS)
    for membership in mine:
        others = Membership.objects.filter(clinic=membership.clinic).exclude(pk=membership.pk)
        if not others.exists() and not give_up:
            raise NotAllowed(ALONE.format(name=membership.clinic.name))
        owned = membership.role == MemberRole.OWNER
        if owned and others.exists() and not others.filter(role=MemberRole.OWNER).exists():
            raise NotAllowed(HAND_OVER.format(name=membership.clinic.name))


def _end(membership: Membership) -> None:
    clinic = membership.clinic
    withdraw_invitations_of(membership.user, clinic)
    left = {"user": membership.user_id, "role": membership.role}
    Event.record(by=membership.user, what="member.left", subject=clinic, before=left)
    membership.delete()
    withdraw_changes_of(user=membership.user, clinic=clinic, by=membership.user)
