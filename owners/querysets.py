"""What waits for a moderator among the answers and the people of listings, as questions to the database."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate

from clinics.domain.facts import CHECKED
from clinics.domain.taxonomies import PROFESSIONS
from clinics.enums import Evidence, Status
from owners.enums import CheckStatus

if TYPE_CHECKING:
    from owners.models import Check, LookUp  # noqa: F401 -- named in strings below

SOON_DAYS = 14
"""So long before a register check runs out it is time to look again. A document is the clinic's to renew."""

LATER = Q(as_of__gt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), pk__gt=OuterRef("pk"))
"""In a subquery: said later than the row outside; of one day, the row that came later."""

LONGER = Q(expires_on__gt=OuterRef("expires_on")) | Q(expires_on=OuterRef("expires_on"), pk__gt=OuterRef("pk"))
"""In a subquery: counts longer than the row outside."""
STANDING = Q(evidence__in=CHECKED, ended_on__isnull=True)
"""Checks that nobody has settled or taken back."""


def live(day: dt.date) -> Q:
    """Statements that count on a day."""
    return Q(as_of__lte=day, expires_on__gte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class CheckQuerySet(models.QuerySet["Check"]):
    """Answers with a moderator's look behind them."""

    def needing_a_look(self, day: dt.date) -> Self:
        """The newest check of a fact, where a newer answer contradicts it, and the one that lasts longest, where it
        runs out; with `status` and `since`.

        One that was taken back or settled needs none; nor does one of a listing that no search finds.
        """
        against = self.newer_answers(day)
        newest = ~Exists(self._beside().filter(STANDING, LATER))
        lasting = ~Exists(self._beside().filter(STANDING, LONGER))
        found = self.filter(STANDING, clinic__status__in=Status.searchable).annotate(
            status=Case(
                When(live(day) & Q(newest) & Q(Exists(against)), then=Value(CheckStatus.CONTRADICTED)),
                When(Q(lasting, expires_on__lt=day), then=Value(CheckStatus.RUN_OUT)),
                When(_soon(day) & Q(lasting), then=Value(CheckStatus.RUNS_OUT)),
                default=Value(CheckStatus.COUNTS),
            )
        )
        said = Subquery(against.values_list(TruncDate("created_at"))[:1])  # `as_of` is anew with each confirmation
        since = Case(When(status=CheckStatus.CONTRADICTED, then=said), default=F("expires_on"))
        return found.exclude(Q(("status", CheckStatus.COUNTS))).annotate(since=since).order_by("since", "pk")

    def of_status(self, day: dt.date, *status: str) -> Self:
        """Those that need a look for one of these reasons."""
        return self.needing_a_look(day).filter(Q(("status__in", status)))  # an annotation, which no type knows of

    def newer_answers(self, day: dt.date) -> "CheckQuerySet":
        """In a subquery: what says otherwise, was said later, and counts on that day; the oldest first."""
        found = self._beside().filter(live(day), LATER).exclude(answer=OuterRef("answer"))
        return found.order_by("as_of", "pk")

    def _beside(self) -> "CheckQuerySet":
        """In a subquery: what is said on the same fact of the same clinic."""
        return self.model.objects.filter(clinic=OuterRef("clinic"), fact=OuterRef("fact"))


def _soon(day: dt.date) -> Q:
    return Q(evidence=Evidence.REGISTER, expires_on__lte=day + dt.timedelta(days=SOON_DAYS))


class LookUpQuerySet(models.QuerySet["LookUp"]):
    """People whom a clinic names."""

    def never_looked_up(self) -> Self:
        """In a role that the federal register can show, and with the number to look for.

        They wait since they were named; where nobody wrote that down, since the listing is public.
        """
        named = (
            self._to_show().filter(looked_up_on__isnull=True).annotate(named_on=Coalesce("as_of", "clinic__listed_on"))
        )
        return named.order_by("named_on", "pk")

    def unconfirmed(self) -> Self:
        """Looked up; that they work there, nobody has confirmed."""
        return self._to_show().filter(looked_up_on__isnull=False, works_here_on__isnull=True)

    def _to_show(self) -> Self:
        return self.filter(npi__gt="", role__in=PROFESSIONS, clinic__status__in=Status.searchable)
