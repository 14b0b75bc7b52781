"""A clinic as it stands in a list: finished words, nothing left for a template to work out."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from clinics.domain.catalog import FACTS, HEADLINE
from clinics.domain.clock import FRESH_DAYS
from clinics.domain.geo import chord_squared, miles, spoken_miles
from clinics.domain.phone import dialed_phone, spoken_phone
from clinics.domain.prices import dollars
from clinics.enums import Evidence, Method, Status, Unit
from clinics.models import Answer, Clinic, Offering, SourceRecord
from clinics.search.query import RATED_FROM, Place
from clinics.search.results import Card, Headline, MethodLine
from clinics.search.sql import Among, IdSet

_METHOD_ORDER = {method: number for number, method in enumerate(Method.values)}


@dataclass(slots=True)
class Loaded:
    """Clinics with the rows that a list shows of them; four database queries, however many."""

    clinics: dict[int, Clinic] = field(default_factory=dict)
    offerings: dict[int, list[Offering]] = field(default_factory=dict)
    answers: dict[int, dict[str, Answer]] = field(default_factory=dict)
    sources: dict[int, SourceRecord] = field(default_factory=dict)


def load(ids: Iterable[int], today: dt.date, facts: Sequence[str] = HEADLINE) -> Loaded:
    """facts: those whose answers in force are wanted; all where empty."""
    wanted = IdSet(sorted(set(ids)))
    offerings: dict[int, list[Offering]] = defaultdict(list)
    for offering in Offering.objects.filter(Among("clinic_id", wanted)):
        offerings[offering.clinic_id].append(offering)
    answers: dict[int, dict[str, Answer]] = defaultdict(dict)
    found = Answer.objects.on(today).filter(Among("clinic_id", wanted))
    for answer in found.filter(fact__in=facts) if facts else found:
        answers[answer.clinic_id][answer.fact] = answer
    records = SourceRecord.objects.filter(Among("clinic_id", wanted)).select_related("source").defer("data")
    # The newest edition is written last, and so stands.
    sources = {record.clinic_id: record for record in records.order_by("source__as_of", "id")}
    clinics = Clinic.objects.filter(Among("id", wanted)).defer("description", "search_text")
    return Loaded({clinic.pk: clinic for clinic in clinics}, offerings, answers, sources)


def cards(ids: Sequence[int], today: dt.date, place: Place | None = None, start: int = 1) -> list[Card]:
    """Cards of some clinics, in the order of the ids, numbered from `start`."""
    return cards_of(load(ids, today), ids, today, place, start)


def cards_of(
    loaded: Loaded, ids: Sequence[int], today: dt.date, place: Place | None = None, start: int = 1
) -> list[Card]:
    known = [pk for pk in ids if pk in loaded.clinics]
    return [_card(loaded, pk, today, place, number) for number, pk in enumerate(known, start)]


def _card(loaded: Loaded, pk: int, today: dt.date, place: Place | None, number: int) -> Card:
    clinic = loaded.clinics[pk]
    far = distance(clinic, place)
    old = aged(clinic, today)
    return Card(
        clinic=clinic,
        number=number,
        distance="" if far is None else spoken_miles(far, rough=clinic.place_is_rough),
        distance_miles=far,
        about=clinic.place_is_rough,
        methods=[method_line(offering) for offering in in_order(loaded.offerings.get(pk, []))],
        headlines=[_headline(key, loaded.answers.get(pk, {}).get(key)) for key in HEADLINE],
        rating=_rating(clinic),
        managed=clinic.managed,
        confirmed=f"Confirmed {day(clinic.confirmed_on)}" if clinic.confirmed_on and not old else "",
        aged=old,
        source=_source(clinic, loaded.sources.get(pk)),
        closed=_closed(clinic),
        phone=spoken_phone(clinic.phone),
        tel=dialed_phone(clinic.phone),
    )


def day(date: dt.date) -> str:
    """ "Sep 2, 2026"."""
    return f"{date:%b} {date.day}, {date.year}"


def distance(clinic: Clinic, place: Place | None) -> float | None:
    """Great-circle miles; None without a place or a point."""
    at = clinic.vector
    return None if place is None or at is None else miles(chord_squared(at, place.vector))


def in_order(offerings: Iterable[Offering]) -> list[Offering]:
    return sorted(offerings, key=lambda offering: _METHOD_ORDER[offering.method])


def method_line(offering: Offering) -> MethodLine:
    price = offering.price
    return MethodLine(
        label=Method(offering.method).label,
        price=dollars(price) if price else "",
        unit=Unit(offering.unit).label if price else "",
    )


def _headline(key: str, answer: Answer | None) -> Headline:
    label = FACTS[key].short
    if answer is None:
        return Headline(key, label, "unknown", "Not stated", "", 0)
    evidence = Evidence(answer.evidence)
    state, word = ("yes", "Yes") if answer.answer else ("no", "No")
    return Headline(key, label, state, word, evidence.label, evidence.value)


def _rating(clinic: Clinic) -> str:
    if clinic.rating_count < RATED_FROM or clinic.rating_average is None:
        return ""
    return f"{clinic.rating_average:.1f} of 5 from {clinic.rating_count} patients"


def aged(clinic: Clinic, today: dt.date) -> str:
    """What is said of a listing that was not confirmed for long, or nothing.

    Only a managed one ages: the clock starts with the clinic's own first confirmation.
    """
    if not clinic.managed or clinic.confirmed_on is None:
        return ""
    old = clinic.confirmed_on < today - dt.timedelta(days=FRESH_DAYS)
    return f"Not confirmed since {day(clinic.confirmed_on)}" if old else ""


def _source(clinic: Clinic, record: SourceRecord | None) -> str:
    if clinic.confirmed_on is not None:
        return ""
    if record is None:
        return "Not confirmed by the clinic"
    short = record.source.short
    named = short if short.startswith("From ") else f"From {short}"
    return f"{named}; not confirmed by the clinic"


_SHUT = {Status.TEMPORARILY_CLOSED: "Temporarily closed", Status.CLOSED: "Closed", Status.MOVED: "Moved"}


def _closed(clinic: Clinic) -> str:
    word = _SHUT.get(Status(clinic.status), "")
    return f"{word} since {day(clinic.status_on)}" if word and clinic.status_on else word
