"""Whoever is named, and room for a few more."""

from typing import Any

from django import forms

from clinics.enums import PractitionerRole
from clinics.validators import validate_npi
from owners.forms.base import Group, SectionForm
from owners.forms.fields import TextLine, chosen
from owners.sections import Values
from owners.sections.people import FIELDS, NEW


class PeopleForm(SectionForm):
    def build(self) -> None:
        people = [path.removesuffix("-gone") for path in self.now if path.endswith("-gone")]
        for row in (*people, *(f"new{n}" for n in range(NEW))):
            self.fields |= {
                f"{row}-name": TextLine("Name", 120, required=row.startswith("p")),
                f"{row}-credentials": TextLine("Credentials", 60, help_text="Such as MD, DO, CRNA."),
                f"{row}-role": chosen("Role", PractitionerRole.choices),
                f"{row}-npi": forms.CharField(
                    label="NPI", required=False, max_length=10, validators=[validate_npi],
                    help_text="Ten digits. With it, patients can look the person up in the federal register.",
                ),
                f"{row}-board_certification": TextLine("Board certification", 120, help_text="By which board."),
                f"{row}-is_medical_director": forms.BooleanField(label="Medical director", required=False),
            }  # fmt: skip
            self.fields[f"{row}-npi"].widget.attrs |= {"class": "field short", "inputmode": "numeric"}
            if row.startswith("p"):
                self.fields[f"{row}-gone"] = forms.BooleanField(
                    label="Take this person off the listing", required=False
                )

    def groups(self) -> list[Group]:
        rows = dict.fromkeys(name.partition("-")[0] for name in self.fields if "-" in name)
        return [self._group(row) for row in rows]

    def _group(self, row: str) -> Group:
        fields = [self[name] for name in self.fields if name.startswith(f"{row}-")]
        new = row.startswith("new")
        typed = any(field.value() or field.errors for field in fields)
        title = "One more person" if new else str(self.now[f"{row}-name"])
        return Group(title, fields, folded=new, open=not new or typed)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._leave_the_leaving(data)
        self._check_named(data)
        self._check_director(data)
        self._check_numbers(data)
        return data

    def values(self) -> Values:
        """Without the rows that nobody wrote in."""
        blank = tuple(f"new{n}-" for n in range(NEW) if not self.cleaned_data.get(f"new{n}-name"))
        return {path: value for path, value in super().values().items() if not path.startswith(blank or "/")}

    def _rows(self, data: dict[str, Any]) -> dict[str, str]:
        """Rows that stay, with the name in each."""
        rows = {path.partition("-")[0]: data.get(path) for path in self.fields if path.endswith("-name")}
        return {row: str(name) for row, name in rows.items() if name and not data.get(f"{row}-gone")}

    def _leave_the_leaving(self, data: dict[str, Any]) -> None:
        """Whatever else was typed about somebody who is taken off is no matter, and no error."""
        for path in self.now:
            if not path.endswith("-gone") and data.get(f"{path.partition('-')[0]}-gone"):
                self.errors.pop(path, None)
                data[path] = self.now[path]

    def _check_named(self, data: dict[str, Any]) -> None:
        for n in range(NEW):
            others = [data.get(f"new{n}-{name}") for name in FIELDS if name != "name"]
            if any(others) and not data.get(f"new{n}-name") and not self.has_error(f"new{n}-name"):
                self.add_error(f"new{n}-name", "Write the person's name, or clear this row.")

    def _check_director(self, data: dict[str, Any]) -> None:
        directors = [row for row in self._rows(data) if data.get(f"{row}-is_medical_director")]
        if len(directors) > 1:
            self.add_error(
                f"{directors[-1]}-is_medical_director", "A clinic has one medical director. Unmark the other."
            )

    def _check_numbers(self, data: dict[str, Any]) -> None:
        seen: set[str] = set()
        for row in self._rows(data):
            number = str(data.get(f"{row}-npi") or "")
            if number and number in seen:
                self.add_error(f"{row}-npi", "Two people have the same NPI.")
            seen.add(number)
