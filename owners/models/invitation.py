from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from clinics.enums import MemberRole
from clinics.models import Membership
from owners.enums import InvitationStatus


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def live(self) -> Self:
        """May be accepted: open, in time, and whoever sent it owns the listing still.

        The last keeps an owner who is removed from coming back by an invitation of their own.
        """
        inviter = Membership.objects.filter(
            user=OuterRef("invited_by"), clinic=OuterRef("clinic"), role=MemberRole.OWNER, user__is_active=True
        )
        return self.filter(Exists(inviter), status=InvitationStatus.OPEN, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A colleague is asked to help with a listing. The address is blanked once it is accepted or over."""

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=8, choices=MemberRole)
    status = models.CharField(max_length=10, choices=InvitationStatus, default=InvitationStatus.OPEN)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "email"], condition=Q(status=InvitationStatus.OPEN), name="invitation_open_once"
            ),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="invitation_role_known"),
            models.CheckConstraint(condition=Q(status__in=InvitationStatus.values), name="invitation_status_known"),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
