"""A clinic's page, finished: nothing is worked out in a template."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from clinics.costs import Spread
from clinics.domain.catalog import GROUPS, HEADLINE
from clinics.domain.geo import miles, spoken_miles
from clinics.domain.hours import Week, week
from clinics.domain.phone import dialed_phone, spoken_phone
from clinics.enums import PointPrecision, Status, TraitKind
from clinics.models import Clinic
from clinics.profile.facts import FactGroup, FactRow, fact_rows, headline_rows
from clinics.profile.people import Person, person
from clinics.profile.prices import Fee, Receipt, fees, receipts
from clinics.profile.questions import QuestionGroup, question_groups
from clinics.profile.words import listed, running
from clinics.search.cards import aged, day

NEIGHBORS = 5


@dataclass(frozen=True, slots=True)
class Phone:
    """words: "512-555-0142, extension 3". number: without the extension, for a narrow place."""

    label: str
    words: str
    number: str
    link: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A row of "Who they treat". blank: nobody has said."""

    key: str
    name: str
    words: str
    blank: bool


@dataclass(frozen=True, slots=True)
class Neighbor:
    """distance: "3.2 miles", "about 3.2 miles" where one of the two points is rough."""

    name: str
    city: str
    url: str
    distance: str


@dataclass(frozen=True, slots=True)
class Profile:
    """phones: none where the clinic has closed or moved. confirmed, aged and origin: one of them is said.

    week: None where no hours are stated. gone: it has closed or moved.
    """

    clinic: Clinic
    today: dt.date
    phones: list[Phone]
    standing: str
    gone: bool
    moved_to: Clinic | None
    confirmed: str
    aged: str
    origin: str
    headlines: list[FactRow]
    groups: list[FactGroup]
    rows: dict[str, FactRow]
    receipts: list[Receipt]
    fees: list[Fee]
    questions: list[QuestionGroup]
    people: list[Person]
    tags: list[Tag]
    availability: str
    availability_on: str
    website: str
    week: Week | None
    sources: list[str]

    @property
    def checked(self) -> int:
        return sum(row.checked for row in self.rows.values())

    @property
    def answered(self) -> int:
        return sum(row.stated for row in self.rows.values())

    @property
    def asks(self) -> int:
        return sum(len(group.asks) for group in self.questions)

    @property
    def many(self) -> bool:
        """More questions than one call can hold."""
        return self.asks > 12

    @property
    def withheld(self) -> bool:
        return self.clinic.point_precision == PointPrecision.WITHHELD


def profile(
    clinic: Clinic, today: dt.date, local_day: dt.date | None = None, spreads: Mapping[str, Spread] | None = None
) -> Profile:
    """Everything about one clinic, loaded by `loading.with_rows`.

    today: the day facts are judged on. local_day: the date where the clinic is, for its hours.
    spreads: of `costs.beside`, where its prices are to be compared with its state's.
    """
    offerings = list(clinic.offerings.all())
    source = _source(clinic)
    rows = fact_rows(
        clinic.statements.all(),
        [row.method for row in offerings],
        whole_list=clinic.methods_complete,
        today=today,
    )
    tags = _tags(clinic)
    stated = {key: not tag.blank for key, tag in tags.items()}
    return Profile(
        clinic=clinic,
        today=today,
        phones=[] if clinic.is_gone else _phones(clinic),
        standing=_standing(clinic),
        gone=clinic.is_gone,
        moved_to=clinic.public_moved_to,
        confirmed=f"Last confirmed {day(clinic.confirmed_on)}"
        if clinic.confirmed_on and not aged(clinic, today)
        else "",
        aged=aged(clinic, today),
        origin="" if clinic.confirmed_on else _origin(source),
        headlines=headline_rows(rows),
        groups=_groups(rows),
        rows=rows,
        receipts=receipts(clinic, offerings, source, spreads or {}),
        fees=fees(clinic),
        questions=[] if clinic.is_gone else question_groups(clinic, rows, offerings, stated),
        people=[person(row, today) for row in clinic.practitioners.all()],
        tags=list(tags.values()),
        availability=_availability(clinic),
        availability_on=day(clinic.availability_on) if clinic.availability_on else "",
        website=(urlsplit(clinic.website).hostname or "").removeprefix("www."),
        week=week(clinic.hours, local_day or today),
        sources=_sources(clinic),
    )


