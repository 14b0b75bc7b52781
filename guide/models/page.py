import datetime as dt
from dataclasses import fields

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from guide.domain.front import PageFile
from guide.models.text import Text
from guide.querysets import PageQuerySet


class Page(Text):
    """A page of the guide. Which ones there are, and their order, is in guide/domain/path.py.

    loaded: the digest of the file that the row was made from; as long as the row still says the same, a newer file
    replaces it, and once an editor changed it no file does.
    """

    slug = models.SlugField(max_length=60, unique=True, editable=False)
    reviewed_on = models.DateField(help_text="When somebody last read it against its sources.")
    due_on = models.DateField(help_text="When it is to be read again; from that day on it waits in the queue.")
    clinical_reviewer = models.CharField(
        max_length=120, blank=True, help_text="Name and profession of the clinician who read it. Blank: nobody has."
    )
    loaded = models.CharField(max_length=64, blank=True, editable=False)

    objects = PageQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["updated_at", "loaded"])

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gt=F("reviewed_on")), name="guide_page_due_after_review"),
        ]

    def as_file(self) -> PageFile:
        return PageFile(
            self.title, self.summary, self.body, self.sources, self.reviewed_on, self.due_on, self.clinical_reviewer
        )

    def take(self, file: PageFile) -> None:
        """Say what the file says. Saves nothing."""
        for field in fields(PageFile):
            setattr(self, field.name, getattr(file, field.name))
        self.loaded = file.digest

    def is_due(self, day: dt.date) -> bool:
        return self.due_on <= day
