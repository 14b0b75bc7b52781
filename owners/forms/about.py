"""The clinic's own words, conditions, ages, languages, kind of place."""

from itertools import pairwise
from typing import Any

from clinics.domain.languages import LANGUAGES
from clinics.enums import Setting
from clinics.models import Condition
from owners.forms.base import Group, SectionForm
from owners.forms.fields import Several, TextBlock, Whole
from owners.sections.about import RANGES, stretches_of


class AboutForm(SectionForm):
    def build(self) -> None:
        self.fields["description"] = TextBlock(
            "About the clinic", 4000,
            help_text="Plain words about what you do. No names of patients, no prices, no promises of a result.",
        )  # fmt: skip
        conditions = [(row.key, row.name) for row in Condition.objects.all()]
        self.fields["conditions"] = Several("What you treat", conditions)
        for n in range(RANGES):
            self.fields[f"youngest{n}"] = Whole("From age", 120)
            self.fields[f"oldest{n}"] = Whole("To age", 120, help_text="Blank: no upper end.")
        self.fields["languages"] = Several("Languages you speak", list(LANGUAGES.items()))
        self.fields["settings"] = Several("Kind of place", Setting.choices)

    def groups(self) -> list[Group]:
        ages = [self[f"{name}{n}"] for n in range(RANGES) for name in ("youngest", "oldest")]
        return [
            Group("In your own words", [self["description"]]),
            Group("Conditions", [self["conditions"]]),
            Group("Ages you treat", ages, "One line is enough. Leave all blank for “not stated”."),
            Group("Languages and place", [self["languages"], self["settings"]]),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for n in range(RANGES):
            low, high = data.get(f"youngest{n}"), data.get(f"oldest{n}")
            if low is not None and high is not None and high < low:
                self.add_error(f"oldest{n}", "This age is below the one before it.")
        stretches = stretches_of(data)
        if any(later[0] <= earlier[1] for earlier, later in pairwise(stretches)):
            self.add_error("youngest1", "Two lines overlap. Write them as one.")
        return data
