"""Seeded random clinics, rich in everything a search can ask for, written in bulk."""

import datetime as dt
import random
from collections.abc import Iterator

from clinics.actions.indexing import answers_of, search_text
from clinics.domain.catalog import FACTS
from clinics.enums import Evidence, Method, Payment, PointPrecision, Setting, Status, TraitKind, Unit
from clinics.models import (
    AgeRange,
    Answer,
    City,
    Clinic,
    ClinicCondition,
    Condition,
    Offering,
    SiteState,
    Source,
    Statement,
    Trait,
)  # fmt: skip

CHUNK = 2000
WORDS = ("Harbor", "Cedar", "North", "Lake", "Bright", "Stone", "River", "Oak", "Summit", "Valley", "Meadow", "Union")
KINDS = ("Ketamine Clinic", "Psychiatry", "Infusion Center", "Pain and Mood", "Wellness", "Behavioral Health")


def fill(count: int, *, today: dt.date, seed: int = 1) -> None:
    """Write `count` listed clinics, more where more people live, with derived rows."""
    chance = random.Random(seed)
    cities = list(City.objects.filter(population__gte=15000).order_by("state", "folded"))
    weights = [city.population for city in cities]
    conditions = list(Condition.objects.all())
    source = Source.objects.get_or_create(
        key="bench", defaults={"series": "bench", "title": "Drawn", "short": "drawn clinics", "as_of": today}
    )[0]
    for start in range(0, count, CHUNK):
        numbers = range(start, min(start + CHUNK, count))
        places = chance.choices(cities, weights, k=len(numbers))
        clinics = [_clinic(chance, number, city, today) for number, city in zip(numbers, places, strict=True)]
        clinics = Clinic.objects.bulk_create(clinics, batch_size=300)
        _parts(chance, clinics, conditions, source, today)
    SiteState.touch()


def _clinic(chance: random.Random, number: int, city: City, today: dt.date) -> Clinic:
    managed = chance.random() < 0.5
    rated = chance.randrange(0, 30) if managed else 0
    new = chance.choice([True, False, None])
    clinic = Clinic(
        name=f"{chance.choice(WORDS)} {chance.choice(KINDS)} {number}",
        slug=f"clinic-{today.year}-{chance.getrandbits(48)}",
        street=f"{number} Main Street", city=city.name, state=city.state, zip="00000", phone="+15125550100",
        latitude=city.latitude + chance.gauss(0, 0.08), longitude=city.longitude + chance.gauss(0, 0.08),
        point_precision=PointPrecision.EXACT, status=Status.LISTED, listed_on=today, managed=managed,
        confirmed_on=today - dt.timedelta(days=chance.randrange(0, 500)) if managed else None,
        rating_count=rated, rating_average=round(chance.uniform(1, 5), 1) if rated else None,
        new_patients=new, availability_on=today if new is not None else None,
        methods_complete=chance.random() < 0.5, intake_fee=chance.choice([None, 100, 250]),
    )  # fmt: skip
    clinic.derive()
    clinic.search_text = search_text(clinic, [])
    return clinic


def _parts(
    chance: random.Random, clinics: list[Clinic], conditions: list[Condition], source: Source, today: dt.date
) -> None:
    Offering.objects.bulk_create([o for c in clinics for o in _offerings(chance, c, today)], batch_size=500)
    Trait.objects.bulk_create([t for c in clinics for t in _traits(chance, c)], batch_size=2000)
    ClinicCondition.objects.bulk_create(
        [
            ClinicCondition(clinic=c, condition=k)
            for c in clinics
            for k in chance.sample(conditions, chance.randrange(6))
        ],
        batch_size=2000,
    )
    AgeRange.objects.bulk_create(
        [AgeRange(clinic=c, youngest=chance.choice([0, 12, 18])) for c in clinics if chance.random() < 0.7],
        batch_size=2000,
    )
    said = [s for c in clinics for s in _statements(chance, c, source, today)]
    Answer.objects.bulk_create(answers_of(Statement.objects.bulk_create(said, batch_size=1000)), batch_size=2000)


def _offerings(chance: random.Random, clinic: Clinic, today: dt.date) -> Iterator[Offering]:
    for method in chance.sample(Method.values, chance.choice([1, 1, 2, 3, 4])):
        low = chance.randrange(150, 1200, 25) if chance.random() < 0.6 else None
        yield Offering(
            clinic=clinic, method=method, as_of=today, price_min=low, price_max=low + 100 if low else None,
            unit=chance.choice([Unit.SESSION] * 4 + [Unit.MONTH]) if low else "",
        )  # fmt: skip


def _traits(chance: random.Random, clinic: Clinic) -> Iterator[Trait]:
    for kind, codes, most in (
        (TraitKind.PAYMENT, Payment.values, 5), (TraitKind.LANGUAGE, ["en", "es", "zh", "vi", "fr"], 3),
        (TraitKind.SETTING, Setting.values, 2),
    ):  # fmt: skip
        for code in chance.sample(list(codes), chance.randrange(most)):
            yield Trait(clinic=clinic, kind=kind, code=code)


def _statements(chance: random.Random, clinic: Clinic, source: Source, today: dt.date) -> Iterator[Statement]:
    for key in FACTS:
        for _ in range(chance.choice([0, 0, 0, 1, 1, 1, 2])):
            evidence = chance.choice(
                [Evidence.SOURCE, Evidence.STATED, Evidence.STATED, Evidence.DOCUMENT, Evidence.REGISTER]
            )
            statement = Statement(
                clinic=clinic, fact=key, answer=chance.random() < 0.7, evidence=evidence,
                as_of=today - dt.timedelta(days=chance.randrange(0, 500)),
                source=source if evidence == Evidence.SOURCE else None,
            )  # fmt: skip
            statement.fill()
            yield statement
