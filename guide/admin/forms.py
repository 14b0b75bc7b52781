"""What an editor writes, checked before it is saved or shown."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from accounts.merging import MergingForm
from guide.domain.faults import faults
from guide.domain.front import check_dates
from guide.domain.sources import read
from guide.validators import dead_links


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
        sources, wrong = read(self.cleaned_data.get("sources") or "")
        for sentence in wrong:
            self.add_error("sources", sentence)
        if body := self.cleaned_data.get("body"):
            for sentence in [*([] if wrong else faults(body, sources)), *dead_links(body)]:
                self.add_error("body", sentence)
        return self.cleaned_data


class PageForm(TextForm):
    def clean_reviewed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["reviewed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day has not come yet. Write the day when it was read.")
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if wrong := check_dates(data.get("reviewed_on"), data.get("due_on")):
            self.add_error("due_on", wrong[0].partition(": ")[2].capitalize())
        return data
