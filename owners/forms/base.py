"""The page of a section as a form. Its fields bear the paths of the section's values."""

from dataclasses import dataclass
from typing import Any

from django import forms

from clinics.models import Clinic
from owners.forms.fields import TextLine
from owners.sections import Section, Values, differing, seal


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading. folded: one press away, unless something is said there."""

    title: str
    fields: list[Any]
    help: str = ""
    folded: bool = False
    open: bool = True


class SectionForm(forms.Form):
    """values: what the section says, or said when the page was served. `base` carries them there and back."""

    base = forms.CharField(required=False, max_length=50_000, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, data: Any = None, *, clinic: Clinic, section: Section, values: Values) -> None:
        super().__init__(data, initial={**values, "base": seal(clinic, section, values)}, auto_id="%s")
        self.clinic, self.section, self.now = clinic, section, values
        self.build()
        for name, field in self.fields.items():
            if isinstance(field, TextLine):
                field.saved = str(values.get(name) or "")

    def build(self) -> None:
        """Add the fields."""

    @classmethod
    def holding(cls, typed: Values, *, clinic: Clinic, section: Section, values: Values) -> "SectionForm":
        """As if `typed` had been sent from a page that was served with `values`: checked like any other."""
        blank = cls(clinic=clinic, section=section, values=typed)
        data = {name: blank[name].value() for name in blank.fields if name != "base"}
        data = {name: value for name, value in (typed | data).items() if value not in (None, False)}
        return cls(data | {"base": seal(clinic, section, values)}, clinic=clinic, section=section, values=values)

    def groups(self) -> list[Group]:
        return [Group("", [self[name] for name in self.fields if name != "base"])]

    def values(self) -> Values:
        return {name: value for name, value in self.cleaned_data.items() if name != "base"}

    def label_of(self, path: str) -> str:
        """The words of a path in the history."""
        return str(self.fields[path].label) if path in self.fields else path

    def say(self, path: str, value: Any) -> str:
        """A value in words."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if value in (None, "", []):
            return "not stated"
        choices = {str(key): str(label) for key, label in getattr(self.fields.get(path), "choices", ())}
        if isinstance(value, list):
            return ", ".join(choices.get(str(one), str(one)) for one in value)
        word = choices.get(str(value), str(value))
        return word.lower() if value in {"yes", "no"} else word

    def in_words(self, before: Values, after: Values) -> list[str]:
        """ "Phone: 512-555-0100 → 512-555-0199", one line a path that differs."""
        return [
            f"{self.label_of(path)}: {self.say(path, before.get(path))} → {self.say(path, after[path])}"
            for path in self.differing(before, after)
        ]

    def differing(self, before: Values, after: Values) -> list[str]:
        """As the page has them; a database keeps the paths of what it logs in an order of its own."""
        order = {name: place for place, name in enumerate(self.fields)}
        return sorted(differing(before, after), key=lambda path: order.get(path, len(order)))
