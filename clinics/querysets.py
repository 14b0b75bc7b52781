"""The words of the domain over many rows."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from clinics.enums import Status

if TYPE_CHECKING:
    from clinics.models import Answer, Clinic  # noqa: F401 -- named in strings below

LAPSE_DAYS = 365
"""A managed listing not confirmed for so long leaves the default results."""


class ClinicQuerySet(models.QuerySet["Clinic"]):
    def shown(self) -> Self:
        """Have a public page with their name on it, and stand in API and export."""
        return self.filter(status__in=Status.shown)

    def in_results(self, today: dt.date) -> Self:
        """Stand in default results: listed, and not lapsed.

        The clock starts with the clinic's own first confirmation and applies to managed
        listings only.
        """
        lapsed = Q(managed=True, confirmed_on__lte=today - dt.timedelta(days=LAPSE_DAYS))
        return self.filter(status=Status.LISTED).exclude(lapsed)

    def found_by_name(self) -> Self:
        """What a search by name may find: also temporarily closed and lapsed listings."""
        return self.filter(status__in=Status.searchable)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def on(self, day: dt.date) -> Self:
        """In force on that day; at most one a clinic and fact."""
        return self.filter(starts__lte=day, ends__gt=day)
