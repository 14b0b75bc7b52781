"""Listings that are probably one clinic: pairs of public ones, found in small groups, so that work follows the number.

Nothing compares every listing with every other: exact likeness is by key; names are compared within a ZIP code and
within squares of the map.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clinics.domain.geo import EARTH_RADIUS_MILES, Vector, chord_squared, miles
from clinics.enums import PointPrecision
from clinics.models import Clinic
from sources.domain.names import NEARLY, alike, telling, triples
from sources.enums import Likeness
from sources.held import likeness_of

NEAR_MILES = 0.5
APART_MILES = 30.0
"""Farther from each other, what shares a name and a phone is a chain."""
MOST_ALIKE = 20
"""So many that share a phone are a chain or a call center: name and ZIP code still find the doubles among them."""
WINDOW = 15
"""In a crowded group a name is compared with so many that stand after it in the order of the alphabet."""
_KINDS = {
    "name and ZIP code": Likeness.NAME_ZIP, "name and phone": Likeness.NAME_PHONE,
    "phone and street": Likeness.PHONE_STREET,
}  # fmt: skip
_HIGH = math.degrees(NEAR_MILES / EARTH_RADIUS_MILES)
_WIDE = _HIGH / math.cos(math.radians(72))
"""Of a square on the map, in degrees: half a mile or more either way, up to the north of Alaska."""
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A listing as far as likeness goes. point: None where it is only roughly known."""

    pk: int
    folded: str
    telling: str
    triples: frozenset[str]
    zip: str
    phone: str
    street: str
    vector: Vector | None
    square: tuple[int, int] | None
    moved_to: int | None


@dataclass
class Found:
    """Likenesses of each pair of ids, the lower first."""

    pairs: dict[Pair, set[Likeness]] = field(default_factory=lambda: defaultdict(set))

    def note(self, one: Seen, other: Seen, why: Likeness) -> None:
        """Of two that moved from the one to the other the listing itself says that they are two."""
        if other.pk not in {one.pk, one.moved_to} and one.pk != other.moved_to:
            self.pairs[min(one.pk, other.pk), max(one.pk, other.pk)].add(why)


def find() -> dict[Pair, set[Likeness]]:
    """All pairs of public listings that are probably one clinic."""
    rows, found = list(_seen()), Found()
    for kind, group in _exact(rows):
        for one, other in itertools.combinations(group, 2):
            if kind is not Likeness.NAME_PHONE or not _far(one, other):
                found.note(one, other, kind)
    for one, other in _neighbors(rows):
        if alike(one.triples, other.triples) >= NEARLY and _near(one, other) and not _same_name(one, other):
            found.note(one, other, Likeness.NEAR_NAMES)
    return dict(found.pairs)


def distance(one: Clinic, other: Clinic) -> float | None:
    """Miles; None where a point is missing."""
    a, b = one.vector, other.vector
    return miles(chord_squared(a, b)) if a and b else None


_FIELDS = ("pk", "name_folded", "zip", "phone", "street", "latitude", "longitude", "point_precision", "moved_to")


def _seen() -> Iterator[Seen]:
    columns = ("x", "y", "z")
    for row in Clinic.objects.shown().values_list(*_FIELDS, *columns).iterator(2000):
        pk, folded, zip_code, phone, street, latitude, longitude, precision, moved_to, x, y, z = row
        exact = precision == PointPrecision.EXACT and latitude is not None
        square = _square(latitude, longitude) if exact else None
        point = Vector(x, y, z) if x is not None else None
        words = telling(folded)
        yield Seen(pk, folded, words, triples(words), zip_code, phone, street, point, square, moved_to)


def _square(latitude: float, longitude: float) -> tuple[int, int]:
    """What is half a mile away stands in the same or the next one."""
    return math.floor(latitude / _HIGH), math.floor(longitude / _WIDE)


def _exact(rows: Iterable[Seen]) -> Iterator[tuple[Likeness, list[Seen]]]:
    groups: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for row in rows:
        for like in likeness_of(row.folded, row.zip, row.phone, row.street):
            groups[like].append(row)
    for key, group in groups.items():
        kind = _KINDS[key[0]]
        if len(group) <= MOST_ALIKE:
            yield kind, group
        elif kind is Likeness.NAME_ZIP:
            yield from ((kind, list(two)) for two in itertools.pairwise(group))


def _neighbors(rows: list[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Pairs of one ZIP code, and of one square of the map or the next."""
    by_zip: dict[str, list[Seen]] = defaultdict(list)
    squares: dict[tuple[int, int], list[Seen]] = defaultdict(list)
    for row in rows:
        by_zip[row.zip].append(row)
        if row.square:
            for place in itertools.product((0, 1), (0, 1)):
                squares[row.square[0] + place[0], row.square[1] + place[1]].append(row)
    for group in itertools.chain(by_zip.values(), squares.values()):
        yield from _of_group(group)


def _of_group(group: list[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """All pairs of a small group; of a crowded one those whose names stand near each other."""
    if len(group) <= 2 * WINDOW:
        yield from itertools.combinations(group, 2)
        return
    ordered = sorted(group, key=lambda row: (row.telling, row.pk))
    for at, row in enumerate(ordered):
        yield from ((row, other) for other in ordered[at + 1 : at + 1 + WINDOW])


def _same_name(one: Seen, other: Seen) -> bool:
    """Which is said of them already."""
    return (one.folded, one.zip) == (other.folded, other.zip)


def _near(one: Seen, other: Seen) -> bool:
    if one.zip == other.zip:
        return True
    return _miles(one, other, missing=math.inf) <= NEAR_MILES


def _far(one: Seen, other: Seen) -> bool:
    return _miles(one, other, missing=0.0) > APART_MILES


def _miles(one: Seen, other: Seen, *, missing: float) -> float:
    if one.vector is None or other.vector is None:
        return missing
    return miles(chord_squared(one.vector, other.vector))
