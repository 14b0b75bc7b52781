"""The same figures by other means: plain rows, exact fractions, and the rule of the quartiles written out."""

import csv
import datetime as dt
from collections import defaultdict
from fractions import Fraction
from math import floor
from typing import NamedTuple

from clinics.enums import Method
from clinics.models import Clinic, Offering

METHODS = [method.value for method in Method]


class Said(NamedTuple):
    """What a clinic in the default results says of one method."""

    state: str
    method: str
    unit: str
    low: int | None
    high: int | None
    package: int | None
    day: dt.date | None


def stands(status, managed, confirmed, today):
    """Listed, and not silent for a year after a confirmation of its own."""
    return status == "listed" and not (managed and confirmed is not None and (today - confirmed).days >= 365)


def of_rows(today):
    """(States of the clinics, what they say), from the tables."""
    clinics = {
        c.pk: c.state for c in Clinic.objects.all() if stands(c.status, c.managed, c.confirmed_on, today)
    }  # fmt: skip
    said = [
        Said(clinics[o.clinic_id], o.method, o.unit, o.price_min, o.price_max, o.package_price, o.valid_from or o.as_of)
        for o in Offering.objects.all()
        if o.clinic_id in clinics
    ]
    return list(clinics.values()), said


def of_file(path, today):
    """The same from our own CSV, read by hand."""
    states, said = [], []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if stands(row["status"], row["managed"] == "yes", _day(row["confirmed_on"]), today):
                states.append(row["state"])
                said += [_said(row, method.strip()) for method in row["methods"].split(";") if method.strip()]
    return states, said


def _said(row, method):
    numbers = [int(row[f"{method}.{name}"] or 0) or None for name in ("price_min", "price_max", "package_price")]
    day = _day(row[f"{method}.valid_from"]) or _day(row[f"{method}.as_of"])
    return Said(row["state"], method, row[f"{method}.unit"], *numbers, day)


def _day(cell):
    return dt.date.fromisoformat(cell) if cell else None


def figures(said):
    """(state or "US", method) → clinics, stated, otherwise, silent, quartiles, oldest, newest, undated."""
    groups = defaultdict(list)
    for one in said:
        groups["US", one.method].append(one)
        groups[one.state, one.method].append(one)
    return {key: _figures(group) for key, group in groups.items()}


def _figures(group):
    session = [one for one in group if one.unit == "session"]
    otherwise = [one for one in group if one not in session and (one.low or one.package)]
    prices = sorted(Fraction(one.low + one.high, 2) for one in session)
    days = sorted(one.day for one in session if one.day)
    enough = len(prices) >= 3
    return (
        len(group), len(session), len(otherwise), len(group) - len(session) - len(otherwise),
        tuple(rounded(quarter(prices, n)) for n in (1, 2, 3)) if enough else None,
        days[0] if days and enough else None, days[-1] if days and enough else None, len(session) - len(days),
    )  # fmt: skip


def quarter(prices, number):
    """How far `number` quarters of the way from the first to the last are, on straight lines between neighbors."""
    at = Fraction(number * (len(prices) - 1), 4)
    below, part = prices[floor(at)], at - floor(at)
    return below if part == 0 else below + part * (prices[floor(at) + 1] - below)


def rounded(amount):
    return floor(amount + Fraction(1, 2))


def as_shown(state, spreads):
    """The project's own answer in the same form."""
    return {
        (state, s.method.value): (
            s.clinics, s.stated, s.otherwise, s.silent,
            (s.quartiles.lower, s.quartiles.median, s.quartiles.upper) if s.quartiles else None,
            s.oldest, s.newest, s.undated,
        )
        for s in spreads
    }  # fmt: skip
