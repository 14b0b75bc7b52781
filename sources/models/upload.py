from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sources.enums import UploadStatus
from sources.models.import_run import MOST_SILENT, Kind, State


class Upload(models.Model):
    """A file that somebody sent to be imported: looked at as a plan, then carried out or thrown away.

    The file stands in private storage under `file_key` until then, a day at most; then it is deleted and the key is
    blank. takes: lines of duplicates to create all the same.
    """

    kind = models.CharField(max_length=8, choices=Kind)
    edition = models.PositiveSmallIntegerField("year of the edition", null=True, blank=True)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField("SHA-256 of the file", max_length=64)
    size = models.PositiveIntegerField("size in bytes")
    file_key = models.CharField(max_length=64, blank=True)
    takes = models.JSONField(default=list, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=12, choices=UploadStatus, default=UploadStatus.WAITING)
    started_at = models.DateTimeField("carried out since", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    plan_digest = models.CharField("SHA-256 of the plan that was carried out", max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=UploadStatus.values), name="upload_status_known"),
            models.CheckConstraint(
                condition=Q(status__in=UploadStatus.kept) | Q(file_key=""), name="upload_gone_when_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"Upload {self.pk}"

    @property
    def busy(self) -> bool:
        """Whether a process is at it. One that was killed says nothing: its run's silence tells, as of any import."""
        if self.status != UploadStatus.RUNNING or self.started_at is None:
            return False
        last = self.runs.filter(started_at__gte=self.started_at).first()
        return last.state is State.RUNNING if last else timezone.now() - self.started_at < MOST_SILENT
