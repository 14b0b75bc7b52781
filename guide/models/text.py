import datetime as dt

from django.db import models

from guide.domain.expiry import in_force
from guide.domain.markdown import Rendered, render
from guide.domain.sources import FORM, Source, read


class Text(models.Model):
    """Words for patients, in Markdown, with where they come from."""

    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, help_text="One or two plain sentences; search engines show them too.")
    body = models.TextField(
        help_text=(
            "Markdown: ## for a heading, [words](/clinics/?fact=dea) for a link, [^key] behind what a source says, "
            "::: note or ::: warning and ::: round a call-out, [[until 2026-12-31]]…[[end]] round what runs out."
        )
    )
    sources = models.TextField(blank=True, help_text=FORM)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def source_list(self) -> list[Source]:
        return read(self.sources)[0]

    def rendered(self, day: dt.date) -> Rendered:
        """As it reads on a day."""
        return render(in_force(self.body, day), self.source_list())
