"""Fictional clinics in real cities, for development and demonstration: rich enough to show every state of every feature.

Seeded: the same file each time. Phones are 555-01xx, websites under example.com, NPIs from a
range that was never issued (below 1003000000). Nothing here may ever stand beside a real clinic.
"""

import csv
import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from clinics.domain.catalog import FACTS
from clinics.domain.facts import Evidence, expires
from clinics.domain.npi import npi_problem
from clinics.domain.text import slug
from clinics.enums import Method
from sources.catalog import SAMHSA, samhsa_edition
from sources.columns import CLINIC, OFFERING
from sources.listing import Listing, Values

SEED = 1962  # the year of ketamine's first synthesis
TODAY = dt.date(2026, 11, 15)
CROWDED = {("Austin", "TX"): 26, ("Los Angeles", "CA"): 16, ("New York", "NY"): 14, ("Chicago", "IL"): 8}
WITHOUT = frozenset({"ND", "WY", "SD", "AS", "GU", "MP", "VI", "PR"})
"""States that show what a state without clinics looks like."""
TOTAL = 240
LIVED_IN = 2000
SILENT = 20
"""A clinic of which nobody has said anything but where it is."""
City = tuple[str, str]
"""Its name and its state."""

_FIRST = ("Harbor", "Cedar Hill", "Northside", "Lakeline", "Brightwater", "Stonebridge", "Riverbend", "Live Oak", "Summit",
          "Valley", "Meadowlark", "Union Street", "Plum Creek", "Old Mill", "Juniper", "Beacon", "Willow", "Fairview",
          "Quiet Shore", "Larkspur", "Copper", "Maple Grove", "Saltmarsh", "Prairie", "Sierra", "Orchard", "Highland")  # fmt: skip
_KIND = ("Ketamine Clinic", "Psychiatry", "Infusion Center", "Mind and Pain Center", "Wellness", "Behavioral Health",
         "Interventional Psychiatry", "Mood Clinic", "Pain and Mood Associates", "Infusion Clinic")  # fmt: skip
_GIVEN = (
    "Dana",
    "Luis",
    "Mai",
    "Zoë",
    "Omar",
    "Ruth",
    "Priya",
    "Tomás",
    "Grace",
    "Ivan",
    "Noor",
    "Ellen",
    "Kofi",
    "Inés",
)
_FAMILY = (
    "Whitlow",
    "Ortega",
    "Tran",
    "Halvorsen",
    "Adeyemi",
    "Kowalczyk",
    "Brennan",
    "Núñez",
    "Sato",
    "Okafor",
    "Lindqvist",
)
_STREETS = ("Sample Creek Road", "Example Avenue", "Placeholder Street", "Invented Way", "Fictional Boulevard")
_HOURS = ("Mo-Fr 08:00-17:00", "Mo-Fr 08:00-18:00; Sa 09:00-13:00", "Mo-Th 07:30-19:00; Fr 08:00-12:00",
          "Tu-Fr 10:00-18:00; PH off", "Mo-Fr 09:00-12:00,13:00-17:00", "24/7", "Mo,We,Fr 08:00-16:00; Sa[1] 09:00-12:00",
          'Mo-Fr 09:00-17:00; Sa "by appointment"')  # fmt: skip
_AREA = {"TX": "512", "CA": "213", "NY": "212", "IL": "312", "FL": "305", "WA": "206", "CO": "303", "AZ": "602", "UT": "801",
         "OR": "503", "MA": "617", "PA": "215", "OH": "614", "GA": "404", "NC": "919", "MI": "313", "NJ": "201", "VA": "804",
         "TN": "615", "MO": "314", "MD": "410", "WI": "414", "MN": "612", "IN": "317", "NV": "702", "NM": "505", "ID": "208",
         "KY": "502", "LA": "504", "OK": "405", "CT": "203", "SC": "803", "AL": "205", "IA": "515", "KS": "316", "AR": "501",
         "MS": "601", "NE": "402", "WV": "304", "HI": "808", "NH": "603", "ME": "207", "RI": "401", "MT": "406", "DE": "302",
         "AK": "907", "DC": "202", "VT": "802"}  # fmt: skip
