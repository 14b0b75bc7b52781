from django.conf import settings
from django.db import models
from django.db.models import Q

from clinics.enums import ReportKind, ReportStatus


class Report(models.Model):
    """A visitor says that something about a listing is wrong. Waits for a moderator.

    Holds nothing about the visitor but `email`, where they want to hear the outcome; gone after it. Has no history
    table: its text lives here only.
    """

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=12, choices=ReportKind)
    text = models.TextField(max_length=2000, blank=True)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=8, choices=ReportStatus, default=ReportStatus.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["created_at"]
        indexes = [models.Index(fields=["status", "created_at"], name="report_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_kind_known"),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.OPEN) | Q(email=""), name="report_address_forgotten"
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.OPEN, decided_at__isnull=True, decided_by__isnull=True)
                | Q(
                    status__in=[ReportStatus.ACCEPTED, ReportStatus.REFUSED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="report_decision_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.clinic_id})"
