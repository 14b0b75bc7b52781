"""Methods and prices: one block a method, what the clinic charges besides, how it can be paid."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from clinics.enums import Evidence, Method, TraitKind
from clinics.models import Clinic, Offering
from clinics.policies import Authority
from owners.sections.base import TRI, UNTRI, Section, Values, differing
from owners.sections.rows import read_traits, write_traits

NUMBERS = (
    "price_min", "price_max", "minutes", "course_sessions", "package_price", "maintenance_weeks", "maintenance_price",
)  # fmt: skip
INCLUDED = ("includes_consult", "includes_monitoring", "includes_therapy", "includes_antinausea", "includes_follow_up")
YES_NO = (*INCLUDED, "takes_insurance")
TEXTS = ("unit", "insurers", "oral_place")
FEES = ("intake_fee", "deposit", "cancellation_fee")
_PRICE = {"unit", "price_min", "price_max", "package_price", "course_sessions", "maintenance_price"}


def read(clinic: Clinic) -> Values:
    rows = {row.method: row for row in Offering.objects.filter(clinic=clinic)}
    values: Values = {}
    for method in Method.values:
        values |= {f"{method}-{name}": value for name, value in _of(rows.get(method)).items()}
    values["methods_complete"] = clinic.methods_complete
    values |= {name: getattr(clinic, name) for name in FEES}
    return values | {"payment": read_traits(clinic, TraitKind.PAYMENT)}


def write(clinic: Clinic, before: Values, after: Values, by: Authority) -> None:
    _write(clinic, before, after, _date)


def undo(clinic: Clinic, before: Values, after: Values, by: Authority) -> None:
    """Nobody says a price anew by taking another one back, so it has the day that it had."""
    _write(clinic, before, after, _date_as_before)


def _write(clinic: Clinic, before: Values, after: Values, date: Callable[[Offering, set[str]], None]) -> None:
    changed = differing(before, after)
    for method in Method.values:
        names = {path.partition("-")[2] for path in changed if path.startswith(f"{method}-")}
        if names:
            _write_method(clinic, method, names, after, date)
    own = {name for name in (*FEES, "methods_complete") if name in changed}
    for name in own:
        setattr(clinic, name, after[name])
    if own:
        clinic.save()
    if "payment" in changed:
        write_traits(clinic, TraitKind.PAYMENT, after["payment"])


def _of(row: Offering | None) -> dict[str, Any]:
    """Blank where the method is not offered, as far as anybody has said."""
    found: dict[str, Any] = {"offered": row is not None}
    found |= {name: getattr(row, name, None) for name in NUMBERS}
    found |= {name: TRI[getattr(row, name, None)] for name in YES_NO}
    return found | {name: getattr(row, name, "") for name in TEXTS}


def _write_method(
    clinic: Clinic, method: str, names: set[str], after: Values, date: Callable[[Offering, set[str]], None]
) -> None:
    row = Offering.objects.filter(clinic=clinic, method=method).first()
    if not after[f"{method}-offered"]:
        if row is not None:
            row.delete()
        return
    row = row or Offering(clinic=clinic, method=method)
    for name in names - {"offered"}:
        value = after[f"{method}-{name}"]
        setattr(row, name, UNTRI[value] if name in YES_NO else value)
    date(row, names)
    row.save()


def group(path: str) -> str:
    """A price is its unit, its two ends and its course; whether the method is given belongs to it."""
    method, _, name = path.partition("-")
    return f"{method}-price" if name in _PRICE | {"offered"} else path


def _date(row: Offering, names: set[str]) -> None:
    """The day on the page is that of the price: it moves where a price is said, not where one is cleared or stays.

    names: what changed. The day from which an old price counted goes with that price.
    """
    said = any(getattr(row, name) for name in _PRICE & names)
    if row.pk is None or said:
        row.evidence, row.as_of = Evidence.STATED, timezone.localdate()
    if said or not any(getattr(row, name) for name in _PRICE):
        row.valid_from = None


def _date_as_before(row: Offering, names: set[str]) -> None:
    """As the history has it for these very prices, all of them: the day is one for the whole method.

    Where these prices never stood together like this, nobody says them today by an undo: the day stays as it is.
    """
    new = row.pk is None
    if not new and not _PRICE & names:
        return
    prices = {name: getattr(row, name) for name in _PRICE}
    rows = Offering.history.filter(clinic=row.clinic_id, method=row.method, **prices)
    was = rows.order_by("-history_id").first()
    if was is not None:
        row.evidence, row.as_of, row.valid_from = was.evidence, was.as_of, was.valid_from
    elif new:
        _date(row, names)
    elif not any(prices.values()):
        row.valid_from = None


METHODS = Section(
    "methods", "Methods and prices", "What you give, what it costs, and how it can be paid.", read, write, undo,
    group=group,
)  # fmt: skip
