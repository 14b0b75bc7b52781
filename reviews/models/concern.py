from django.conf import settings
from django.db import models
from django.db.models import Q

from clinics.models import Clinic
from reviews.enums import ConcernKind, ConcernStatus
from reviews.querysets import ConcernQuerySet


class Concern(models.Model):
    """A reader says that a review should not stand. `email` only where they want to hear the outcome; gone after it."""

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="concerns")
    kind = models.CharField(max_length=11, choices=ConcernKind)
    text = models.TextField(max_length=2000, blank=True)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=8, choices=ConcernStatus, default=ConcernStatus.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = "concern about a review"
        verbose_name_plural = "concerns about reviews"
        indexes = [models.Index(fields=["status", "created_at"], name="concern_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ConcernStatus.values), name="concern_status_known"),
            models.CheckConstraint(
                condition=Q(status=ConcernStatus.OPEN) | Q(text="", email=""), name="concern_forgotten"
            ),
        ]

    def __str__(self) -> str:
        return f"Concern {self.pk}"

    @property
    def clinic(self) -> Clinic:
        return self.review.clinic

    @property
    def clinic_id(self) -> int:
        return self.review.clinic_id
