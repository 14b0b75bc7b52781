from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from clinics.enums import MemberRole

if TYPE_CHECKING:
    from clinics.models import Clinic


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

    @classmethod
    def team(cls, clinic: "Clinic") -> list[User]:
        """Who gets the letters of a listing: its members who can sign in."""
        found = cls.objects.filter(clinic=clinic, user__is_active=True).select_related("user")
        return [membership.user for membership in found]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.clinic_id}"
