"""A colleague is asked to join. The link goes to their mailbox, and only who has that mailbox may use it."""

import datetime as dt
from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from accounts.rates import once_more
from clinics.models import Clinic, Membership
from owners.actions.memberships import join
from owners.emails import team
from owners.enums import InvitationStatus
from owners.exceptions import DeadLink, InvalidStep, NotAllowed, Refused, TooMany
from owners.models import Invitation
from owners.policies.team import Act, check_may

DAYS = 14
A_DAY = 20
"""From one account."""
SALT = "owners.invitation"
DEAD = "It was used or taken back, or it is too old. Ask whoever sent it for a new one."
OTHER_ADDRESS = (
    "This invitation was sent to another address than yours. Sign in with the account of that address, "
    "or ask for an invitation to the one you use here."
)


@transaction.atomic
def invite(*, email: str, role: str, clinics: Sequence[Clinic], by: User) -> list[Invitation]:
    """One letter with one link, for one listing or several. Inviting again sends a new letter.

    Nothing in the answer tells whether the address has an account. Raises NotAllowed, Refused or TooMany.
    """
    email = email.lower()
    locked = Clinic.objects.locked([clinic.pk for clinic in clinics])
    for clinic in locked:
        check_may(by, clinic, Act.INVITE)
        _check_new(email, clinic)
    if not once_more("invite", who=f"user:{by.pk}", at_most=A_DAY):
        raise TooMany(f"You sent {A_DAY} invitations today, which is the most for a day. Try again tomorrow.")
    made = [_write(email, role, clinic, by) for clinic in locked]
    team.invited(email, locked, key=key_of(made), days=DAYS)
    return made


@transaction.atomic
def accept(*, key: str, by: User) -> list[Clinic]:
    """Join all listings of the link that are still open; those accepted before by the same person count too.

    Raises DeadLink where none is left, NotAllowed where the invitation is somebody else's.
    """
    numbers = read(key)
    Clinic.objects.locked(Invitation.objects.filter(pk__in=numbers).values_list("clinic", flat=True))
    done = {row.clinic_id: row.clinic for row in _accepted(numbers, by)}
    for invitation in open_ones(numbers):
        _check_theirs(invitation, by)
        _accept(invitation, by)
        done[invitation.clinic_id] = invitation.clinic
    if not done:
        raise DeadLink(DEAD)
    return list(done.values())


@transaction.atomic
def take_back(*, invitation: Invitation, by: User) -> None:
    """Raises InvalidStep where it was accepted, or taken back, before."""
    Clinic.objects.locked([invitation.clinic_id])
    check_may(by, invitation.clinic, Act.TAKE_BACK)
    now = Invitation.objects.get(pk=invitation.pk)
    if now.status != InvitationStatus.OPEN:
        raise InvalidStep("This invitation is not open any more.")
    _end(now, InvitationStatus.WITHDRAWN, by)


@transaction.atomic
def expire() -> int:
    """Blank the addresses of those that nobody can accept any more; returns how many. A clock: they are dead before."""
    over = Invitation.objects.filter(status=InvitationStatus.OPEN).exclude(pk__in=Invitation.objects.live())
    Clinic.objects.locked(over.values_list("clinic", flat=True))
    found = list(over)
    for invitation in found:
        _end(invitation, InvitationStatus.EXPIRED, "system")
    return len(found)


def key_of(invitations: Sequence[Invitation]) -> str:
    return signing.dumps([invitation.pk for invitation in invitations], salt=SALT)


def read(key: str) -> list[int]:
    """The numbers a link names. Raises DeadLink for one that is forged or too old."""
    try:
        return list(signing.loads(key, salt=SALT, max_age=dt.timedelta(days=DAYS)))
    except signing.BadSignature as error:
        raise DeadLink(DEAD) from error


def open_ones(numbers: Sequence[int]) -> list[Invitation]:
    return list(Invitation.objects.live().filter(pk__in=numbers).select_related("clinic").order_by("clinic_id"))


def check_for(key: str, user: User | None) -> list[Clinic]:
    """What the page of a link shows. user: None where nobody is signed in. Raises as `accept` does."""
    numbers = read(key)
    done = [row.clinic for row in _accepted(numbers, user)] if user else []
    found = open_ones(numbers)
    for invitation in found if user else []:
        _check_theirs(invitation, user)
    if not found and not done:
        raise DeadLink(DEAD)
    return [*done, *(invitation.clinic for invitation in found)]


def _accepted(numbers: Sequence[int], by: User) -> list[Invitation]:
    """Used by the same person, who is a member still: a second press brings nobody back who was removed."""
    mine = Membership.objects.filter(user=by).values("clinic")
    found = Invitation.objects.filter(pk__in=numbers, status=InvitationStatus.ACCEPTED, accepted_by=by, clinic__in=mine)
    return list(found.select_related("clinic"))


def _check_theirs(invitation: Invitation, by: User | None) -> None:
    if not EmailAddress.objects.filter(user=by, verified=True, email__iexact=invitation.email).exists():
        raise NotAllowed(OTHER_ADDRESS)


def _check_new(email: str, clinic: Clinic) -> None:
    """Owners see who is a member, so this tells them nothing new."""
    if Membership.objects.filter(clinic=clinic, user__email__iexact=email).exists():
        raise Refused(f"This person is on the team of {clinic.name} already. You can change their role on its page.")


def _write(email: str, role: str, clinic: Clinic, by: User) -> Invitation:
    invitation, _ = Invitation.objects.update_or_create(
        clinic=clinic, email=email, status=InvitationStatus.OPEN,
        defaults={"role": role, "invited_by": by, "expires_at": timezone.now() + dt.timedelta(days=DAYS)},
    )  # fmt: skip
    Event.record(by=by, what="invitation.sent", subject=clinic, after={"invitation": invitation.pk, "role": role})
    return invitation


def _accept(invitation: Invitation, by: User) -> None:
    _end(invitation, InvitationStatus.ACCEPTED, by, accepted_by=by)
    membership = join(user=by, clinic=invitation.clinic, role=invitation.role, by=by)
    what = f"{team.called(by)} has joined. Role: {membership.get_role_display()}."
    team.team_changed(invitation.clinic, what=what, but=[by])


def _end(invitation: Invitation, status: InvitationStatus, by: User | str, accepted_by: User | None = None) -> None:
    invitation.status, invitation.email, invitation.accepted_by = status, "", accepted_by
    invitation.save(update_fields=["status", "email", "accepted_by"])
    after = {"invitation": invitation.pk}
    Event.record(by=by, what=f"invitation.{status}", subject=invitation.clinic, after=after)
