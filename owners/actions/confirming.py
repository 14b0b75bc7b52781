""" "Everything here is still correct": the one act that moves all dates of a listing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from clinics.actions.indexing import reindex
from clinics.domain.catalog import FACTS
from clinics.domain.facts import Evidence, effective, expires
from clinics.enums import Status
from clinics.models import Clinic, Membership, Offering, Statement
from owners.exceptions import DeadLink, InvalidStep
from owners.policies.team import Act, check_may

SALT = "owners.confirm"
LINK_DAYS = 30
DEAD = "It was used, or the listing was confirmed since, or it is too old. Sign in to see when it was last confirmed."
NOT_OPEN = "Only a listing that is public and not closed for good can be confirmed."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a mailed link asks: may this person confirm this listing, last confirmed on `about`."""

    clinic: Clinic
    user: User
    about: dt.date


@transaction.atomic
def confirm(*, clinic: Clinic, by: User, about: dt.date | None = None) -> bool:
    """Date the listing, its prices, its availability and its answers to today. False where today's was said before.

    about: the confirmation that a link follows; DeadLink is raised where there was another since. Raises
    NotAllowed, or InvalidStep for a listing that is not open.
    """
    now, today = Clinic.objects.locked([clinic.pk])[0], timezone.localdate()
    check_may(by, now, Act.CONFIRM)
    if now.status not in Status.searchable:
        raise InvalidStep(NOT_OPEN)
    if about is not None and now.confirmed_on != about:
        raise DeadLink(DEAD)
    if now.confirmed_on is not None and now.confirmed_on >= today:
        return False
    before = now.confirmed_on and now.confirmed_on.isoformat()
    _date_listing(now, today, by)
    _date_prices(now, today, by)
    facts = _date_answers(now, today, by)
    after = {"confirmed_on": today.isoformat(), "facts": facts}
    Event.record(by=by, what="clinic.confirmed", subject=now, before={"confirmed_on": before}, after=after)
    reindex([now.pk])
    return True


def link_key(clinic: Clinic, user: User) -> str:
    """For the letter to one member about one confirmation."""
    about = clinic.confirmed_on.isoformat() if clinic.confirmed_on else ""
    return signing.dumps([clinic.pk, user.pk, about], salt=SALT)


def open_link(key: str) -> Asked:
    """Raises DeadLink where it is forged, too old or overtaken, or its reader is no member any more."""
    try:
        number, user, about = signing.loads(key, salt=SALT, max_age=dt.timedelta(days=LINK_DAYS))
    except signing.BadSignature as error:
        raise DeadLink(DEAD) from error
    rows = Membership.objects.filter(user=user, clinic=number, user__is_active=True)
    found = rows.filter(clinic__status__in=Status.searchable).select_related("clinic", "user").first()
    if found is None or found.clinic.confirmed_on is None or found.clinic.confirmed_on.isoformat() != about:
        raise DeadLink(DEAD)
    return Asked(found.clinic, found.user, found.clinic.confirmed_on)


def confirm_by_link(*, key: str) -> Clinic:
    """As `confirm`, on the word of a link that was mailed to a member. It works once."""
    asked = open_link(key)
    confirm(clinic=asked.clinic, by=asked.user, about=asked.about)
    return asked.clinic


def _date_listing(clinic: Clinic, today: dt.date, by: User) -> None:
    """The version stays: nothing that a colleague may be editing has changed."""
    clinic.confirmed_on, clinic.confirmed_by = today, by
    if clinic.new_patients is not None or clinic.wait_days is not None:
        clinic.availability_on = today
    _save(clinic, by)


def _date_prices(clinic: Clinic, today: dt.date, by: User) -> None:
    """What the clinic itself stated. The day from which a price holds is its own statement, and stays."""
    stated = Offering.objects.filter(clinic=clinic, evidence=Evidence.STATED)
    for offering in stated.exclude(as_of__gte=today):
        offering.as_of = today
        _save(offering, by)


def _date_answers(clinic: Clinic, today: dt.date, by: User) -> list[str]:
    """Keys of the facts that were said anew.

    The answer stays what it was, so its row is dated anew and the history keeps when it was said before. (A new
    row for each would make a page that is confirmed often load thousands.)
    """
    found = _said_still(clinic, today)
    for statement in found:
        statement.as_of, statement.expires_on = today, expires(Evidence.STATED, today)
        _save(statement, by)
    return sorted(statement.fact for statement in found)


def _said_still(clinic: Clinic, today: dt.date) -> list[Statement]:
    """For each fact what the clinic said last, where that is what the page says too.

    An older yes of the clinic that a later no has voided must not come back by a new date; nor may its older no
    void the document that was seen since.
    """
    by_fact: dict[str, list[Statement]] = defaultdict(list)
    for statement in Statement.objects.filter(clinic=clinic).order_by("as_of", "pk"):
        by_fact[statement.fact].append(statement)
    found = [_last_stated(key, rows, today) for key, rows in by_fact.items()]
    return [statement for statement in found if statement is not None and statement.as_of < today]


def _last_stated(key: str, rows: Iterable[Statement], today: dt.date) -> Statement | None:
    said = [(row, words) for order, row in enumerate(rows) if (words := row.said(order)) and words.live(today)]
    now = effective(FACTS[key].polarity, [words for _, words in said], today)
    stated = [row for row, words in said if words.evidence is Evidence.STATED and row.ended_on is None]
    return stated[-1] if now and stated and stated[-1].answer == now.answer else None


def _save(row: Any, by: User) -> None:
    row._history_user, row._change_reason = by, "clinic.confirmed"
    row.save()
