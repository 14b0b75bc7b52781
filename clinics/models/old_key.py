from django.db import models


class OldKey(models.Model):
    """The key of a listing that was merged into this one: a file that names it is known, and makes nothing."""

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="old_keys")
    key = models.CharField(max_length=60, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
