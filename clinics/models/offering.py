import datetime as dt

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from clinics.domain.prices import Course, Range, first_course
from clinics.enums import Evidence, Method, OralPlace, Unit
from clinics.validators import validate_plain


def _dollars(label: str) -> "models.PositiveIntegerField[int | None, int | None]":
    return models.PositiveIntegerField(label, null=True, blank=True, validators=[MinValueValidator(1)])


class Offering(models.Model):
    """A clinic x a method, with its price. Whole US dollars; null is not stated, never 0."""

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="offerings")
    method = models.CharField(max_length=12, choices=Method)
    unit = models.CharField("price is for", max_length=8, choices=Unit, blank=True)
    price_min = _dollars("lowest price, dollars")
    price_max = _dollars("highest price, dollars")
    minutes = models.PositiveSmallIntegerField(
        "minutes a session", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    course_sessions = models.PositiveSmallIntegerField(
        "sessions in a first course", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    package_price = _dollars("price of the whole first course, dollars")
    includes_consult = models.BooleanField(null=True, blank=True)
    includes_monitoring = models.BooleanField(null=True, blank=True)
    includes_therapy = models.BooleanField(null=True, blank=True)
    includes_antinausea = models.BooleanField(null=True, blank=True)
    includes_follow_up = models.BooleanField(null=True, blank=True)
    takes_insurance = models.BooleanField("insurance is billed", null=True, blank=True)
    insurers = models.CharField(max_length=300, blank=True, validators=[validate_plain])
    maintenance_weeks = models.PositiveSmallIntegerField(
        "weeks between maintenance sessions", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    maintenance_price = _dollars("price of a maintenance session, dollars")
    oral_place = models.CharField("lozenge taken", max_length=8, choices=OralPlace, blank=True)
    valid_from = models.DateField("prices valid from", null=True, blank=True)
    evidence = models.PositiveSmallIntegerField(choices=Evidence, default=Evidence.STATED)
    as_of = models.DateField("stated on", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["method", "clinic"], name="offering_method")]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "method"], name="offering_once"),
            models.CheckConstraint(condition=Q(method__in=Method.values), name="offering_method_known"),
            models.CheckConstraint(
                condition=Q(price_min__isnull=True, price_max__isnull=True, unit="")
                # A check that comes out as NULL passes, so both prices are asked for by name.
                | Q(
                    price_min__isnull=False,
                    price_max__isnull=False,
                    price_min__gte=1,
                    price_max__gte=F("price_min"),
                    unit__in=Unit.values,
                ),
                name="offering_price_whole",
            ),
            models.CheckConstraint(
                condition=Q(package_price__isnull=True) | Q(package_price__gte=1), name="offering_package_not_zero"
            ),
            models.CheckConstraint(
                condition=Q(course_sessions__isnull=True) | Q(course_sessions__gte=1), name="offering_sessions_not_zero"
            ),
            models.CheckConstraint(
                condition=Q(oral_place="") | Q(method=Method.ORAL), name="offering_oral_place_if_oral"
            ),
        ]

    def __str__(self) -> str:
        return self.get_method_display()

    @property
    def price(self) -> Range | None:
        """The price for one `unit`; None where none is stated."""
        if self.price_min is None or self.price_max is None:
            return None
        return Range(self.price_min, self.price_max)

    @property
    def session_price(self) -> Range | None:
        return self.price if self.unit == Unit.SESSION else None

    @property
    def dated(self) -> dt.date | None:
        """The day the price block speaks of."""
        return self.valid_from or self.as_of

    def course(self, intake_fee: int | None) -> Course:
        """The first course. A package price is the whole course only where its sessions are stated too."""
        package = self.package_price
        sized = self.unit == Unit.PACKAGE and self.course_sessions is not None
        if package is None and sized and self.price_min == self.price_max:
            package = self.price_min
        return first_course(
            method=self.method,
            session=self.session_price,
            course_sessions=self.course_sessions,
            package_price=package,
            intake_fee=intake_fee,
            consult_included=self.includes_consult,
        )
