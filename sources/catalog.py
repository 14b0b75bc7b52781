"""Editions of the data sets that this room knows: a key names the source, in every database."""

import datetime as dt
import re

from clinics.models import Source
from sources.exceptions import BadCell

SAMHSA = "samhsa-mh"
_SAMHSA_KEY = re.compile(rf"{SAMHSA}-(20\d\d)")


def samhsa_edition(year: int) -> str:
    return f"{SAMHSA}-{year}"


def described(key: str) -> Source:
    """The source of a key, not saved. Raises BadCell where no such data set is known.

    SAMHSA's directory of a year rests on the survey of the year before, closed at its end.
    """
    match = _SAMHSA_KEY.fullmatch(key)
    if not match:
        raise BadCell(f"names the source “{key}”, which this site does not know; it knows {SAMHSA}-YEAR")
    year = int(match[1])
    return Source(
        key=key, series=SAMHSA, edition=year, as_of=dt.date(year - 1, 12, 31),
        title=f"National Directory of Mental Health Treatment Facilities {year}",
        short=f"SAMHSA's {year} directory, survey {year - 1}",
        url="https://www.samhsa.gov/data/", credit="Substance Abuse and Mental Health Services Administration (SAMHSA)",
    )  # fmt: skip


def source_of(key: str) -> Source:
    """The source of a key, as a row."""
    return Source.objects.filter(key=key).first() or _saved(described(key))


def _saved(source: Source) -> Source:
    source.save()
    return source
