"""One fictional clinic."""

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from clinics.domain.text import slug
from sources.catalog import SAMHSA, samhsa_edition
from sources.columns import CLINIC
from sources.listing import Listing, Values
from sources.samples.spoken import TODAY, Voice
from sources.samples.words import AREA, FIRST, GROUPS, HOURS, KIND, STREETS


class Maker:
    """How much it says is drawn first: rich, middling or bare."""

    def __init__(self, chance: random.Random, number: int, place: dict[str, str], conditions: list[str]) -> None:
        self.chance, self.number, self.place, self.conditions = chance, number, place, conditions
        self.rich = chance.choices(("rich", "middling", "bare"), (4, 4, 2))[0]
        self.managed = self.rich != "bare" and chance.random() < 0.8
        self.name = self._name()
        ago = chance.choices(
            (chance.randrange(0, 80), chance.randrange(95, 300), chance.randrange(366, 500)), (12, 3, 1)
        )[0]
        self.confirmed = TODAY - dt.timedelta(days=ago) if self.managed else None
        self.spoke = self.confirmed or TODAY - dt.timedelta(days=chance.randrange(10, 330))
        self.voice = Voice(chance, number, self.rich, self.spoke)

    def listing(self) -> Listing:
        fields = {column.name: column.codec.blank for column in CLINIC} | self._fields()
        people = self.voice.people()
        owner = self.chance.choice(GROUPS) if self.chance.random() < 0.12 else ""
        status, moved_to = self._status()
        return Listing(
            key=f"sample-{self.number:03d}",
            fields=fields | status,
            organization=owner,
            moved_to=moved_to,
            conditions=frozenset(self._some(self.conditions, 7)),
            traits=frozenset(self._traits()),
            ages=self._ages(),
            offerings=self.voice.offerings(),
            statements=self.voice.statements(people),
            people=people,
            records=self._records(),
            addresses=self._addresses(),
        )

    def _addresses(self) -> frozenset[tuple[str, str, str]]:
        """Some had another address before, which redirects."""
        if self.number % 40 != 3:
            return frozenset()
        return frozenset({(self.place["state"], slug(self.place["city"]), f"former-clinic-{self.number}")})

    def _name(self) -> str:
        if self.number == 9:
            return "The Old Settlers Behavioral Health, Ketamine Infusion and Interventional Pain Associates of Greater Austin"
        if self.number == 14:
            return "Clínica Señal de Vida"
        return f"{self.chance.choice(FIRST)} {self.chance.choice(KIND)}"

    def _fields(self) -> Values:
        chance = self.chance
        precision = chance.choices(("exact", "zip", "withheld"), (14, 3, 1))[0]
        near = [round(float(self.place[name]) + chance.gauss(0, 0.008), 5) for name in ("latitude", "longitude")]
        latitude, longitude = near if precision == "exact" else (None, None)  # the import takes the ZIP code's point
        new = chance.choice((True, True, False, None)) if self.rich != "bare" else None
        rated = chance.choice((0, 2, 4, 5, 9, 15, 31)) if self.managed else 0
        return {
            "name": self.name,
            "is_sample": True,
            "street": "" if precision == "withheld" else f"{chance.randrange(100, 9900)} {chance.choice(STREETS)}",
            "street2": f"Suite {chance.randrange(100, 400)}" if precision == "exact" and chance.random() < 0.5 else "",
            "city": self.place["city"],
            "state": self.place["state"],
            "zip": self.place["zip"],
            "latitude": latitude,
            "longitude": longitude,
            "point_precision": precision,
            "phone": self._phone(),
            "intake_phone": self._phone(50) if chance.random() < 0.1 else "",
            "website": f"https://{slug(self.name, 40)}.example.com/" if self.rich != "bare" else "",
            "hours": "" if self.rich == "bare" or chance.random() < 0.15 else chance.choice(HOURS),
            "description": self._description(),
            "methods_complete": self.rich == "rich",
            "telehealth": chance.choice((True, False, None)) if self.rich != "bare" else None,
            "new_patients": new,
            "wait_days": chance.choice((None, 3, 9, 21)) if new else None,
            "availability_on": self.spoke if new is not None else None,
            "intake_fee": chance.choice((None, None, 0, 100, 150, 250)) if self.rich == "rich" else None,
            "deposit": chance.choice((None, None, 50)) if self.rich == "rich" else None,
            "cancellation_fee": chance.choice((None, 75)) if self.rich == "rich" else None,
            "managed": self.managed,
            "confirmed_on": self.confirmed,
            "rating_count": rated,
            "rating_average": Decimal(chance.randrange(24, 50)).scaleb(-1) if rated else None,
            "listed_on": TODAY - dt.timedelta(days=chance.randrange(300, 700)),
            "slug": f"{slug(self.name, 70)}-{self.number}",
        }

    def _phone(self, apart: int = 0) -> str:
        return f"+1{AREA[self.place['state']]}55501{(self.number + apart) % 100:02d}"

    def _description(self) -> str:
        if self.rich != "rich" or self.chance.random() < 0.3:
            return ""
        opening = self.chance.choice(("A small clinic", "A group practice", "A family-run practice", "A quiet clinic"))
        return (
            f"{opening} in {self.place['city']}. Every patient meets a clinician before anything is given, and we write to "
            "your own doctor if you wish.\nWe keep evenings free for people who work."
        )

    def _status(self) -> tuple[Values, str]:
        since = dt.date(2026, 9, 1) + dt.timedelta(days=self.number % 60)
        if self.number % 60 == 17:
            return {"status": "moved", "status_on": since}, f"sample-{self.number + 1:03d}"
        if self.number % 50 == 11:
            return {"status": "closed", "status_on": since}, ""
        if self.number % 45 == 7:
            return {"status": "temporarily_closed", "status_on": since}, ""
        return {"status": "listed", "status_on": None}, ""

    def _some(self, values: Any, most: int) -> list[Any]:
        if self.rich == "bare":
            return []
        pool = list(values)
        return self.chance.sample(
            pool, min(len(pool), self.chance.randrange(0 if self.rich == "middling" else 2, most))
        )

    def _traits(self) -> list[tuple[str, str]]:
        if self.rich == "bare":
            return [("payment", "self_pay"), ("payment", "private"), ("setting", "outpatient")]
        payments = (
            "self_pay",
            "medicare",
            "medicaid",
            "private",
            "military",
            "sliding",
            "plan",
            "superbill",
            "hsa",
            "trial",
        )
        languages = ["en", *self._some(("es", "ase", "zh", "vi", "fr", "ru"), 3)] if self.chance.random() < 0.7 else []
        settings = self.chance.choices(
            (["outpatient"], ["hospital"], ["residential", "outpatient"], ["va"], []), (20, 2, 1, 1, 6)
        )
        return [
            *(("payment", code) for code in self._some(payments, 7)),
            *(("language", code) for code in languages),
            *(("setting", code) for code in settings[0]),
        ]

    def _ages(self) -> frozenset[tuple[int, int]]:
        if self.rich == "bare":
            return frozenset({(18, 120)})
        return frozenset(self.chance.choice(([(18, 120)], [(18, 75)], [(12, 120)], [(16, 17), (18, 65)], [])))

    def _records(self) -> frozenset[tuple[str, str, str]]:
        if self.rich != "bare":
            return frozenset()
        return frozenset({(SAMHSA, f"sample/{self.number:03d}", samhsa_edition(2024))})
