"""Seven days as people write them, new patients, wait."""

from typing import Any

from django import forms

from clinics.domain.limits import AT_MOST
from clinics.validators import validate_hours
from owners.domain import weekly
from owners.forms.base import Group, SectionForm
from owners.forms.fields import Open, Whole
from owners.sections import Values


class HoursForm(SectionForm):
    def build(self) -> None:
        notation = self.is_bound and "hours" in self.data and not weekly.DAYS.keys() <= self.data.keys()
        self.week = None if notation else weekly.to_week(self.now["hours"])
        if self.week is None:
            self.fields["hours"] = forms.CharField(
                label="Opening hours", required=False, max_length=500, validators=[validate_hours],
                help_text="In OpenStreetMap form, such as Mo-Fr 08:00-17:00; Sa 09:00-13:00.",
            )  # fmt: skip
            self.fields["hours"].widget.attrs["class"] = "field"
        else:
            for day, name in weekly.DAYS.items():
                self.fields[day] = forms.CharField(label=name, required=False, max_length=80)
                self.initial[day] = weekly.spoken(self.week[day])
                self.fields[day].widget.attrs["class"] = "field"
        self.fields |= {
            "new_patients": Open("Do you take new patients?"),
            "wait_days": Whole("Usual wait for a first visit, in days", AT_MOST["wait_days"]),
            "telehealth": Open("Do you offer consults by video?", help_text="For talks, not for treatment."),
        }

    def groups(self) -> list[Group]:
        days = [self[day] for day in weekly.DAYS if day in self.fields] or [self["hours"]]
        rest = [self[name] for name in ("new_patients", "wait_days", "telehealth")]
        note = "Like 8 am to 5 pm, or 8 am to noon, 1 pm to 5 pm, or closed. Leave all seven blank for “not stated”."
        return [Group("Opening hours", days, note if self.week is not None else ""), Group("New patients", rest)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.week is not None:
            self._read_week(data)
        return data

    def _read_week(self, data: dict[str, Any]) -> None:
        week: weekly.Week = {}
        for day in weekly.DAYS:
            try:
                week[day] = weekly.typed(str(data.pop(day, "")))
            except ValueError as error:
                self.add_error(day, str(error))
        if len(week) < len(weekly.DAYS):
            return
        blank = [day for day, said in week.items() if not said]
        if blank and len(blank) < len(week):
            self.add_error(blank[0], f"Write “closed” for {weekly.DAYS[blank[0]]}, or its hours.")
        data["hours"] = self.now["hours"] if week == self.week else weekly.to_hours(week)

    def say(self, path: str, value: Any) -> str:
        return weekly.in_full(value) if path == "hours" and value else super().say(path, value)

    def in_words(self, before: Values, after: Values) -> list[str]:
        """Hours day by day; as a whole where one of the two is no plain week."""
        old, new = (weekly.by_day(str(values.get("hours") or "")) for values in (before, after))
        if not old or not new or "hours" not in after:
            return super().in_words(before, after)
        rest = super().in_words(before, {path: value for path, value in after.items() if path != "hours"})
        return [f"{day}: {_said(old[day])} → {_said(new[day])}" for day in new if old[day] != new[day]] + rest

    def label_of(self, path: str) -> str:
        return "Opening hours" if path == "hours" else super().label_of(path)


def _said(day: str) -> str:
    return day or "not stated"
