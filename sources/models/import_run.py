import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sources.enums import DifferenceReason, DifferenceStatus

MOST_SILENT = dt.timedelta(minutes=10)
"""A run writes with every chunk, in seconds. One that was silent for longer writes nothing more (`actions.ledger`),
so that it may be called interrupted, though nobody saw its process end."""


COLUMN_NAMES = {
    "traits": "payment, languages, setting", "offerings": "methods and prices", "statements": "answers",
    "addresses": "former addresses", "records": "origin", "zip": "ZIP code", "street2": "suite or floor",
    "telehealth": "consults by video", "wait_days": "usual wait in days", "slug": "address of the page",
}  # fmt: skip
"""Columns and parts of a listing whose own names are no words."""


def called(column: str) -> str:
    return COLUMN_NAMES.get(column) or column.replace("_", " ")


class Kind(models.TextChoices):
    SAMHSA = "samhsa", "SAMHSA workbook"
    CSV = "csv", "Our own CSV"


class State(models.TextChoices):
    FINISHED = "finished", "finished"
    RUNNING = "running", "running"
    INTERRUPTED = "interrupted", "interrupted"


class ImportRun(models.Model):
    """One import that was carried out: by whom, from what, with what outcome."""

    kind = models.CharField(max_length=8, choices=Kind)
    authority = models.CharField(max_length=12)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField("SHA-256 of the file", max_length=64)
    started_at = models.DateTimeField(auto_now_add=True)
    wrote_at = models.DateTimeField("last wrote at", null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    stopped_because = models.TextField("why it stopped before its end", blank=True)
    upload = models.ForeignKey(
        "sources.Upload", null=True, blank=True, on_delete=models.SET_NULL, related_name="runs", editable=False
    )
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list, help_text="Rows that were not taken: line, action, reason.")

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=Kind.values), name="import_run_kind_known")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"

    @property
    def last_word(self) -> dt.datetime:
        return self.wrote_at or self.started_at

    @property
    def state(self) -> State:
        if self.finished_at is not None:
            return State.FINISHED
        silent = timezone.now() - self.last_word > MOST_SILENT
        return State.INTERRUPTED if self.stopped_because or silent else State.RUNNING


class ImportDifference(models.Model):
    """A file says something else than a clinic that keeps its own listing: for a moderator to look at."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="differences")
    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="+")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=60)
    held = models.TextField("the clinic says", blank=True)
    offered = models.TextField("the file says", blank=True)
    status = models.CharField(max_length=10, choices=DifferenceStatus, default=DifferenceStatus.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=12, choices=DifferenceReason, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["status", "clinic"], name="import_difference_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=DifferenceStatus.values), name="import_difference_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.column} of clinic {self.clinic_id}"

    @property
    def label(self) -> str:
        """What it is about, as people say it."""
        return called(self.column)
