"""The listing: one place with one address."""

import secrets
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from clinics.domain.geo import Vector, vector
from clinics.domain.states import STATES
from clinics.domain.text import fold, slug
from clinics.enums import PointPrecision, Status, SuspensionReason
from clinics.querysets import ClinicQuerySet
from clinics.validators import (
    validate_hours,
    validate_phone,
    validate_plain,
    validate_web,
)


def new_key() -> str:
    return secrets.token_hex(6)


class Clinic(models.Model):
    """A listing. Blank, null and an absent row mean "nobody has said", never no, yes or 0.

    `name_folded`, `search_text`, `city_slug` and x, y, z are derived: `derive()` and
    `actions.indexing.reindex` keep them. `managed`, `rating_average` and `rating_count`
    are kept by other rooms. Only `actions.listing` assigns `status`.
    """

    key = models.CharField(
        max_length=60, unique=True, default=new_key, editable=False,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*$")], help_text="The same in every export and every database.",
    )  # fmt: skip
    name = models.CharField(max_length=160, validators=[validate_plain])
    organization = models.ForeignKey(
        "clinics.Organization", null=True, blank=True, on_delete=models.PROTECT, related_name="clinics"
    )
    street = models.CharField(max_length=160, blank=True, validators=[validate_plain])
    street2 = models.CharField("suite or floor", max_length=100, blank=True, validators=[validate_plain])
    city = models.CharField(max_length=80, validators=[validate_plain])
    state = models.CharField(max_length=2, choices=list(STATES.items()))
    zip = models.CharField(
        "ZIP code", max_length=5, validators=[RegexValidator(r"^[0-9]{5}\Z", "A ZIP code has five digits.")]
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    point_precision = models.CharField(max_length=8, choices=PointPrecision, default=PointPrecision.ZIP)
    phone = models.CharField(max_length=24, blank=True, validators=[validate_phone])
    intake_phone = models.CharField(max_length=24, blank=True, validators=[validate_phone])
    website = models.CharField(max_length=300, blank=True, validators=[validate_web])
    hours = models.CharField(
        max_length=500, blank=True, validators=[validate_hours], help_text="OpenStreetMap form: Mo-Fr 08:00-17:00"
    )
    description = models.TextField(max_length=4000, blank=True, validators=[validate_plain])

    conditions = models.ManyToManyField(
        "clinics.Condition", through="clinics.ClinicCondition", related_name="clinics", blank=True
    )
    methods_complete = models.BooleanField(
        default=False, help_text="The methods below are the clinic's own whole list, not only what a source mentioned."
    )
    telehealth = models.BooleanField("consults by video", null=True, blank=True)
    new_patients = models.BooleanField("taking new patients", null=True, blank=True)
    wait_days = models.PositiveSmallIntegerField("usual wait in days", null=True, blank=True)
    availability_on = models.DateField("new patients and wait, as of", null=True, blank=True)
    intake_fee = models.PositiveIntegerField("intake fee, dollars", null=True, blank=True)
    deposit = models.PositiveIntegerField("deposit, dollars", null=True, blank=True)
    cancellation_fee = models.PositiveIntegerField("cancellation fee, dollars", null=True, blank=True)

    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    status_on = models.DateField("status since", null=True, blank=True)
    status_before_suspension = models.CharField(max_length=20, choices=Status, blank=True)
    suspension_reason = models.CharField(max_length=20, choices=SuspensionReason, blank=True)
    moved_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_from")

    managed = models.BooleanField(default=False)
    confirmed_on = models.DateField(
        null=True, blank=True, help_text="When the clinic last said that everything is still correct."
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    rating_average = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    rating_count = models.PositiveIntegerField(default=0)
    listed_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    slug = models.CharField(max_length=90, blank=True)
    version = models.PositiveIntegerField(default=0, help_text="Counts the saves, for two people editing at once.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    name_folded = models.CharField(max_length=200, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    city_slug = models.CharField(max_length=90, editable=False, default="")
    x = models.FloatField(null=True, editable=False)
    y = models.FloatField(null=True, editable=False)
    z = models.FloatField(null=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=["x", "y", "z", "name_folded", "search_text", "city_slug", "created_at", "updated_at"]
    )
    objects = ClinicQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        permissions = [("lift_suspension", "Can lift a suspension"), ("merge_clinic", "Can merge two listings")]
        indexes = [
            models.Index(fields=["status", "state"], name="clinic_status_state"),
            models.Index(fields=["status", "latitude"], name="clinic_status_latitude"),
            models.Index(fields=["state", "city_slug"], name="clinic_state_city"),
            models.Index(fields=["zip"], name="clinic_zip"),
            models.Index(fields=["name_folded"], name="clinic_name_folded"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["state", "city_slug", "slug"], name="clinic_address_once"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="clinic_status_known"),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="clinic_state_known"),
            models.CheckConstraint(
                condition=Q(point_precision__in=PointPrecision.values), name="clinic_precision_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    latitude__isnull=True, longitude__isnull=True, x__isnull=True, y__isnull=True, z__isnull=True
                )
                | Q(
                    # A check that comes out as NULL passes, so each half is asked for by name.
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                    x__isnull=False,
                    y__isnull=False,
                    z__isnull=False,
                ),
                name="clinic_point_whole",
            ),
            models.CheckConstraint(
                condition=~Q(point_precision=PointPrecision.WITHHELD) | Q(street="", street2=""),
                name="clinic_withheld_no_street",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.MOVED, Status.MERGED])
                | Q(status=Status.SUSPENDED, status_before_suspension=Status.MOVED)
                | Q(moved_to__isnull=True),
                name="clinic_moved_to_only_if_moved",
            ),
            models.CheckConstraint(
                condition=~(Q(status__in=[Status.MOVED, Status.MERGED]) | Q(status_before_suspension=Status.MOVED))
                | Q(moved_to__isnull=False),
                name="clinic_moved_says_where",
            ),
            models.CheckConstraint(condition=~Q(moved_to=F("id")), name="clinic_not_moved_to_itself"),
            models.CheckConstraint(
                condition=(Q(status=Status.SUSPENDED) & ~Q(suspension_reason="") & ~Q(status_before_suspension=""))
                | (~Q(status=Status.SUSPENDED) & Q(suspension_reason="", status_before_suspension="")),
                name="clinic_suspension_whole",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.LISTED]) | Q(status_on__isnull=False),
                name="clinic_status_dated",
            ),
            models.CheckConstraint(
                condition=Q(wait_days__isnull=True, new_patients__isnull=True) | Q(availability_on__isnull=False),
                name="clinic_availability_dated",
            ),
            models.CheckConstraint(
                condition=Q(rating_count=0, rating_average__isnull=True)
                | Q(rating_count__gt=0, rating_average__isnull=False, rating_average__range=(1, 5)),
                name="clinic_rating_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}, {self.state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set the columns that follow from others; bulk writers call it themselves."""
        self.name_folded = fold(self.name)[:200]
        self.city_slug = slug(self.city)
        point = self.vector
        self.x, self.y, self.z = (point.x, point.y, point.z) if point else (None, None, None)
        if not self.slug:
            self.slug = slug(self.name)

    @property
    def vector(self) -> Vector | None:
        if self.latitude is None or self.longitude is None:
            return None
        return vector(self.latitude, self.longitude)

    @property
    def state_name(self) -> str:
        return STATES[self.state]

    @property
    def place_is_rough(self) -> bool:
        return self.point_precision != PointPrecision.EXACT

    @property
    def public_moved_to(self) -> "Clinic | None":
        """Where it moved, unless that listing is hidden: nothing of a hidden one is told, its number included."""
        return self.moved_to and self.moved_to.public_survivor

    @property
    def survivor(self) -> "Clinic":
        """The listing that stands for this one: itself, or the one it was merged into, to the end of the way."""
        now, passed = self, {self.pk}
        while now.status == Status.MERGED and now.moved_to is not None and now.moved_to_id not in passed:
            now = now.moved_to
            passed.add(now.pk)
        return now

    @property
    def public_survivor(self) -> "Clinic | None":
        there = self.survivor
        return there if there.status in Status.shown else None

    @property
    def is_gone(self) -> bool:
        """Nobody answers at this place any more."""
        return self.status in {Status.CLOSED, Status.MOVED}

    def get_absolute_url(self) -> str:
        return reverse("clinics:clinic", args=[self.state.lower(), self.city_slug, self.slug])
