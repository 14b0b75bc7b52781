"""Fictional clinics in real cities, for development and demonstration: rich enough to show every state of every feature.

Seeded: the same file each time. Phones are 555-01xx, websites under example.com, NPIs from a
range that was never issued (below 1003000000). Nothing here may ever stand beside a real clinic.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from sources.columns import CLINIC
from sources.listing import Listing
from sources.samples.cities import cities, zip_codes
from sources.samples.clinic import Maker

SEED = 1962  # the year of ketamine's first synthesis
TOTAL = 240
SILENT = 20
"""A clinic of which nobody has said anything but where it is."""


def listings(data: Path, conditions: list[str], *, total: int = TOTAL) -> Iterator[Listing]:
    """The samples, in the order of their keys. data: the folder of the ZIP and city tables."""
    chance = random.Random(SEED)
    zips = zip_codes(data)
    drawn = list(cities(chance, data, total, zips))
    places = [chance.choice(zips[city]) for city in drawn]
    for number, place in enumerate(places, start=1):
        listing = Maker(chance, number, place, conditions).listing()
        yield _silenced(listing) if number == SILENT else listing


def _silenced(listing: Listing) -> Listing:
    """Nothing is left but its name, where it is, and what stands for itself."""
    spoken = {"name", "street", "street2", "city", "state", "zip", "latitude", "longitude", "point_precision", "phone"}
    kept = {"status", "is_sample", "slug", "listed_on"}
    blank = {column.name: column.codec.blank for column in CLINIC}
    fields = blank | {name: listing.fields[name] for name in spoken | kept}
    return Listing(key=listing.key, fields=fields)
