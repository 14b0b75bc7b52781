from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class AgeRange(models.Model):
    """Ages in years that a clinic treats, both ends included; 120 means no upper end."""

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="ages")
    youngest = models.PositiveSmallIntegerField()
    oldest = models.PositiveSmallIntegerField(default=120)
    history = HistoricalRecords()

    class Meta:
        ordering = ["youngest"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "youngest"], name="age_range_once"),
            models.CheckConstraint(condition=Q(oldest__lte=120, youngest__lte=F("oldest")), name="age_range_in_order"),
        ]

    def __str__(self) -> str:
        if self.oldest >= 120:
            return "All ages" if self.youngest == 0 else f"{self.youngest} and over"
        return f"{self.youngest} to {self.oldest}"
