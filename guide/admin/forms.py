"""What an editor writes, checked before it is saved or shown."""

from typing import Any

from django.utils import timezone

from accounts.merging import MergingForm
from guide.domain.faults import beside_the_text, faults
from guide.domain.front import check_dates
from guide.domain.sources import read
from guide.validators import dead_links

WORDS = {"title", "summary", "body", "sources"}


class TextForm(MergingForm):
    """The text and its sources are checked together: each names the other."""

    together = (frozenset({"body", "sources"}),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("body", 32), ("sources", 10)):
            if name in self.fields:  # whoever may only look has none
                self.fields[name].widget.attrs["rows"] = rows

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in ("title", "summary", "author", "sources"):
            for sentence in beside_the_text(self.cleaned_data.get(name) or ""):
                self.add_error(name, sentence)
        self._clean_text()
        return self.cleaned_data

    def _clean_text(self) -> None:
        sources, wrong = read(self.cleaned_data.get("sources") or "")
        for sentence in wrong:
            self.add_error("sources", sentence)
        body = self.cleaned_data.get("body")
        if body and not self.errors.get("sources"):
            for sentence in faults(body, sources) or dead_links(body):
                self.add_error("body", sentence)


class PageForm(TextForm):
    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        wrong = check_dates(data.get("reviewed_on"), data.get("due_on"), timezone.localdate())
        for name, sentence in wrong.items():
            self.add_error(name, sentence)
        self._who_has_read_it()
        return data

    def _who_has_read_it(self) -> None:
        """Nobody's name stays above words that they never saw."""
        reader, changed = self.cleaned_data.get("clinical_reviewer"), set(self.changed_data)
        if reader and changed & WORDS and not changed & {"clinical_reviewer", "reviewed_on"}:
            self.add_error(
                "clinical_reviewer",
                f"{reader} has read other words. Leave this empty, or write the day of the new reading above.",
            )
