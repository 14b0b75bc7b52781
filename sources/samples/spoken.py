"""What a fictional clinic says of itself: people, methods with prices, answers with their evidence."""

import datetime as dt
import random
from dataclasses import dataclass

from clinics.domain.catalog import FACTS
from clinics.domain.facts import Evidence, expires
from clinics.domain.npi import npi_problem
from clinics.enums import Method
from sources.columns import OFFERING
from sources.listing import Values
from sources.samples.words import FAMILY, GIVEN, ROLES

TODAY = dt.date(2026, 11, 15)


@dataclass(frozen=True)
class Voice:
    """rich: how much it says, rich, middling or bare. spoke: the day it did."""

    chance: random.Random
    number: int
    rich: str
    spoke: dt.date

    def offerings(self) -> dict[str, Values]:
        if self.rich == "bare":
            return {"iv": self._offering("iv") | {"evidence": Evidence.SOURCE.value, "as_of": dt.date(2023, 12, 31)}}
        common = ("iv", "iv", "iv", "esketamine", "esketamine", "im", "oral", "kap", "nasal", "sc")
        methods = {self.chance.choice(common) for _ in range(self.chance.choice((1, 2, 3, 4)))}
        if methods == {"kap"}:
            methods.add("im")
        return {method: self._offering(method) | self._price(method) for method in sorted(methods)}

    def _offering(self, method: str) -> Values:
        empty = {column.name: column.codec.blank for column in OFFERING}
        place = self.chance.choice(("clinic", "home", "both", "")) if method == Method.ORAL else ""
        return empty | {"evidence": Evidence.STATED.value, "as_of": self.spoke, "oral_place": place}

    def _price(self, method: str) -> Values:
        chance = self.chance
        insurance: Values = {"takes_insurance": chance.choice((True, False, None))}
        if insurance["takes_insurance"]:
            insurance["insurers"] = chance.choice(("Medicare, Aetna, Blue Cross", "Most private plans", ""))
        if chance.random() < (0.25 if self.rich == "rich" else 0.6):
            return insurance
        low = {"iv": 400, "im": 250, "esketamine": 600, "oral": 150, "sc": 250, "nasal": 200, "kap": 180}[method]
        low += chance.randrange(-60, 260, 10)
        unit = "month" if method == "oral" and chance.random() < 0.5 else "session"
        if self.rich == "middling" and unit == "session" and chance.random() < 0.1:
            unit, low = "package", low * 5
        price: Values = {
            "unit": unit, "price_min": low, "price_max": low + chance.choice((0, 0, 50, 100, 150)),
            "minutes": chance.choice((None, 40, 50, 90, 120)), "valid_from": chance.choice((None, dt.date(2026, 1, 1), self.spoke)),
        }  # fmt: skip
        if self.rich == "rich":
            price |= self._course(method, low)
        return price | insurance

    def _course(self, method: str, low: int) -> Values:
        chance = self.chance
        sessions = chance.choice((None, 6, 6, 8)) if method != "oral" else None
        weeks = chance.choice((None, 4, 6))
        return {
            "course_sessions": sessions,
            "package_price": (low * sessions * 9 // 10) if sessions and chance.random() < 0.3 else None,
            "includes_consult": chance.choice((True, False, None)),
            "includes_monitoring": chance.choice((True, None)),
            "includes_therapy": chance.choice((True, False, None)),
            "includes_antinausea": chance.choice((True, False, None)),
            "includes_follow_up": chance.choice((True, None)),
            "maintenance_weeks": weeks,
            "maintenance_price": low if weeks else None,
        }

    def statements(self, people: list[Values]) -> list[Values]:
        odds = {"rich": 0.75, "middling": 0.3, "bare": 0.0}[self.rich]
        return [said for key in FACTS if self.chance.random() < odds for said in self._said(key, people)]

    def _said(self, key: str, people: list[Values]) -> list[Values]:
        """Mostly one answer; now and then one that ran out, a check, or a newer answer that contradicts it."""
        fact, chance = FACTS[key], self.chance
        answer = fact.wanted if chance.random() < 0.8 else not fact.wanted
        said = [self._statement(key, answer, Evidence.STATED, self.spoke)]
        if fact.best == Evidence.DOCUMENT and chance.random() < 0.4:
            seen = TODAY - dt.timedelta(days=chance.randrange(5, 80))
            until = seen + dt.timedelta(days=chance.choice((60, 400, 700)))
            said = [*said, self._statement(key, answer, Evidence.DOCUMENT, seen, until)]
        sure = [person for person in people if person["role"] == key and person["works_here_on"]]
        if sure and answer:
            person = sure[0]
            said.append(self._statement(key, answer, Evidence.REGISTER, person["looked_up_on"], npi=person["npi"]))
        if chance.random() < 0.02:  # taken back
            said[0]["ended_on"] = self.spoke + dt.timedelta(days=1)
        if chance.random() < 0.05:
            said.append(self._statement(key, not answer, Evidence.STATED, TODAY - dt.timedelta(days=2)))
        return sorted(said, key=lambda values: values["as_of"])

    def _statement(
        self,
        key: str,
        answer: bool,
        evidence: Evidence,
        on: dt.date,
        until: dt.date | None = None,
        npi: str = "",
    ) -> Values:
        detail = "two hours" if key == "observation_after" and answer else ""
        matched = True if key == "dea" and evidence == Evidence.DOCUMENT else None
        return {
            "fact": key, "answer": answer, "evidence": evidence.value, "as_of": on,
            "expires_on": until or expires(evidence, on), "ended_on": None, "address_matched": matched,
            "detail": detail, "source": "", "npi": npi,
        }  # fmt: skip

    def people(self) -> list[Values]:
        if self.rich == "bare" or self.chance.random() < 0.3:
            return []
        return [self._person(place) for place in range(self.chance.choice((1, 1, 2, 3)))]

    def _person(self, place: int) -> Values:
        chance = self.chance
        role, credentials, taxonomy = chance.choice(ROLES)
        npi = _npi(self.number * 3 + place) if role != "therapist" and chance.random() < 0.7 else ""
        looked = TODAY - dt.timedelta(days=chance.randrange(0, 100)) if npi and chance.random() < 0.5 else None
        return {
            "name": f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}", "credentials": credentials, "role": role, "npi": npi,
            "is_medical_director": place == 0 and credentials in {"MD", "DO"},
            "board_certification": f"{taxonomy} (fictional board)" if credentials in {"MD", "DO"} and chance.random() < 0.4 else "",
            "looked_up_on": looked, "register_says": taxonomy if looked else "",
            "works_here_on": looked if looked and chance.random() < 0.5 else None, "as_of": self.spoke,
        }  # fmt: skip


def _npi(number: int) -> str:
    stem = f"{100000000 + number:09d}"
    return next(stem + digit for digit in "0123456789" if npi_problem(stem + digit) is None)
