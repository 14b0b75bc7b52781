"""Seeded random clinics and queries, rich in every attribute that a search can ask for."""

import datetime as dt
import random

from clinics.actions.indexing import reindex
from clinics.domain.catalog import FACTS, HEADLINE
from clinics.domain.languages import ASKED
from clinics.enums import Evidence, Method, Payment, PointPrecision, Setting, Status, TraitKind, Unit
from clinics.models import (
    AgeRange,
    Clinic,
    ClinicCondition,
    Condition,
    Offering,
    Organization,
    Practitioner,
    Source,
    Statement,
    Trait,
)  # fmt: skip
from clinics.search.query import RADII, Place, Query, Sort

CITIES = [
    ("Austin", "TX", 30.27, -97.74), ("Dallas", "TX", 32.78, -96.8), ("Boise", "ID", 43.62, -116.2),
    ("Reno", "NV", 39.53, -119.81), ("Anchorage", "AK", 61.22, -149.9), ("San Juan", "PR", 18.45, -66.07),
    ("Santa Fe", "NM", 35.69, -105.94),
]  # fmt: skip
WORDS = ["Harbor", "Cedar", "Émile", "North", "Harborview", "O'Neil"]
LANGUAGE_CODES = ["en", "es", "zh", "ase"]
START = dt.date(2026, 1, 1)


def some_day(chance: random.Random, spread: int = 900) -> dt.date:
    return START + dt.timedelta(days=chance.randrange(-spread, spread))


def maybe(chance: random.Random, value, odds=0.5):
    return value if chance.random() < odds else None


def fill(count: int, seed: int = 7) -> None:
    chance = random.Random(seed)
    owners = [Organization.objects.create(name=f"{word} Group") for word in ("Summit", "Cedar")]
    source = Source.objects.create(key="s-2024", series="s", title="S", short="S's list", as_of=START)
    clinics = Clinic.objects.bulk_create([_clinic(chance, n, owners) for n in range(count)], batch_size=300)
    conditions = list(Condition.objects.all())
    Offering.objects.bulk_create([o for c in clinics for o in _offerings(chance, c)])
    Trait.objects.bulk_create([t for c in clinics for t in _traits(chance, c)])
    ClinicCondition.objects.bulk_create(
        [
            ClinicCondition(clinic=c, condition=k)
            for c in clinics
            for k in chance.sample(conditions, chance.choice([0, 0, 1, 3, 9]))
        ]
    )
    AgeRange.objects.bulk_create([a for c in clinics for a in _ages(chance, c)])
    Practitioner.objects.bulk_create(
        [Practitioner(clinic=c, name=f"Dana {chance.choice(WORDS)}") for c in clinics if chance.random() < 0.2]
    )
    Statement.objects.bulk_create([s for c in clinics for s in _statements(chance, c, source)], batch_size=2000)
    reindex([c.pk for c in clinics])


def _clinic(chance, number, owners):
    city, state, latitude, longitude = chance.choice(CITIES)
    status = chance.choice(
        [Status.LISTED] * 12 + [s for s in Status if s not in {Status.MOVED, Status.SUSPENDED, Status.MERGED}]
    )
    rated = chance.choice([0, 0, 2, 4, 5, 6, 30])
    new = chance.choice([True, False, None])
    placed = chance.random() < 0.95
    far = chance.choice([0.0, 0.02, 0.1, 0.4, 1.0])
    clinic = Clinic(
        name=f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.choice(['Clinic', 'Ketamine', str(number % 5)])}",
        slug=f"c{number}", organization=maybe(chance, chance.choice(owners), 0.3), city=city, state=state, zip="78701",
        latitude=latitude + chance.gauss(0, far) if placed else None,
        longitude=longitude + chance.gauss(0, far) if placed else None,
        point_precision=PointPrecision.EXACT, status=status, status_on=START, managed=chance.random() < 0.5,
        confirmed_on=maybe(chance, some_day(chance, 600), 0.6), rating_count=rated,
        rating_average=chance.choice([1, 3.4, 4.5, 4.5, 5]) if rated else None, new_patients=new,
        availability_on=START if new is not None else None, methods_complete=chance.random() < 0.5,
    )  # fmt: skip
    clinic.derive()
    return clinic


