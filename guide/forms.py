"""What a reader asks the tools of the guide, by GET: it stands in the address and nowhere else."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from clinics.domain.prices import TYPICAL_SESSIONS, dollars
from clinics.enums import Method
from clinics.forms import VisitorsForm
from clinics.profile.questions import NAMES
from clinics.profile.words import listed
from clinics.search.fields import One, Whole, quoted
from guide.domain.worksheet import Given

DEAREST, MOST_SESSIONS, MOST_A_YEAR = 20_000, 60, 104
_AMOUNT = re.compile(r"\$? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)")


class Dollars(Whole):
    """Whole dollars as people write them: 450, $450, 1,200."""

    def __init__(self, label: str, low: int, example: int) -> None:
        super().__init__(label, low, DEAREST, f"write whole dollars from {low} to {DEAREST:,}, such as {example}.")

    def read(self, text: str) -> int:
        found = _AMOUNT.fullmatch(text)
        try:
            return super().read(found[1].replace(",", "") if found else text)
        except ValidationError:
            return super().read(text)  # its sentence says what was typed


class Count(Whole):
    def __init__(self, label: str, most: int) -> None:
        super().__init__(label, 1, most, f"write a number from 1 to {most}.")


class MethodField(One):
    """One of the methods, or none yet."""

    choices = Method.choices

    def read(self, text: str) -> Method:
        if text not in Method.values:
            raise ValidationError(f"{self.name} cannot be {quoted(text)}: choose one from the list.")
        return Method(text)


class AskedForm(VisitorsForm):
    """Reads its own parameters, drops all others, and keeps whatever was typed. A blank one is none."""

    data: QueryDict

    def __init__(self, given: QueryDict) -> None:
        known = QueryDict(mutable=True)
        for name in self.base_fields:
            if values := [value for value in given.getlist(name) if value.strip()]:
                known.setlist(name, values)
        super().__init__(known)

    @property
    def asked(self) -> bool:
        return bool(self.data)

    def clean(self) -> dict[str, Any]:
        """As in a search: one parameter has one value."""
        for name, field in self.fields.items():
            if len({text.strip() for text in self.data.getlist(name)}) > 1 and name not in self.errors:
                self.add_error(name, f"{field.label} was given more than once: give it once.")
        return self.cleaned_data


class FirstCallForm(AskedForm):
    method = MethodField("The method")


class WorksheetForm(AskedForm):
    """Every field may stay empty: what is not known is not in the sum."""

    method = MethodField("The method")
    price = Dollars("The price of one session", 1, 450)
    sessions = Count("The number of sessions", MOST_SESSIONS)
    intake = Dollars("The fee for the first visit", 0, 150)
    plan = Dollars("What your plan pays", 0, 200)
    later = Count("The number of sessions in a year", MOST_A_YEAR)
    later_price = Dollars("The price of a later session", 1, 450)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        price, plan = data.get("price"), data.get("plan")
        if price is not None and plan is not None and plan > price:
            self.add_error("plan", f"Your plan cannot pay more than one session costs, which is {dollars(price)}.")
        return data

    def given(self) -> Given:
        return Given(**{name: self.cleaned_data[name] for name in Given.__dataclass_fields__})


def usual() -> str:
    """ "6 for IV infusion and 8 for esketamine spray"."""
    return listed([f"{count} for {NAMES[Method(key)]}" for key, count in TYPICAL_SESSIONS.items()])
