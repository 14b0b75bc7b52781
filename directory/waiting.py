"""How much waits for a moderator, of each kind, and since when: the rooms' `open_tasks`, put together."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

import clinics.tasks
import guide.tasks
import owners.tasks
import reviews.tasks
import sources.tasks
from accounts.models import User
from accounts.work import Kind

ROOMS: tuple[Callable[[], tuple[Kind, ...]], ...] = (
    clinics.tasks.open_tasks, owners.tasks.open_tasks, reviews.tasks.open_tasks, sources.tasks.open_tasks,
    guide.tasks.open_tasks,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """days: how long the oldest has waited."""

    kind: Kind
    count: int
    days: int

    @property
    def url(self) -> str:
        page = reverse(f"admin:{self.kind.model}_changelist")
        return f"{page}?{self.kind.query}" if self.kind.query else page


def kinds() -> list[Kind]:
    return [kind for room in ROOMS for kind in room()]


def waiting_for(user: User) -> list[Waiting]:
    """All kinds that they may see, those with the longest wait first."""
    today = timezone.localdate()
    found = [_of(kind, today) for kind in kinds() if user.has_perm(kind.permission)]
    return sorted(found, key=lambda one: (-(one.count > 0), -one.days))


def _of(kind: Kind, today: dt.date) -> Waiting:
    found = kind.rows(today).order_by().aggregate(count=Count("pk"), oldest=Min(kind.since))
    return Waiting(kind, found["count"], (today - _day(found["oldest"], today)).days)


def _day(moment: dt.datetime | dt.date | None, today: dt.date) -> dt.date:
    """A check that is about to run out waits since today."""
    if isinstance(moment, dt.datetime):
        moment = timezone.localdate(moment)
    return min(moment or today, today)