def neighbors(clinic: Clinic, today: dt.date) -> list[Neighbor]:
    """The nearest clinics that stand in default results; none where the point is not known."""
    if clinic.vector is None:
        return []
    found = Clinic.objects.nearest_open(clinic.vector, today, exclude=clinic.pk, count=NEIGHBORS)
    return [_neighbor(other, rough=clinic.place_is_rough) for other in found]


def _neighbor(other: Clinic, *, rough: bool) -> Neighbor:
    rough = rough or other.place_is_rough
    distance = spoken_miles(miles(other.chord2), rough=rough)  # type: ignore[attr-defined] # from nearest_open
    city = f"{other.city}, {other.state}"
    return Neighbor(other.name, city, other.get_absolute_url(), distance)


def _phones(clinic: Clinic) -> list[Phone]:
    numbers = (("", clinic.phone), ("For new patients", clinic.intake_phone))
    return [
        Phone(label, spoken_phone(number), spoken_phone(number.partition(";")[0]), dialed_phone(number))
        for label, number in numbers
        if number
    ]


def _standing(clinic: Clinic) -> str:
    """What has become of it; "" where it is simply listed."""
    since = day(clinic.status_on) if clinic.status_on else ""
    return {
        Status.TEMPORARILY_CLOSED: f"Temporarily closed since {since}.",
        Status.CLOSED: f"This clinic has closed. Closed since {since}.",
        Status.MOVED: f"This clinic has moved. Not here since {since}.",
    }.get(Status(clinic.status), "")


def _source(clinic: Clinic) -> str:
    """The newest edition that named the clinic, as shown on a page."""
    records = sorted(clinic.source_records.all(), key=lambda record: (record.source.as_of, record.pk))
    return str(records[-1].source).removeprefix("From ") if records else ""


def _origin(source: str) -> str:
    return f"From {source}; not confirmed by the clinic" if source else "Not confirmed by the clinic"


def _sources(clinic: Clinic) -> list[str]:
    return [
        f"{str(record.source).removeprefix('From ')}, first read on {day(record.first_seen_on)}"
        for record in clinic.source_records.all()
    ]


def _groups(rows: dict[str, FactRow]) -> list[FactGroup]:
    """All facts but the three, by the moments of care; the stated ones first."""
    found = []
    for key, name in GROUPS.items():
        own = [row for row in rows.values() if row.fact.group == key and row.fact.key not in HEADLINE]
        if own:
            found.append(FactGroup(key, name, sorted(own, key=lambda row: not row.stated)))
    return found


def _availability(clinic: Clinic) -> str:
    """ "Taking new patients, usual wait 9 days."; "" where neither is stated."""
    words = {True: "Taking new patients", False: "Not taking new patients"}.get(clinic.new_patients, "")  # type: ignore[arg-type] # None is no key
    wait = ""
    if clinic.wait_days is not None:
        days = f"{clinic.wait_days} day{'' if clinic.wait_days == 1 else 's'}"
        wait = f"usual wait {days}" if clinic.wait_days else "usually no wait"
    both = ", ".join(part for part in (words, wait) if part)
    return f"{both[0].upper()}{both[1:]}." if both else ""


def _tags(clinic: Clinic) -> dict[str, Tag]:
    traits: dict[str, list[str]] = {kind: [] for kind in TraitKind.values}
    for trait in clinic.traits.all():
        traits[trait.kind].append(str(trait))
    video = {True: "Yes", False: "No"}.get(clinic.telehealth, "")  # type: ignore[arg-type] # None is no key
    words = {
        "conditions": ("Conditions", running([str(row.condition) for row in clinic.clinic_conditions.all()])),
        "ages": ("Ages", listed([str(row) for row in clinic.ages.all()])),
        "language": ("Languages", listed(traits[TraitKind.LANGUAGE])),
        "payment": ("Ways to pay", running(traits[TraitKind.PAYMENT])),
        "setting": ("Setting", running(traits[TraitKind.SETTING])),
        "telehealth": ("Consults by video", video),
    }
    return {key: Tag(key, name, text or "Not stated", not text) for key, (name, text) in words.items()}
