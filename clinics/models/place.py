from django.db import models


class Zip(models.Model):
    """A ZIP code with its point."""

    zip = models.CharField(primary_key=True, max_length=5)
    city = models.CharField(max_length=80)
    state = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = "ZIP code"

    @classmethod
    def point_of(cls, code: str) -> tuple[float | None, float | None]:
        """Latitude and longitude in degrees; twice None for a code that the table does not have."""
        return cls.objects.filter(pk=code).values_list("latitude", "longitude").first() or (None, None)

    def __str__(self) -> str:
        return f"{self.zip} {self.city}, {self.state}"


class City(models.Model):
    """A city with its point; `folded` is what a visitor's words are looked up by."""

    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=90)
    state = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "cities"
        indexes = [models.Index(fields=["folded", "state"], name="city_folded")]
        constraints = [models.UniqueConstraint(fields=["folded", "state"], name="city_once_a_state")]

    def __str__(self) -> str:
        return f"{self.name}, {self.state}"
