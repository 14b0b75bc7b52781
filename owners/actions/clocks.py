"""What the passing of days asks for: letters, each once, and addresses that are over.

Nothing public waits for these. A letter's row in `Reminder` is written first and with it, so that two runs at
one moment send it once; a run that was skipped is made good by what is true on the next.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from clinics.domain.catalog import FACTS
from clinics.enums import Evidence, Status
from clinics.models import Answer, Clinic, Membership, Statement
from owners.actions.confirming import link_key
from owners.domain.freshness import SOON_DAYS, Freshness
from owners.emails import clocks as letters
from owners.enums import ReminderKind
from owners.models import Claim, Reminder
from owners.models.claim import LATE

ENDS_WITHIN_DAYS = 30


def remind_to_confirm(today: dt.date) -> int:
    """To every member of a managed, listed clinic, 75, 90 and 365 days after its confirmation; returns the listings.

    Of several that are due only the last is sent. A listing that was never confirmed has no clock.
    """
    old = Clinic.objects.filter(managed=True, status=Status.LISTED, confirmed_on__lte=today - _days(SOON_DAYS))
    return sum(_remind(pk, today) for pk in list(old.order_by("pk").values_list("pk", flat=True)))


def warn_of_documents(today: dt.date) -> int:
    """Answers that a document stands behind today and in 31 days nothing so strong; returns the listings told."""
    soon = Statement.objects.filter(
        evidence=Evidence.DOCUMENT, expires_on__range=(today, today + _days(ENDS_WITHIN_DAYS)), ended_on=None,
        clinic__managed=True, clinic__status__in=Status.searchable,
    )  # fmt: skip
    found = soon.order_by("clinic_id").values_list("clinic_id", flat=True).distinct()
    return sum(_warn(pk, today) for pk in list(found))


@transaction.atomic
def tell_of_claims(today: dt.date) -> int:
    """One letter to the moderators, with numbers alone, when claims have come to wait for 7 days; returns how many."""
    waiting = Claim.objects.filter(Claim.late())
    claims = list(waiting.order_by("pk")) if settings.MODERATOR_EMAIL else []
    new = [claim for claim in claims if _once(f"claim:{claim.pk}", ReminderKind.CLAIM_WAITS, _day_of(claim))]
    if new:
        letters.claims_wait(settings.MODERATOR_EMAIL, how_many=len(claims), days=LATE.days)
    return len(new)


@transaction.atomic
def _remind(pk: int, today: dt.date) -> int:
    """The listing is locked: whoever confirms it in this moment gets no letter that says otherwise."""
    clinic = Clinic.objects.locked([pk])[0]
    if not clinic.managed or clinic.status != Status.LISTED or clinic.confirmed_on is None:
        return 0
    fresh, team = Freshness(clinic.confirmed_on, today), Membership.team(clinic)
    if not team or not fresh.stage or not _once(f"clinic:{pk}", fresh.stage, fresh.confirmed_on):
        return 0
    for user in team:
        letters.still_correct(user, clinic, fresh=fresh, key=link_key(clinic, user))
    return 1


@transaction.atomic
def _warn(pk: int, today: dt.date) -> int:
    clinic = Clinic.objects.locked([pk])[0]
    team = Membership.team(clinic)
    ending = [row for row in _ending(clinic, today) if team and _once(*_about(row))]
    for user in team if ending else []:
        letters.documents_end(user, clinic, facts=[(FACTS[row.fact].wording, row.expires_on) for row in ending])
    return bool(ending)


def _ending(clinic: Clinic, today: dt.date) -> list[Statement]:
    """Statements whose end will be seen: nothing stands above them today, and nothing like them follows."""
    later = today + _days(ENDS_WITHIN_DAYS + 1)
    seen = Answer.objects.on(today).filter(clinic=clinic, evidence=Evidence.DOCUMENT)
    after = Answer.objects.on(later).filter(clinic=clinic, evidence__gte=Evidence.DOCUMENT)
    facts = set(seen.values_list("fact", flat=True)) - set(after.values_list("fact", flat=True))
    rows = Statement.objects.filter(clinic=clinic, fact__in=facts, evidence=Evidence.DOCUMENT, ended_on=None)
    return list(rows.filter(as_of__lte=today, expires_on__range=(today, later)).order_by("expires_on", "pk"))


def _about(row: Statement) -> tuple[str, str, dt.date]:
    return f"statement:{row.pk}", ReminderKind.DOCUMENT_ENDS, row.expires_on


def _once(subject: str, kind: str, about: dt.date) -> bool:
    """Whether this letter is for whoever asks now; the database lets one of two have it."""
    _, new = Reminder.objects.get_or_create(subject=subject, kind=kind, about=about)
    return new


def _day_of(claim: Claim) -> dt.date:
    return timezone.localtime(claim.submitted_at).date()


def _days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)
