"""The clinic's own words, conditions, ages, languages, kind of place."""

from itertools import pairwise
from typing import Any

from clinics.domain.languages import LANGUAGES
from clinics.enums import Setting
from clinics.models import AgeRange, Condition
from owners.forms.base import Group, SectionForm
from owners.forms.fields import Several, TextBlock, Whole
from owners.sections import Values
from owners.sections.about import NO_END, joined

LINES, MOST_LINES = 3, 61
"""Lines of ages on the page at least, and as many as a life has room for."""


class AboutForm(SectionForm):
    def build(self) -> None:
        self.fields["description"] = TextBlock(
            "About the clinic", 4000,
            help_text="Plain words about what you do. No names of patients, no prices, no promises of a result.",
        )  # fmt: skip
        conditions = [(row.key, row.name) for row in Condition.objects.all()]
        self.fields["conditions"] = Several("What you treat", conditions)
        self.lines = self._count()
        for n in range(self.lines):
            self.fields[f"youngest{n}"] = Whole("From age", NO_END)
            self.fields[f"oldest{n}"] = Whole("To age", NO_END, help_text="Blank: no upper end.")
        for n, (low, high) in enumerate(self.now["ages"]):
            self.initial[f"youngest{n}"], self.initial[f"oldest{n}"] = low, None if high == NO_END else high
        self.fields["languages"] = Several("Languages you speak", list(LANGUAGES.items()))
        self.fields["settings"] = Several("Kind of place", Setting.choices)

    def _count(self) -> int:
        """One line more than there are; and every line that was sent, even if the listing has fewer by now."""
        sent = 0
        while sent < MOST_LINES and f"youngest{sent}" in self.data:
            sent += 1
        return max(LINES, len(self.now["ages"]) + 1, sent)

    def groups(self) -> list[Group]:
        ages = [self[f"{name}{n}"] for n in range(self.lines) for name in ("youngest", "oldest")]
        return [
            Group("In your own words", [self["description"]]),
            Group("Conditions", [self["conditions"]]),
            Group("Ages you treat", ages, "One line is enough. Leave all blank for “not stated”."),
            Group("Languages and place", [self["languages"], self["settings"]]),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for n in range(self.lines):
            low, high = data.get(f"youngest{n}"), data.get(f"oldest{n}")
            if low is not None and high is not None and high < low:
                self.add_error(f"oldest{n}", "This age is below the one before it.")
        for (_, last, _), (first, _, n) in pairwise(sorted(self._stretches(data))):
            if first <= last:
                self.add_error(f"youngest{n}", "Two lines overlap. Write them as one.")
        return data

    def _stretches(self, data: dict[str, Any]) -> list[tuple[int, int, int]]:
        """First age, last age, line. A blank start is 0, a blank end has none; a line without both says nothing."""
        lines = [(data.get(f"youngest{n}"), data.get(f"oldest{n}"), n) for n in range(self.lines)]
        said = [line for line in lines if line[:2] != (None, None)]
        return [(low or 0, NO_END if high is None else high, n) for low, high, n in said]

    def values(self) -> Values:
        found = {name: value for name, value in super().values().items() if not name.startswith(("youngest", "oldest"))}
        return found | {"ages": joined(line[:2] for line in self._stretches(self.cleaned_data))}

    def label_of(self, path: str) -> str:
        return "Ages you treat" if path == "ages" else super().label_of(path)

    def say(self, path: str, value: Any) -> str:
        if path != "ages" or not value:
            return super().say(path, value)
        return ", ".join(str(AgeRange(youngest=low, oldest=high)) for low, high in value)
