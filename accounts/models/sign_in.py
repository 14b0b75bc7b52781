from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from accounts.enums import Device


class SignInQuerySet(models.QuerySet["SignIn"]):
    def alive(self) -> "SignInQuerySet":
        """Those whose session still stands."""
        standing = Session.objects.filter(expire_date__gt=timezone.now())
        return self.filter(session_key__in=standing.values("session_key"))

    def over(self) -> "SignInQuerySet":
        """Those whose session is over or gone."""
        return self.exclude(pk__in=SignIn.objects.alive().values("pk"))


class SignIn(models.Model):
    """A session of somebody's, so that they can end it from elsewhere. No address and no browser is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField(default=timezone.now)
    device = models.CharField(max_length=8, choices=Device, default=Device.OTHER)

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"SignIn {self.pk}"
