from django.conf import settings
from django.db import models

from clinics.validators import validate_no_dea_number


class InternalNote(models.Model):
    """What moderators tell each other of a clinic. Never public, hence a model apart."""

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="internal_notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(max_length=4000, validators=[validate_no_dea_number])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Note {self.pk}"
