"""What moderators look at again: rows of a listing, seen as work."""

import datetime as dt
from typing import TYPE_CHECKING

from clinics.domain.catalog import FACTS
from clinics.domain.facts import CHECKED
from clinics.models import Practitioner, Statement
from owners.enums import CheckStatus
from owners.querysets import CheckQuerySet, LookUpQuerySet, live


class Check(Statement):
    """An answer that a moderator has checked. `status` and `since` come with `needing_a_look`."""

    if TYPE_CHECKING:
        status: str
        since: dt.date

    objects = CheckQuerySet.as_manager()  # type: ignore[misc]  # a proxy asks in its own words

    class Meta:
        proxy = True
        verbose_name = "check to look at again"
        verbose_name_plural = "checks to look at again"

    def __str__(self) -> str:
        return FACTS[self.fact].wording

    def get_status_display(self) -> str:
        return str(CheckStatus(self.status).label)

    def newer_answers(self, day: dt.date) -> list[Statement]:
        """What says otherwise, was said later, and counts on that day; the oldest first."""
        rows = Statement.objects.filter(live(day), clinic=self.clinic_id, fact=self.fact).exclude(answer=self.answer)
        return [row for row in rows.order_by("as_of", "pk") if (row.as_of, row.pk) > (self.as_of, self.pk)]

    def with_all_like_it(self) -> list[Statement]:
        """Every check of the fact that says the same and was not settled: none of them comes back by itself."""
        rows = Statement.objects.filter(clinic=self.clinic_id, fact=self.fact, answer=self.answer)
        return list(rows.filter(evidence__in=CHECKED, ended_on__isnull=True))


class LookUp(Practitioner):
    """A person whom a clinic names, to be looked up in the federal register."""

    objects = LookUpQuerySet.as_manager()  # type: ignore[misc]  # a proxy asks in its own words

    class Meta:
        proxy = True
        verbose_name = "person to look up"
        verbose_name_plural = "people to look up"
