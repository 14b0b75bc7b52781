"""Who may do what to a listing. Each check raises NotAllowed with a sentence; `can_` asks the same as a question."""

import datetime as dt
from collections.abc import Callable, Collection
from itertools import takewhile

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts.models import Event, User
from clinics.domain.mailbox import normal
from clinics.enums import MemberRole, OwnerReason, Status
from clinics.exceptions import NotAllowed
from clinics.models import Clinic, Membership, Report

Authority = User | str
"""A person, or an authority without an account, such as "operator" (the shell) or "system"."""
REMEMBERED = dt.timedelta(days=365)
"""So long who was on a team decides nothing there."""
_TEAM = ("member.joined", "member.role_changed", "member.ended")


NOW = "You manage this clinic. Another moderator decides."
THEN = "You managed this clinic less than a year ago. Another moderator decides."


def _manages(by: User, clinics: Collection[int]) -> str:
    """Now or lately, in one query: else they leave the team, decide, and are taken in again."""
    now = Membership.objects.filter(user=by, clinic__in=clinics).order_by().values_list(Value("now"))
    found = {said for (said,) in now.union(_lately(by, clinics).values_list(Value("then")))}
    return NOW if "now" in found else THEN if found else ""


def _lately(by: User, clinics: Collection[int]) -> QuerySet[Event]:
    """The log remembers, of what was merged into a listing too."""
    rows = Clinic.objects.filter(Q(pk__in=clinics) | Q(status=Status.MERGED, moved_to__in=clinics)).order_by()
    subjects = rows.values_list(Concat(Value("clinic:"), Cast("pk", CharField())))
    theirs = Q(before__user=by.pk) | Q(after__user=by.pk)
    since = timezone.now() - REMEMBERED
    return Event.objects.filter(theirs, subject__in=subjects, what__in=_TEAM, at__gt=since).order_by()


INTERESTS: list[Callable[[User, Collection[int]], str]] = [_manages]
"""Each says why somebody decides nothing about any of these clinics, or "". A room above adds what it knows of."""


def check_no_interest(by: Authority, *clinics: int) -> None:
    """Nobody decides on their own clinic, moderator or not. clinics: primary keys."""
    if isinstance(by, str):
        return
    for interest in INTERESTS:
        if sentence := interest(by, clinics):
            raise NotAllowed(sentence)


def can_judge(by: Authority, *clinics: int) -> bool:
    try:
        check_no_interest(by, *clinics)
    except NotAllowed:
        return False
    return True


def check_can_moderate(by: Authority, *clinics: Clinic) -> None:
    """Change listings and their status as a moderator. clinics: the listings meant, none of which may be their own."""
    if isinstance(by, str):
        return
    if not (by.is_active and by.is_staff and by.has_perm("clinics.change_clinic")):
        raise NotAllowed("Only a moderator may change a listing.")
    check_no_interest(by, *(clinic.pk for clinic in clinics))


def can_moderate(by: Authority, *clinics: Clinic) -> bool:
    try:
        check_can_moderate(by, *clinics)
    except NotAllowed:
        return False
    return True


def check_can_lift(by: Authority, *clinics: Clinic) -> None:
    """End a suspension: a second, senior pair of eyes."""
    check_can_moderate(by, *clinics)
    if not isinstance(by, str) and not by.has_perm("clinics.lift_suspension"):
        raise NotAllowed("Only a senior moderator may lift a suspension. Ask one to look at it.")


def can_lift(by: Authority) -> bool:
    try:
        check_can_lift(by)
    except NotAllowed:
        return False
    return True


def check_may_decide_report(by: User, report: Report) -> None:
    """A moderator without an interest in the listing, who did not send it themself, as far as a mailbox shows that."""
    if not (by.is_active and by.is_staff and by.has_perm("clinics.change_report")):
        raise NotAllowed("Only a moderator decides on reports.")
    check_no_interest(by, report.clinic_id)
    if report.email and normal(report.email) == normal(by.email):
        raise NotAllowed("You sent this yourself. Another moderator decides.")