_ROLES = (("anesthesiologist", "MD", "Anesthesiology"), ("psychiatrist", "MD", "Psychiatry"), ("psychiatrist", "DO", "Psychiatry"),
          ("crna", "CRNA", "Nurse anesthetist"), ("psychiatric_np", "PMHNP", "Psychiatric nurse practitioner"),
          ("physician", "MD", "Family medicine"), ("therapist", "LCSW", "Clinical social worker"))  # fmt: skip
_GROUPS = ("Harborlight Clinics", "Open Field Health", "Córdoba Mind Group")


def listings(data: Path, conditions: list[str], *, total: int = TOTAL) -> Iterator[Listing]:
    """The samples, in the order of their keys. data: the folder of the ZIP and city tables."""
    chance = random.Random(SEED)
    zips = _zips(data)
    cities = list(_cities(chance, data, total, zips))
    places = [chance.choice(zips[city]) for city in cities]
    for number, place in enumerate(places, start=1):
        listing = _Maker(chance, number, place, conditions).listing()
        yield _silenced(listing) if number == SILENT else listing


def _silenced(listing: Listing) -> Listing:
    """Nothing is left but its name, where it is, and what stands for itself."""
    spoken = {"name", "street", "street2", "city", "state", "zip", "latitude", "longitude", "point_precision", "phone"}
    kept = {"status", "is_sample", "slug", "listed_on"}
    blank = {column.name: column.codec.blank for column in CLINIC}
    fields = blank | {name: listing.fields[name] for name in spoken | kept}
    return Listing(key=listing.key, fields=fields)


def _zips(data: Path) -> dict[City, list[dict[str, str]]]:
    """City → its ZIP codes where people live: 73301 is a tax office."""
    found: dict[City, list[dict[str, str]]] = defaultdict(list)
    for row in _read(data / "zip_codes.csv"):
        if int(row["population"] or 0) >= LIVED_IN:
            found[row["city"], row["state"]].append(row)
    return found


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cities(chance: random.Random, data: Path, total: int, zips: dict[City, Any]) -> Iterator[City]:
    """Cities with a ZIP code of their own: crowded ones, some of each state, then by size."""
    rows = [row | {"name": "New York"} if row["name"] == "New York City" else row for row in _read(data / "cities.csv")]
    known = [row for row in rows if (row["name"], row["state"]) in zips]
    known.sort(key=lambda row: (-int(row["population"] or 0), row["name"], row["state"]))
    count = 0
    for city, times in CROWDED.items():
        yield from [city] * times
        count += times
    large = [row for row in known if row["state"] not in WITHOUT and row["state"] in _AREA][:600]
    seats = {
        state: [row for row in large if row["state"] == state][:3] for state in sorted(_AREA) if state not in WITHOUT
    }
    for rows in seats.values():
        for row in rows[: chance.choice((1, 2, 3))]:
            yield row["name"], row["state"]
            count += 1
    weights = [int(row["population"]) ** 0.5 for row in large]
    yield from ((row["name"], row["state"]) for row in chance.choices(large, weights, k=total - count))


