from django.db import models

from clinics.validators import validate_plain, validate_web


class Organization(models.Model):
    """Owns one clinic or more. Its name is searched with each clinic's."""

    name = models.CharField(max_length=160, unique=True, validators=[validate_plain])
    website = models.CharField(max_length=300, blank=True, validators=[validate_web])

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