def _offerings(chance, clinic):
    for method in chance.sample(Method.values, chance.choice([0, 1, 1, 2, 3, 5])):
        low = maybe(chance, chance.randrange(100, 1000, 50), 0.6)
        unit = chance.choice([Unit.SESSION] * 4 + [Unit.MONTH, Unit.PACKAGE]) if low else ""
        yield Offering(clinic=clinic, method=method, unit=unit, price_min=low, price_max=low + 100 if low else None)


def _traits(chance, clinic):
    for kind, codes, most in (
        (TraitKind.PAYMENT, Payment.values, [0, 0, 1, 2, 6]),
        (TraitKind.LANGUAGE, LANGUAGE_CODES, [0, 0, 1, 2]),
        (TraitKind.SETTING, Setting.values, [0, 1, 1, 2]),
    ):
        for code in chance.sample(list(codes), chance.choice(most)):
            yield Trait(clinic=clinic, kind=kind, code=code)


def _ages(chance, clinic):
    for youngest, oldest in chance.choice([(), (), ((18, 120),), ((12, 17),), ((6, 11), (18, 64)), ((65, 120),)]):
        yield AgeRange(clinic=clinic, youngest=youngest, oldest=oldest)


def _statements(chance, clinic, source):
    for key in chance.sample(list(FACTS), chance.choice([0, 3, 10, 25])):
        for _ in range(chance.choice([1, 1, 2, 3])):
            evidence = chance.choice(list(Evidence))
            said = Statement(
                clinic=clinic, fact=key, answer=chance.random() < 0.65, evidence=evidence, as_of=some_day(chance),
                source=source if evidence == Evidence.SOURCE else None,
            )  # fmt: skip
            said.fill()
            if chance.random() < 0.1:
                said.ended_on = said.as_of + dt.timedelta(days=chance.randrange(200))
            yield said


def draw(chance: random.Random) -> Query:
    """A query that asks a few things, seldom many."""
    # Methods and price depend on each other, so they are often asked together and little else.
    pair = chance.random() < 0.2
    odds = 0.04 if pair else chance.choice([0.08, 0.15, 0.3])

    def some(values, most=3):
        values = list(values)
        return tuple(chance.sample(values, chance.randint(1, min(most, len(values))))) if chance.random() < odds else ()

    conditions = ["trd", "ptsd", "ocd", "crps", "migraine", "anxiety"]
    facts = (
        list(FACTS) if chance.random() < 0.02 else some([*HEADLINE, "acls", "limits_reviews", "prepayment_required"])
    )
    methods = tuple(chance.sample(Method.values, chance.randint(1, 3))) if pair else some(Method.values)
    place = _place(chance) if chance.random() < 0.5 else None
    sorts = [s for s in Sort if (s != Sort.DISTANCE or place) and (s != Sort.PRICE or len(methods) == 1)]
    return Query(
        today=some_day(chance),
        words=tuple(some(["harbor", "ced", "emile", "dana", "summit", "oneil", "aus"], 2)),
        place=place,
        radius=chance.choice(RADII),
        states=some(["TX", "ID", "NV", "WY"]),
        methods=methods,
        conditions=some(conditions),
        payments=some(Payment.values),
        languages=some([*LANGUAGE_CODES[1:], *list(ASKED)[:9]]),
        settings=some(Setting.values),
        facts=tuple(facts),
        checked=chance.random() < 0.25,
        unstated=chance.random() < 0.3,
        price_max=maybe(chance, chance.choice([50, 250, 400, 700]), 1 if pair else odds),
        age=maybe(chance, chance.choice([5, 15, 30, 64, 65, 90]), odds),
        new_patients=chance.random() < odds,
        sort=chance.choice([Sort.BEST, *sorts]),
        page=chance.choice([1, 1, 1, 2, 3, 99]),
    )


def _place(chance):
    _, state, latitude, longitude = chance.choice([*CITIES, ("Marfa", "TX", 30.31, -104.02)])
    return Place("there", latitude + chance.gauss(0, 0.05), longitude + chance.gauss(0, 0.05), state=state)