class _Maker:
    """One fictional clinic. How much it says is drawn first: rich, middling or bare."""

    def __init__(self, chance: random.Random, number: int, place: dict[str, str], conditions: list[str]) -> None:
        self.chance, self.number, self.place, self.conditions = chance, number, place, conditions
        self.rich = chance.choices(("rich", "middling", "bare"), (4, 4, 2))[0]
        self.managed = self.rich != "bare" and chance.random() < 0.8
        self.name = self._name()
        ago = chance.choices(
            (chance.randrange(0, 80), chance.randrange(95, 300), chance.randrange(366, 500)), (12, 3, 1)
        )[0]
        self.confirmed = TODAY - dt.timedelta(days=ago) if self.managed else None
        self.people: list[Values] = []
        self.spoke = self.confirmed or TODAY - dt.timedelta(days=chance.randrange(10, 330))

    def listing(self) -> Listing:
        fields = {column.name: column.codec.blank for column in CLINIC} | self._fields()
        self.people = self._people()
        owner = self.chance.choice(_GROUPS) if self.chance.random() < 0.12 else ""
        status, moved_to = self._status()
        return Listing(
            key=f"sample-{self.number:03d}",
            fields=fields | status,
            organization=owner,
            moved_to=moved_to,
            conditions=frozenset(self._some(self.conditions, 7)),
            traits=frozenset(self._traits()),
            ages=self._ages(),
            offerings=self._offerings(),
            statements=self._statements(),
            people=self.people,
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
        return f"{self.chance.choice(_FIRST)} {self.chance.choice(_KIND)}"

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
            "street": "" if precision == "withheld" else f"{chance.randrange(100, 9900)} {chance.choice(_STREETS)}",
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
            "hours": "" if self.rich == "bare" or chance.random() < 0.15 else chance.choice(_HOURS),
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
        return f"+1{_AREA[self.place['state']]}55501{(self.number + apart) % 100:02d}"

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

    def _offerings(self) -> dict[str, Values]:
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

    def _statements(self) -> list[Values]:
        odds = {"rich": 0.75, "middling": 0.3, "bare": 0.0}[self.rich]
        return [said for key in FACTS if self.chance.random() < odds for said in self._said(key)]

    def _said(self, key: str) -> list[Values]:
        """Mostly one answer; now and then one that ran out, a check, or a newer answer that contradicts it."""
        fact, chance = FACTS[key], self.chance
        answer = fact.wanted if chance.random() < 0.8 else not fact.wanted
        said = [self._statement(key, answer, Evidence.STATED, self.spoke)]
        if fact.best == Evidence.DOCUMENT and chance.random() < 0.4:
            seen = TODAY - dt.timedelta(days=chance.randrange(5, 80))
            until = seen + dt.timedelta(days=chance.choice((60, 400, 700)))
            said = [*said, self._statement(key, answer, Evidence.DOCUMENT, seen, until)]
        sure = [person for person in self.people if person["role"] == key and person["works_here_on"]]
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

    def _people(self) -> list[Values]:
        if self.rich == "bare" or self.chance.random() < 0.3:
            return []
        return [self._person(place) for place in range(self.chance.choice((1, 1, 2, 3)))]

    def _person(self, place: int) -> Values:
        chance = self.chance
        role, credentials, taxonomy = chance.choice(_ROLES)
        npi = _npi(self.number * 3 + place) if role != "therapist" and chance.random() < 0.7 else ""
        looked = TODAY - dt.timedelta(days=chance.randrange(0, 100)) if npi and chance.random() < 0.5 else None
        return {
            "name": f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}", "credentials": credentials, "role": role, "npi": npi,
            "is_medical_director": place == 0 and credentials in {"MD", "DO"},
            "board_certification": f"{taxonomy} (fictional board)" if credentials in {"MD", "DO"} and chance.random() < 0.4 else "",
            "looked_up_on": looked, "register_says": taxonomy if looked else "",
            "works_here_on": looked if looked and chance.random() < 0.5 else None, "as_of": self.spoke,
        }  # fmt: skip

    def _records(self) -> frozenset[tuple[str, str, str]]:
        if self.rich != "bare":
            return frozenset()
        return frozenset({(SAMHSA, f"sample/{self.number:03d}", samhsa_edition(2024))})


def _npi(number: int) -> str:
    stem = f"{100000000 + number:09d}"
    return next(stem + digit for digit in "0123456789" if npi_problem(stem + digit) is None)
