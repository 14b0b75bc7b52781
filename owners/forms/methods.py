"""One block a method, folded until something is said in it; fees and ways to pay."""

from typing import Any

from django import forms

from clinics.domain.limits import AT_MOST
from clinics.enums import Method, OralPlace, Payment, Unit
from owners.forms.base import Group, SectionForm
from owners.forms.fields import Open, Several, TextLine, Whole, chosen
from owners.sections import Values, only
from owners.sections.methods import FEES

DOLLARS = ", dollars"
"""At the end of a label."""
WORD = " dollars"
_METHOD = {
    "offered": "We give this",
    "unit": "The price is for",
    "price_min": "lowest price, dollars",
    "price_max": "highest price, dollars",
    "minutes": "minutes a session",
    "course_sessions": "sessions in a first course",
    "package_price": "price of the whole first course, dollars",
    "includes_consult": "the price includes the first consult",
    "includes_monitoring": "it includes monitoring",
    "includes_therapy": "it includes therapy",
    "includes_antinausea": "it includes medicine against nausea",
    "includes_follow_up": "it includes follow-up",
    "takes_insurance": "insurance is billed",
    "insurers": "insurers",
    "maintenance_weeks": "weeks between later sessions",
    "maintenance_price": "price of a later session, dollars",
    "oral_place": "lozenges are taken",
}


class MethodsForm(SectionForm):
    def build(self) -> None:
        for method in Method:
            for name, label in _METHOD.items():
                if name != "oral_place" or method == Method.ORAL:
                    self.fields[f"{method}-{name}"] = _method_field(name, label)
        self.fields["methods_complete"] = forms.BooleanField(
            label="This is the whole list of what we give", required=False,
            help_text="Without it, patients read that the list may be longer.",
        )  # fmt: skip
        fees = {
            "intake_fee": "Intake fee, dollars",
            "deposit": "Deposit, dollars",
            "cancellation_fee": "Cancellation fee, dollars",
        }
        for name in FEES:
            self.fields[name] = Whole(fees[name], AT_MOST[name], help_text="0 if there is none. Blank is “not stated”.")
        self.fields["payment"] = Several("Ways to pay", Payment.choices)

    def groups(self) -> list[Group]:
        found = []
        for method in Method:
            fields = [self[name] for name in self.fields if name.startswith(f"{method}-")]
            said = bool(self.now.get(f"{method}-offered")) or bool(self[f"{method}-offered"].value())
            wrong = any(field.errors for field in fields)
            found.append(Group(method.label, fields, method.note, folded=True, open=said or wrong))
        rest = [self[name] for name in ("methods_complete", *FEES, "payment")]
        return [*found, Group("Fees and payment", rest)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for method in Method.values:
            data.setdefault(f"{method}-oral_place", "")
            if not data.get(f"{method}-offered"):
                self._not_offered(method, data)
            elif not any(self.has_error(f"{method}-{name}") for name in _METHOD):
                self._check_price(method, data)
        return data

    def _not_offered(self, method: str, data: dict[str, Any]) -> None:
        """What was typed under a method that is not given is nothing we may show; nor is it lost without a word."""
        typed = [name for name in _METHOD if name != "offered" and data.get(f"{method}-{name}")]
        before = [name for name in _METHOD if name != "offered" and self.now.get(f"{method}-{name}")]
        if typed and typed != before and not self.now.get(f"{method}-offered"):
            self.add_error(
                f"{method}-offered", "You wrote something about this method: tick “We give this”, or clear it."
            )
        for name in _METHOD:
            if name != "offered":
                blank = Whole("", 1).clean("") if isinstance(self.fields.get(f"{method}-{name}"), Whole) else ""
                data[f"{method}-{name}"] = blank

    def _check_price(self, method: str, data: dict[str, Any]) -> None:
        low, high, unit = (data.get(f"{method}-{name}") for name in ("price_min", "price_max", "unit"))
        if low and not high:
            high = data[f"{method}-price_max"] = low
        if any((low, high, unit)) and not all((low, high, unit)):
            self.add_error(f"{method}-price_min", "A price needs what it is for and the lowest price.")
        elif low and high and high < low:
            self.add_error(f"{method}-price_max", "The highest price is below the lowest.")

    def label_of(self, path: str) -> str:
        method, _, name = path.partition("-")
        if not name:
            return super().label_of(path).removesuffix(DOLLARS)
        if _is_sum(path):
            return f"{_big(_METHOD[name].removesuffix(DOLLARS))} of {_of(method)}"
        return f"{Method(method).label}, {_small(_METHOD[name])}" if name != "offered" else Method(method).label

    def say(self, path: str, value: Any) -> str:
        return _in_dollars([value]) if _is_sum(path) else super().say(path, value)

    def in_words(self, before: Values, after: Values) -> list[str]:
        paths = self.differing(before, after)
        return [line for path in paths if (line := self._line(path, paths, before, after))]

    def _line(self, path: str, paths: list[str], before: Values, after: Values) -> str:
        """ "Price of IV infusion: 450 → 500 dollars"; "" where the line of the lowest price says it."""
        if not _is_sum(path):
            return super().in_words(only(before, [path]), only(after, [path]))[0]
        method = path.partition("-")[0]
        both = [f"{method}-price_min", f"{method}-price_max"]
        if path not in both or not set(both) <= set(paths):
            return f"{self.label_of(path)}: {_change([before.get(path)], [after[path]])}"
        amounts = [[values.get(one) for one in both] for values in (before, after)]
        return f"Price of {_of(method)}: {_change(*amounts)}" if path == both[0] else ""


def _is_sum(path: str) -> bool:
    return path in FEES or _METHOD.get(path.partition("-")[2], "").endswith(DOLLARS)


def _change(before: list[int | None], after: list[int | None]) -> str:
    """ "450 → 500 dollars": where both are stated, the word stands once."""
    old, new = _in_dollars(before), _in_dollars(after)
    return f"{old.removesuffix(WORD) if new.endswith(WORD) else old} → {new}"


def _in_dollars(amounts: list[int | None]) -> str:
    """From lowest to highest, or one; None is not stated."""
    stated = dict.fromkeys(f"{amount:,}" for amount in amounts if amount is not None)
    return f"{' to '.join(stated)}{WORD}" if stated else "not stated"


def _of(method: str) -> str:
    """A method within a sentence."""
    label: str = Method(method).label
    if method == Method.KAP:
        return "talk therapy"
    return label if label[:2].isupper() else _small(label)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _big(label: str) -> str:
    return label[:1].upper() + label[1:]


def _method_field(name: str, label: str) -> forms.Field:
    label = _big(label)
    match name:
        case "offered":
            return forms.BooleanField(label=label, required=False)
        case "unit":
            return chosen(label, Unit.choices)
        case "oral_place":
            return chosen(label, OralPlace.choices)
        case "insurers":
            return TextLine(label, 300, help_text="Names, with commas between.")
        case _ if name in AT_MOST:
            return Whole(label, AT_MOST[name], least=1)
        case _:
            return Open(label)
