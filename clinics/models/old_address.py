from django.db import models


class OldAddress(models.Model):
    """An address that a clinic's page once had; it redirects for ever."""

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="old_addresses")
    state = models.CharField(max_length=2)
    city_slug = models.CharField(max_length=90)
    slug = models.CharField(max_length=90)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "old addresses"
        constraints = [models.UniqueConstraint(fields=["state", "city_slug", "slug"], name="old_address_once")]

    def __str__(self) -> str:
        return f"/clinics/{self.state.lower()}/{self.city_slug}/{self.slug}/"
