from django.conf import settings
from django.db import models
from django.db.models import Q

from owners.enums import ChangeReason, ChangeStatus, Held


class Change(models.Model):
    """An edit of a section that waits for a moderator. Until then the public page shows what it showed.

    One waits for each section and person: nobody's wish is carried on under another's name.
    before, after: public clinic fields alone, path → value as `owners.sections` reads them, only what differs.
    """

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="changes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    section = models.CharField(max_length=12)
    held = models.CharField("waits because", max_length=10, choices=Held)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=ChangeStatus, default=ChangeStatus.WAITING)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=14, choices=ChangeReason, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "section", "user"],
                condition=Q(status=ChangeStatus.WAITING),
                name="change_waits_once",
            ),
            models.CheckConstraint(condition=Q(status__in=ChangeStatus.values), name="change_status_known"),
            models.CheckConstraint(condition=Q(held__in=Held.values), name="change_held_known"),
        ]

    def __str__(self) -> str:
        return f"Change {self.pk}"
