from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from clinics.enums import ConditionGroup


class Condition(models.Model):
    """What a clinic treats: a controlled vocabulary, kept by moderators."""

    key = models.SlugField(max_length=40, unique=True)
    group = models.CharField(max_length=12, choices=ConditionGroup)
    name = models.CharField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(group__in=ConditionGroup.values), name="condition_group_known")
        ]

    def __str__(self) -> str:
        return self.name


class ClinicCondition(models.Model):
    """A clinic says that it treats a condition."""

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="clinic_conditions")
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="clinic_conditions")
    history = HistoricalRecords()

    class Meta:
        ordering = ["condition__position", "id"]
        constraints = [models.UniqueConstraint(fields=["clinic", "condition"], name="clinic_condition_once")]

    def __str__(self) -> str:
        return str(self.condition)
