from django.db import models
from django.db.models import F, Q

from clinics.enums import Holds


class SiteState(models.Model):
    """One row about the whole database: what it holds, and a number that grows with every public change."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    holds = models.CharField(max_length=8, choices=Holds, blank=True, default=Holds.NOTHING)
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="site_state_one_row"),
            models.CheckConstraint(condition=Q(holds__in=Holds.values), name="site_state_holds_known"),
        ]

    def __str__(self) -> str:
        return f"revision {self.revision}"

    @classmethod
    def now(cls) -> "SiteState":
        return cls.objects.filter(pk=1).first() or cls()

    @classmethod
    def touch(cls) -> None:
        """Public data changed: every ETag made before is out of date."""
        if not cls.objects.filter(pk=1).update(revision=F("revision") + 1):
            cls.objects.get_or_create(pk=1)
            cls.objects.filter(pk=1).update(revision=F("revision") + 1)