def check_can_merge(by: Authority, *clinics: Clinic) -> None:
    """Make one listing of two, which nobody can undo: for seniors without a part in either."""
    check_can_moderate(by, *clinics)
    if not isinstance(by, str) and not by.has_perm("clinics.merge_clinic"):
        raise NotAllowed("Only a senior moderator may merge listings. Ask one to look at it.")


def check_can_manage(by: User, clinic: Clinic) -> None:
    """Edit a listing and confirm it: whoever answers for it, as owner or editor. Moderators do it in the admin."""
    if not (by.is_active and Membership.objects.filter(user=by, clinic=clinic).exists()):
        raise NotAllowed("You do not manage this listing.")


def check_can_edit(by: Authority, clinic: Clinic) -> None:
    """Whoever answers for this very listing, and moderators who have no part in it."""
    if isinstance(by, str) or (by.has_perm("clinics.change_clinic") and not can_manage(by, clinic)):
        check_can_moderate(by, clinic)
    else:
        check_can_manage(by, clinic)


def can_manage(by: User, clinic: Clinic) -> bool:
    try:
        check_can_manage(by, clinic)
    except NotAllowed:
        return False
    return True


def check_owns(by: User, clinic: Clinic) -> None:
    """Invite, hand over, remove members."""
    check_can_manage(by, clinic)
    if not Membership.objects.filter(user=by, clinic=clinic, role=MemberRole.OWNER).exists():
        raise NotAllowed("Only an owner of this listing may do that. Ask one of them.")


NOT_YET = {
    Status.DRAFT: "A moderator looks at this listing before it is public. Until then nothing can be changed here.",
    Status.SUSPENDED: "This listing is suspended. Ask the moderators, who have written to you, what they need.",
}


def check_can_step(by: Authority, clinic: Clinic, verb: str) -> None:
    """Change the status of a listing: a moderator, or an owner their own. `clinic` is fresh from the database.

    An owner makes nothing public that a moderator has not seen or has taken down, a moderator no listing of their own.
    """
    if not can_moderate(by, clinic):
        check_owner_can_step(by, clinic, verb)


def check_owner_can_step(by: Authority, clinic: Clinic, verb: str) -> None:
    """The same for whoever acts as an owner, a moderator's own listing among them."""
    check_can_own(by, clinic)
    if clinic.status in NOT_YET:
        raise NotAllowed(NOT_YET[Status(clinic.status)])
    if verb == "list_clinic" and not _hidden_by_owners_alone(clinic):
        raise NotAllowed("A moderator took this listing down, so a moderator opens it again. Write to them.")


def check_can_own(by: Authority, clinic: Clinic) -> None:
    if isinstance(by, str) or not Membership.objects.filter(user=by, clinic=clinic).exists():
        raise NotAllowed("Only a moderator may change a listing.")
    check_owns(by, clinic)


def check_can_point(by: Authority, clinic: Clinic, to: Clinic) -> None:
    """Send the visitors of one listing to another: who manages one of them must manage both."""
    if isinstance(by, str) or can_moderate(by, clinic, to):
        return
    if not (can_manage(by, clinic) and can_manage(by, to)):
        raise NotAllowed("You do not manage the other listing. Ask the moderators to join the two.")


_HIDES = {"clinic.moved", "clinic.withdrawn"}
_STATUS = {"clinic.listed", *_HIDES}


def _hidden_by_owners_alone(clinic: Clinic) -> bool:
    """Since it was last listed nobody else withdrew it or sent it elsewhere, and what hides it now is in the log."""
    steps = Event.objects.filter(subject=f"clinic:{clinic.pk}", what__in=_STATUS).order_by("-pk")
    since = takewhile(lambda step: step[0] in _HIDES, steps.values_list("what", "reason"))
    reasons = [reason for _, reason in since]
    hidden = clinic.status in {Status.MOVED, Status.WITHDRAWN}
    return set(reasons) <= set(OwnerReason.values) and (bool(reasons) or not hidden)
