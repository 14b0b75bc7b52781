"""Clinics as plain data for the API: an absent key or a null is "not stated", never no or 0."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from clinics.domain.facts import Evidence
from clinics.enums import PointPrecision, Status
from clinics.models import Answer, Clinic, Offering
from clinics.search.cards import Loaded, distance, in_order
from clinics.search.query import RATED_FROM, Place

Record = dict[str, Any]
PARTS: list[Callable[[Clinic, dt.date], Record]] = []
"""Each adds keys to one clinic whole. A room above adds what it knows of a clinic."""


def records(loaded: Loaded, ids: Sequence[int], place: Place | None) -> list[Record]:
    return [record(loaded, pk, place) for pk in ids if pk in loaded.clinics]


def record(loaded: Loaded, pk: int, place: Place | None = None) -> Record:
    """One clinic of a list of results."""
    clinic = loaded.clinics[pk]
    far = distance(clinic, place)
    source = loaded.sources.get(pk)
    return {
        **address(clinic),
        "distance_miles": None if far is None else round(far, 1),
        "methods": [price(offering) for offering in in_order(loaded.offerings.get(pk, []))],
        "facts": answers(loaded.answers.get(pk, {})),
        "rating": rating(clinic),
        "managed": clinic.managed,
        "confirmed_on": iso(clinic.confirmed_on),
        "source": source.source.short if source else None,
    }


def closed_notes(loaded: Loaded, ids: Iterable[int]) -> list[str]:
    """A sentence for each result that is closed for a time: found by name, and not to be called in vain."""
    found = (loaded.clinics[pk] for pk in ids)
    return [
        f"{clinic.name} is temporarily closed since {iso(clinic.status_on)}."
        for clinic in found
        if clinic.status == Status.TEMPORARILY_CLOSED
    ]


def address(clinic: Clinic) -> Record:
    withheld = clinic.point_precision == PointPrecision.WITHHELD
    return {
        "id": clinic.pk,
        "name": clinic.name,
        "url": f"{settings.SITE_URL}{clinic.get_absolute_url()}",
        "street": "" if withheld else ", ".join(filter(None, [clinic.street, clinic.street2])),
        "city": clinic.city,
        "state": clinic.state,
        "zip": clinic.zip,
        "phone": "" if clinic.is_gone else clinic.phone,
        "lat": clinic.latitude,
        "lon": clinic.longitude,
        "point_precision": clinic.point_precision,
    }


def price(offering: Offering) -> Record:
    return {
        "method": offering.method,
        "unit": offering.unit or None,
        "price_min": offering.price_min,
        "price_max": offering.price_max,
    }


def answers(found: Mapping[str, Answer]) -> Record:
    """Only what is stated: a fact that is not is absent."""
    return {
        key: {
            "answer": "yes" if answer.answer else "no",
            "evidence": Evidence(answer.evidence).code,
            "as_of": answer.as_of.isoformat(),
        }
        for key, answer in sorted(found.items())
    }


def rating(clinic: Clinic) -> Record | None:
    """None under five reviews."""
    if clinic.rating_count < RATED_FROM or clinic.rating_average is None:
        return None
    return {"average": float(clinic.rating_average), "count": clinic.rating_count}


def iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def whole(loaded: Loaded, clinic: Clinic, today: dt.date) -> Record:
    """Everything public of one clinic."""
    return {
        **record(loaded, clinic.pk),
        "status": clinic.status,
        "status_on": iso(clinic.status_on),
        "moved_to": there.pk if (there := clinic.public_moved_to) else None,
        "organization": clinic.organization.name if clinic.organization else None,
        "intake_phone": "" if clinic.is_gone else clinic.intake_phone,
        "website": clinic.website,
        "hours": clinic.hours,
        "description": clinic.description,
        "methods": [offered(offering) for offering in in_order(loaded.offerings.get(clinic.pk, []))],
        "methods_complete": clinic.methods_complete,
        "telehealth": clinic.telehealth,
        "new_patients": clinic.new_patients,
        "wait_days": clinic.wait_days,
        "availability_on": iso(clinic.availability_on),
        "intake_fee": clinic.intake_fee,
        "deposit": clinic.deposit,
        "cancellation_fee": clinic.cancellation_fee,
        "listed_on": iso(clinic.listed_on),
        "is_sample": clinic.is_sample,
        **_parts(clinic, today),
    }


_OFFERED = (
    "minutes", "course_sessions", "package_price", "includes_consult", "includes_monitoring", "includes_therapy",
    "includes_antinausea", "includes_follow_up", "takes_insurance", "maintenance_weeks", "maintenance_price",
)  # fmt: skip


def offered(offering: Offering) -> Record:
    return {
        **price(offering),
        **{name: getattr(offering, name) for name in _OFFERED},
        "insurers": offering.insurers,
        "taken_at": offering.oral_place or None,
        "valid_from": iso(offering.valid_from),
        "evidence": Evidence(offering.evidence).code,
        "as_of": iso(offering.as_of),
    }


def _parts(clinic: Clinic, today: dt.date) -> Record:
    traits: dict[str, list[str]] = {"payment": [], "language": [], "setting": []}
    for trait in clinic.traits.all():
        traits[trait.kind].append(trait.code)
    added = [part(clinic, today) for part in PARTS]
    return {
        **traits,
        "conditions": [row.condition.key for row in clinic.clinic_conditions.all()],
        "ages": [{"youngest": ages.youngest, "oldest": ages.oldest} for ages in clinic.ages.all()],
        "practitioners": _people(clinic, today),
        "sources": _sources(clinic),
        **{name: value for part in added for name, value in part.items()},
    }


def _people(clinic: Clinic, today: dt.date) -> list[Record]:
    return [
        {
            "name": person.name,
            "credentials": person.credentials,
            "role": person.role or None,
            "npi": person.npi or None,
            "medical_director": person.is_medical_director,
            "board_certification": person.board_certification,
            "register_says": person.register_says,
            "looked_up_on": iso(person.looked_up_on),
            "evidence": Evidence(person.evidence_on(today)).code,
            "as_of": iso(person.as_of),
        }
        for person in clinic.practitioners.all()
    ]


def _sources(clinic: Clinic) -> list[Record]:
    rows: Iterable[Any] = clinic.source_records.select_related("source").defer("data")
    return [
        {
            "title": row.source.title,
            "short": row.source.short,
            "edition": row.source.edition,
            "as_of": iso(row.source.as_of),
            "url": row.source.url,
            "credit": row.source.credit,
        }
        for row in rows
    ]
