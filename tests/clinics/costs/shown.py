"""Clinics with prices, and what a reader sees of a page."""

import datetime as dt
import re
from html import unescape

from tests.factories import ClinicFactory, OfferingFactory

DATED = dt.date(2026, 3, 2)


def priced(*prices, method="iv", **fields):
    """A clinic for each price; a pair is a range."""
    made = []
    for price in prices:
        low, high = price if isinstance(price, tuple) else (price, price)
        clinic = ClinicFactory(**fields)
        OfferingFactory(clinic=clinic, method=method, unit="session", price_min=low, price_max=high, as_of=DATED)
        made.append(clinic)
    return made


def words(response):
    """What a reader sees of the page's own part, in one line."""
    assert response.status_code == 200
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
