"""Edits that wait for a moderator."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Event, User
from clinics.actions.editing import Address, Said, edited
from clinics.models import Clinic
from clinics.policies import Authority, can_manage
from owners.emails import changes as letters
from owners.enums import ChangeReason, ChangeStatus, Held
from owners.exceptions import InvalidStep, NotAllowed, Refused
from owners.models import Change
from owners.policies.rows import check_may_decide_change
from owners.sections import SECTIONS, Section, Values, differing, digest, only
from owners.workflows import CHANGE


@transaction.atomic
def hold(*, clinic: Clinic, section: Section, before: Values, after: Values, held: Held, by: User) -> Change | None:
    """Keep an edit until a moderator has looked; added to what waits of the same person already. The clinic is locked.

    Raises Refused where the same waits from somebody else.
    """
    waiting = Change.objects.filter(clinic=clinic, section=section.key, status=ChangeStatus.WAITING)
    _check_free(waiting.exclude(user=by), after)
    change = waiting.filter(user=by).first() or Change(clinic=clinic, section=section.key, user=by)
    wanted = {path: value for path, value in (change.after | after).items() if before.get(path) != value}
    change.held = held
    change.before, change.after = only(before, list(wanted)), wanted
    change.save()
    _record(change, "change.asked", by)
    return change


def _check_free(of_others: QuerySet[Change], after: Values) -> None:
    if any(after.keys() & change.after.keys() for change in of_others):
        raise Refused(
            "A colleague asked for a change of the same field, and it waits for a moderator. "
            "Take that back at the desk first, or wait for the decision."
        )


@transaction.atomic
def approve_change(*, change: Change, reason: str, by: User, seen: str) -> Change:
    """Make it public. Raises InvalidStep where somebody was faster or the listing has changed since.

    seen: `digest` of what the moderator was shown; whoever asks may add to it until the last moment.
    """
    clinic, now = _locked(change, "approve_change", reason, by)
    if reason not in ChangeReason.approving:
        raise Refused("Choose a reason to approve.")
    if digest(now.after) != seen:
        raise InvalidStep("More was asked for since you opened this page. Look at it again.")
    section = SECTIONS[now.section]
    if now.user is None or not can_manage(now.user, clinic):
        raise Refused("Whoever asked for this does not manage the listing any more. Refuse it.")
    before = section.read(clinic)
    if only(before, list(now.before)) != now.before:
        raise InvalidStep("The listing has changed since this was asked for. Refuse it as overtaken.")
    address, after = Address.of(clinic), before | now.after
    _check_address(clinic, after)
    section.write(clinic, before, after, by)
    paths = differing(before, after)
    said = Said({"values": only(before, paths)}, {"section": section.key, "values": only(after, paths)})
    edited(clinic, by=by, fields=[section.key], before=address, said=said)
    return _decide(now, ChangeStatus.APPROVED, reason, by)


@transaction.atomic
def refuse_change(*, change: Change, reason: str, by: User) -> Change:
    _, now = _locked(change, "refuse_change", reason, by)
    if reason in ChangeReason.approving:
        raise Refused("Choose a reason to refuse.")
    return _decide(now, ChangeStatus.REFUSED, reason, by)


@transaction.atomic
def withdraw_change(*, change: Change, by: User) -> Change:
    """Whoever manages the listing takes it back before anybody decided."""
    Clinic.objects.locked([change.clinic_id])
    now = Change.objects.select_for_update(no_key=True).get(pk=change.pk)
    if not can_manage(by, now.clinic):
        raise NotAllowed("You do not manage this listing.")
    if not CHANGE.takes("withdraw_change", now.status):
        raise InvalidStep("A moderator has decided this already.")
    return _withdraw(now, by)


def withdraw_changes_of(*, user: User, clinic: Clinic, by: Authority) -> None:
    """Whoever does not manage the listing any more asks for nothing there. The clinic is locked by the caller."""
    rows = Change.objects.filter(user=user, clinic=clinic, status=ChangeStatus.WAITING)
    for change in rows.select_for_update(no_key=True).order_by("pk"):
        _withdraw(change, by)


def _withdraw(change: Change, by: Authority) -> Change:
    change.status, change.decided_at = ChangeStatus.WITHDRAWN, timezone.now()
    change.save()
    _record(change, "change.withdrawn", by)
    return change


def _locked(change: Change, verb: str, reason: str, by: User) -> tuple[Clinic, Change]:
    clinic = Clinic.objects.locked([change.clinic_id])[0]
    now = Change.objects.select_for_update(no_key=True).get(pk=change.pk)
    check_may_decide_change(by, now)
    if reason not in ChangeReason.values:
        raise Refused("Choose a reason from the list.")
    if not CHANGE.takes(verb, now.status):
        raise InvalidStep("This change was decided already.")
    return clinic, now


def _check_address(clinic: Clinic, after: Values) -> None:
    """Two pages cannot have one address; the slug is for a moderator to change."""
    if "city" not in after:
        return
    there = Clinic(name=after["name"], city=after["city"], slug=clinic.slug)
    there.derive()
    taken = Clinic.objects.filter(state=after["state"], city_slug=there.city_slug, slug=clinic.slug)
    if taken.exclude(pk=clinic.pk).exists():
        raise Refused("Another listing has this page address in that city. Change the slug of this one first.")


def _decide(change: Change, status: ChangeStatus, reason: str, by: User) -> Change:
    change.status, change.reason = status, reason
    change.decided_at, change.decided_by = timezone.now(), by
    change.save()
    _record(change, f"change.{status.value}", by, reason)
    letters.change_decided(change)
    return change


def _record(change: Change, what: str, by: Authority, reason: str = "") -> None:
    """Public fields before and after; wording that waits is not public, so only its path is kept."""
    public = change.held == Held.SENSITIVE or change.status == ChangeStatus.APPROVED
    after = {"clinic": change.clinic_id, "section": change.section, "fields": sorted(change.after)}
    Event.record(
        by=by, what=what, subject=change, reason=reason,
        before={"values": change.before} if public else {},
        after=after | ({"values": change.after} if public else {}),
    )  # fmt: skip
