from django.db import models
from django.db.models import Q


class Source(models.Model):
    """One edition of a public data set, or the operator's own list."""

    key = models.SlugField(max_length=60, unique=True)
    series = models.SlugField(
        max_length=40, help_text="The data set without its year; a newer edition ends an older one."
    )
    title = models.CharField(max_length=200)
    short = models.CharField("as shown on a page", max_length=120)
    edition = models.PositiveSmallIntegerField("year of the edition", null=True, blank=True)
    as_of = models.DateField("speaks of the day")
    url = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["series", "edition", "key"]

    def __str__(self) -> str:
        return self.short


class SourceRecord(models.Model):
    """Where an imported listing came from. Also the alias that keeps a re-import from making it twice."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="records")
    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="source_records")
    series = models.SlugField(max_length=40)
    key = models.CharField(max_length=200, help_text="The facility within the data set, the same in every edition.")
    data = models.JSONField(default=dict, help_text="What the row said, after reading.")
    digest = models.CharField(max_length=64, blank=True)
    first_seen_on = models.DateField()
    alias = models.BooleanField(
        default=False, help_text="Of a listing that was merged into this one: its row is known, and changes nothing."
    )
    missing_since = models.PositiveSmallIntegerField("missing from the edition of", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "key"], name="source_record_once"),
            models.CheckConstraint(condition=~Q(key=""), name="source_record_keyed"),
        ]

    def __str__(self) -> str:
        return self.key
