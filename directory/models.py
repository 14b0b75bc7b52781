from django.conf import settings
from django.db import models


class Taken(models.Model):
    """Somebody works on a piece of what waits: the key of its `Kind`, and its row. Advice for colleagues, no lock.

    Goes with a release; what was decided leaves the queue, and its row here is pruned by the daily run.
    """

    kind = models.CharField(max_length=30)
    number = models.PositiveBigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "taken"
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="taken_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
