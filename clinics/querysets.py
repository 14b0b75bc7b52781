"""The words of the domain over many rows."""

import datetime as dt
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q

from clinics.domain.clock import LAPSE_DAYS
from clinics.domain.geo import Vector, chord2_of, latitude_span
from clinics.enums import Status

if TYPE_CHECKING:
    from clinics.models import Answer, Clinic  # noqa: F401 -- named in strings below

CityRow = tuple[str, str, str, float, int]
"""State, address, name, squared chord, clinics."""
NEAR_MILES = 60
"""Neighbors are first looked for in a band of latitude so wide, which an index serves."""


class ClinicQuerySet(models.QuerySet["Clinic"]):
    def shown(self) -> Self:
        """Have a public page with their name on it, and stand in API and export."""
        return self.filter(status__in=Status.shown)

    def locked(self, ids: Iterable[int]) -> "list[Clinic]":
        """These clinics, fresh, and kept from every other writer until the end of the transaction.

        Whoever changes a listing, or a row of it, takes this lock first and `SiteState` last; several of
        them always in the order of their ids. So no two writers wait for each other.
        """
        return list(self.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"))

    def standing(self, pk: int) -> "Clinic":
        """The clinic, locked; where it was merged into another meanwhile, that one."""
        [now] = self.locked([pk])
        while now.status == Status.MERGED and now.moved_to_id is not None:
            [now] = self.locked([now.moved_to_id])
        return now

    def shown_at(self, state: str, city: str, slug: str) -> "Clinic | None":
        """Whose public page is at this address, or whose it is since the listing there was merged."""
        found = self.filter(state=state.upper(), city_slug=city, slug=slug).first()
        return found and found.public_survivor

    def stand_ins(self, ids: Iterable[int]) -> dict[int, int]:
        """Merged id → id of the public listing that stands for it, for those among these."""
        merged = self.filter(pk__in=list(ids), status=Status.MERGED).select_related("moved_to")
        return {clinic.pk: there.pk for clinic in merged if (there := clinic.public_survivor)}

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

    def judged(self) -> Self:
        """Each with `in_engines`: may search engines list its page, and does the sitemap name it?

        Not a clinic that has closed or moved: its old prices and facts would be met without that. Nor one of which
        nobody has said more than where it is: such a page answers nothing. (A city or a state without a clinic in
        the default results is not listed either: it shows the clinics of others.)
        """
        silent = Q(phone="", intake_phone="", website="", hours="", description="")
        says_more = _has("Offering") | _has("Statement") | ~silent
        worth = Q(status__in=Status.searchable) & Q(says_more)
        return self.annotate(in_engines=ExpressionWrapper(worth, output_field=models.BooleanField()))

    def in_engines(self) -> Self:
        return self.judged().filter(in_engines=True)

    def within(self, point: Vector, miles: float) -> Self:
        """Not farther from a point than so many miles."""
        return self.filter(x__isnull=False).annotate(chord2=_chord2(point)).filter(chord2__lte=chord2_of(miles))

    def by_city(self, point: Vector, latitude: float, miles: float) -> "models.QuerySet[Clinic, CityRow]":
        """Cities with a clinic within some miles of a point, each as far as its nearest clinic, the nearest first.

        latitude: that of the point; an index serves the band around it.
        """
        band = self.filter(latitude__range=latitude_span(latitude, miles)).within(point, miles)
        cities = band.order_by().values_list("state", "city_slug")
        found = cities.annotate(name=models.Min("city"), near=models.Min("chord2"), count=models.Count("pk"))
        return found.order_by("near", "state", "city_slug")

    def nearest_open(self, point: Vector, today: dt.date, exclude: int, count: int) -> "list[Clinic]":
        """The nearest clinics in default results, each with its squared chord as `chord2`.

        Looks nearby first, so that a page does not measure the whole country; whatever is
        beyond that band of latitude is farther than every one found within the distance.
        """
        rows = self.in_results(today).filter(x__isnull=False).exclude(pk=exclude).annotate(chord2=_chord2(point))
        rows = rows.order_by("chord2", "pk")
        latitude = math.degrees(math.asin(max(-1.0, min(1.0, point.z))))
        low, high = latitude_span(latitude, NEAR_MILES)
        near = list(rows.filter(latitude__range=(low, high), chord2__lte=chord2_of(NEAR_MILES))[:count])
        return near if len(near) == count else list(rows[:count])


class AnswerQuerySet(models.QuerySet["Answer"]):
    def on(self, day: dt.date) -> Self:
        """In force on that day; at most one a clinic and fact."""
        return self.filter(starts__lte=day, ends__gt=day)


def _has(part: str) -> Exists:
    return Exists(apps.get_model("clinics", part).objects.filter(clinic=OuterRef("pk")))


def _chord2(point: Vector) -> "models.expressions.CombinedExpression":
    """The very sum of `domain.geo.chord_squared`."""
    x, y, z = F("x") - point.x, F("y") - point.y, F("z") - point.z
    return x * x + y * y + z * z
