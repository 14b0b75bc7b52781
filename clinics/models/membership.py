from django.conf import settings
from django.db import models
from django.db.models import Q

from clinics.enums import MemberRole


class Membership(models.Model):
    """A user x a clinic: who answers for a listing. The row stands as long as they do; the log keeps the rest.

    `Clinic.managed` says whether there is one; `owners.actions.memberships` keeps both.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=MemberRole)
    since = models.DateField()

    class Meta:
        ordering = ["clinic_id", "-role", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "clinic"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.clinic_id}"
