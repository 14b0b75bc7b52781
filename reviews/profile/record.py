"""What patients say of one clinic, as plain data for the API. No texts: what was copied elsewhere would not expire."""

import datetime as dt
from typing import Any

from django.conf import settings

from clinics.models import Clinic
from clinics.search.query import RATED_FROM
from reviews.domain.agreeing import ANSWERS_FROM
from reviews.domain.numbers import RATINGS, Spread, by_method, spread_of
from reviews.profile import rows
from reviews.profile.addresses import all_url

Record = dict[str, Any]


def record(clinic: Clinic, today: dt.date) -> Record:
    """Three queries. An average is null under five reviews; a fact is absent under five answers."""
    alike = rows.ratings(clinic.pk, today)
    spread = spread_of(alike)
    reviews = {
        "url": f"{settings.SITE_URL}{all_url(clinic)}",
        "published": spread.count,
        "not_published": rows.refused(clinic.pk, today),
        "average": _averages(spread),
        "distribution": {name: {str(n): count for n, count in spread.spread[name].items()} for name in RATINGS},
        "by_method": [
            {"method": method, "published": one.count, "average": _averages(one)}
            for method, one in by_method(alike).items()
        ],
        "patients_say": {
            fact: {"yes": yes, "no": no}
            for fact, (yes, no) in sorted(rows.answers(clinic.pk, today).items())
            if yes + no >= ANSWERS_FROM
        },
    }
    return {"reviews": reviews}


def _averages(spread: Spread) -> Record | None:
    if spread.count < RATED_FROM:
        return None
    return {name: float(spread.average(name)) for name in RATINGS} | {"overall": float(spread.overall)}
