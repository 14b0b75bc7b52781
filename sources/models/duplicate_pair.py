from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clinics.enums import Status
from clinics.models import Clinic
from sources.enums import Likeness, PairReason, PairStatus


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def waiting(self) -> Self:
        """Open, and both are public: what closes one listing takes the pair off the queue by itself."""
        return self.filter(
            status=PairStatus.OPEN, one__status__in=Status.shown, other__status__in=Status.shown
        )  # fmt: skip


class DuplicatePair(models.Model):
    """Two listings that may be one clinic, once: the lower number first. It keeps what a moderator decided of them."""

    one = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="+")
    likeness = models.JSONField(default=list)
    found_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=8, choices=PairStatus, default=PairStatus.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=14, choices=PairReason, blank=True)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        ordering = ["found_at", "id"]
        verbose_name = "pair of listings that may be one clinic"
        verbose_name_plural = "pairs of listings that may be one clinic"
        indexes = [models.Index(fields=["status", "found_at"], name="pair_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_in_order"),
            models.CheckConstraint(condition=Q(status__in=PairStatus.values), name="pair_status_known"),
            models.CheckConstraint(
                condition=Q(status=PairStatus.OPEN, decided_at__isnull=True, reason="")
                | (~Q(status=PairStatus.OPEN) & Q(decided_at__isnull=False) & ~Q(reason="")),
                name="pair_decision_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Pair {self.pk}"

    @property
    def clinics(self) -> tuple[Clinic, Clinic]:
        return self.one, self.other

    @property
    def reasons(self) -> list[str]:
        """Why they are taken for one, in words."""
        return [Likeness(code).label for code in self.likeness]
