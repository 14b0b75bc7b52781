"""Seeded clinics in every state of price: none, a session, a month, a package, dated and undated, some not listed."""

import datetime as dt

from clinics.models import Clinic, Offering
from tests.clinics.costs.independent import METHODS

STATES = ["TX"] * 6 + ["CA", "CA", "NM", "VT"]
STATUSES = ["listed"] * 8 + ["draft", "closed", "temporarily_closed", "withdrawn"]


def fill(chance, count, today):
    clinics = [_clinic(chance, number, today) for number in range(count)]
    made = Clinic.objects.bulk_create(clinics)
    Offering.objects.bulk_create([row for clinic in made for row in _offerings(chance, clinic, today)])


def _clinic(chance, number, today):
    clinic = Clinic(
        name=f"Clinic {number}", slug=f"c{number}", city=chance.choice(["Austin", "Waco", "St. Cloud"]),
        state=chance.choice(STATES), zip="78701", status=chance.choice(STATUSES), status_on=today,
        managed=chance.random() < 0.5, confirmed_on=_ago(chance, today, [None, 0, 100, 364, 365, 366, 900]),
    )  # fmt: skip
    clinic.derive()
    return clinic


def _offerings(chance, clinic, today):
    for method in chance.sample(METHODS, chance.choice([0, 0, 1, 2, 3, 5])):
        unit = chance.choice(["", "", "session", "session", "session", "month", "package"])
        low = chance.randrange(1, 1500) if unit else None
        yield Offering(
            clinic=clinic, method=method, unit=unit, price_min=low, price_max=(unit and low + chance.choice([0, 0, 1, 50, 175])) or None,
            package_price=chance.choice([None, None, 2400]), maintenance_price=chance.choice([None, 333]),
            valid_from=_ago(chance, today, [None, None, 3, 80, 700]), as_of=_ago(chance, today, [None, 9, 200]),
        )  # fmt: skip


def _ago(chance, today, days):
    found = chance.choice(days)
    return None if found is None else today - dt.timedelta(days=found)
