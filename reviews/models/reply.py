from django.conf import settings
from django.db import models
from django.db.models import Q

from clinics.models import Clinic
from reviews.enums import ReplyReason, ReplyStatus


class Reply(models.Model):
    """What a clinic answers to a review, once; shown beside it when a moderator has read it."""

    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="replies")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(max_length=1000, blank=True)
    status = models.CharField(max_length=9, choices=ReplyStatus, default=ReplyStatus.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=16, choices=ReplyReason, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "replies"
        indexes = [models.Index(fields=["status", "created_at"], name="reply_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(status__in=["waiting", "published"]), name="reply_once"
            ),
            models.CheckConstraint(condition=Q(status__in=ReplyStatus.values), name="reply_status_known"),
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"

    @property
    def clinic(self) -> Clinic:
        return self.review.clinic

    @property
    def clinic_id(self) -> int:
        return self.review.clinic_id
