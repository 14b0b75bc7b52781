"""One queue over everything that waits for a moderator: the rooms' `open_tasks` in one list.

What a `Kind` puts first stands before all else, whatever its age; then the oldest of all kinds.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField, Case, DateTimeField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.policies import why_not
from accounts.work import Kind
from clinics.models import Clinic
from clinics.policies import can_judge
from directory.models import Taken
from directory.waiting import Waiting, kinds, waiting_for

PER_PAGE = 50
FIRST = 0
STALE = dt.timedelta(days=1)
"""After so long somebody else may go on with what was taken."""


@dataclass(frozen=True, slots=True)
class Item:
    """taken: by whom, within a day. days: how long it waits. first: it stands before what is older."""

    kind: Kind
    number: int
    clinic: Clinic | None
    days: int
    taken: Taken | None
    url: str
    first: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """kind: a key, or "" for all. whose: "mine", "free", or "" for all."""

    kind: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    waiting: list[Waiting]
    filters: Filters
    items: list[Item]
    page: Page[Any]


def queue(user: User, filters: Filters, page: str) -> Queue:
    """What they may see of it; a page that is none is the first or the last."""
    today, waiting, taken = timezone.localdate(), waiting_for(user), _taken()
    seen = [one.kind for one in waiting if one.count and filters.kind in {"", one.kind.key}]
    rows = _rows([(kind, _of(kind, today, filters, user, taken)) for kind in seen])
    found = Paginator(rows, PER_PAGE).get_page(page)
    return Queue(waiting, filters, _items(found.object_list, seen, taken, today), found)


def next_url(user: User, model: str, number: str) -> str:
    """The page of what waits behind this row, or first if it waits no more: not taken by others, no affair of theirs.

    model: "app_model" of the admin's page. Round the end it begins anew; "" where there is nothing else.
    """
    today, taken = timezone.localdate(), _taken()
    seen = {kind.key: kind for kind in kinds() if user.has_perm(kind.permission)}
    rows = list(_rows([(kind, kind.rows(today)) for kind in seen.values()]))
    there = [n for n, row in enumerate(rows) if (seen[row[0]].model, str(row[1])) == (model, number)]
    behind = rows[there[0] + 1 :] + rows[: there[0]] if there else rows
    for key, found, _, clinic, _ in behind:
        holder = taken.get((key, found))
        if (holder is None or holder.user_id == user.pk) and _may_decide(user, seen[key], found, clinic):
            return _url(seen[key], found)
    return ""


def _may_decide(user: User, kind: Kind, number: int, clinic: int | None) -> bool:
    if kind.check is None:
        return clinic is None or can_judge(user, clinic)
    row = kind.rows(timezone.localdate()).filter(pk=number).first()
    return row is not None and not why_not(kind.check, user, row)


def take(*, kind: str, number: int, by: User) -> str:
    """Say to the others that one works on it. Returns what to say to them; "" where it is done."""
    seen = {one.key: one for one in kinds() if by.has_perm(one.permission)}
    if kind not in seen or not seen[kind].rows(timezone.localdate()).filter(pk=number).exists():
        return "This does not wait for anybody any more."
    Taken.objects.filter(_over(), kind=kind, number=number).delete()
    try:
        with transaction.atomic():
            _, new = Taken.objects.get_or_create(kind=kind, number=number, defaults={"user": by})
    except IntegrityError:
        new = False
    mine = new or Taken.objects.filter(kind=kind, number=number, user=by).exists()
    return "" if mine else "Somebody has taken this already."


def release(*, kind: str, number: int, by: User) -> None:
    """One's own alone; what a colleague left lying is free after a day."""
    Taken.objects.filter(kind=kind, number=number, user=by).delete()


def prune(today: dt.date) -> int:
    """For the daily run: what is decided, or was taken long ago. Returns how many."""
    gone = 0
    for kind in kinds():
        rows = Taken.objects.filter(kind=kind.key)
        over = rows.filter(_over() | ~Q(number__in=kind.rows(today).order_by().values("pk")))
        gone += over.delete()[0]
    return gone


def _over() -> Q:
    """Lying for too long, or taken by somebody who moderates no more."""
    return Q(at__lt=timezone.now() - STALE) | Q(user__is_active=False) | Q(user__is_staff=False)


def _taken() -> dict[tuple[str, int], Taken]:
    rows = Taken.objects.exclude(_over()).select_related("user")
    return {(row.kind, row.number): row for row in rows}


def _of(kind: Kind, today: dt.date, filters: Filters, user: User, taken: dict[Any, Taken]) -> QuerySet[Any]:
    rows, theirs = kind.rows(today), {key: row for key, row in taken.items() if key[0] == kind.key}
    if filters.whose == "mine":
        return rows.filter(pk__in=[number for (_, number), row in theirs.items() if row.user_id == user.pk])
    return rows.exclude(pk__in=[number for _, number in theirs]) if filters.whose == "free" else rows


def _rows(found: list[tuple[Kind, QuerySet[Any]]]) -> QuerySet[Any]:
    """Kind, row, day, clinic and rank of each, in one query; of one day in the order of kinds and rows."""
    parts = [
        rows.order_by().annotate(
            queue_kind=Value(kind.key), queue_since=_Moment(kind.since, output_field=DateTimeField()),
            queue_clinic=_clinic(kind), queue_rank=_rank(kind),
        ).values_list("queue_kind", "pk", "queue_since", "queue_clinic", "queue_rank")
        for kind, rows in found
    ]  # fmt: skip
    if not parts:
        return Taken.objects.none()
    whole: QuerySet[Any] = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    # Without a day comes last: the two databases would put it at two ends.
    return whole.order_by("queue_rank", F("queue_since").asc(nulls_last=True), "queue_kind", "pk")


def _clinic(kind: Kind) -> F | Value:
    return F(kind.clinic) if kind.clinic else Value(None, output_field=BigIntegerField())


def _rank(kind: Kind) -> Case:
    """0 for what stands first, 1 for all else."""
    first = [] if kind.first is None else [When(kind.first, then=Value(FIRST))]
    return Case(*first, default=Value(FIRST + 1), output_field=IntegerField())


class _Moment(Cast):
    """A day beside moments in one list: as its midnight. SQLite keeps both as text, which sorts as it is.

    Cast to text, or its driver would read all of them by the type of the column that comes first.
    """

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"CAST({sql} AS TEXT)", params


def _items(rows: Iterable[Any], seen: list[Kind], taken: dict[Any, Taken], today: dt.date) -> list[Item]:
    rows, by_key = list(rows), {kind.key: kind for kind in seen}
    clinics = Clinic.objects.in_bulk({row[3] for row in rows if row[3]})
    return [
        Item(
            by_key[key], number, clinics.get(clinic), _days(since, by_key[key], today), taken.get((key, number)),
            _url(by_key[key], number), rank == FIRST,
        )
        for key, number, since, clinic, rank in rows
    ]  # fmt: skip


def _url(kind: Kind, number: int) -> str:
    return reverse(f"admin:{kind.model}_change", args=[number])


def _days(since: dt.datetime | None, kind: Kind, today: dt.date) -> int:
    """What runs out soon, and whom somebody named on a day that nobody wrote down, wait since today."""
    if since is None:
        return 0
    return max(0, (today - (since.date() if kind.by_day else timezone.localdate(since))).days)
