"""Points on the earth and great-circle distance, in miles.

A point is stored also as its unit vector. The squared chord between two unit vectors
grows with the distance, needs only + - *, and so gives the same order, the same radius
and the same bits on SQLite, PostgreSQL and in Python; no trigonometry runs in a query.
"""

import math
from dataclasses import dataclass

EARTH_RADIUS_MILES = 3958.7613  # mean radius, IUGG


@dataclass(frozen=True, slots=True)
class Vector:
    x: float
    y: float
    z: float


def vector(latitude: float, longitude: float) -> Vector:
    """The unit vector of a point given in degrees."""
    lat, lon = math.radians(latitude), math.radians(longitude)
    return Vector(math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))


def chord_squared(a: Vector, b: Vector) -> float:
    """Squared straight-line distance; the SQL in search/sql.py is this very sum."""
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z)


def miles(chord2: float) -> float:
    """Great-circle miles of a squared chord."""
    return 2 * EARTH_RADIUS_MILES * math.asin(min(1.0, math.sqrt(chord2) / 2))


def chord2_of(distance_miles: float) -> float:
    """The squared chord of so many great-circle miles; the inverse of `miles`."""
    return (2 * math.sin(distance_miles / (2 * EARTH_RADIUS_MILES))) ** 2


def latitude_span(latitude: float, distance_miles: float) -> tuple[float, float]:
    """The latitudes within a distance: a cheap first cut that an index can serve."""
    degrees = math.degrees(distance_miles / EARTH_RADIUS_MILES) + 1e-6
    return latitude - degrees, latitude + degrees


SAME_POINT_MILES = 0.05
"""Under this, two points are as good as one."""


def spoken_miles(distance_miles: float, *, rough: bool = False) -> str:
    """One decimal below ten, none above: "about 3.2 miles", "12 miles".

    rough: a point is the middle of a ZIP code. Of two in that middle no distance can be told.
    """
    if distance_miles < SAME_POINT_MILES:
        return "in or near this ZIP code" if rough else "under 0.1 miles"
    about = "about " if rough else ""
    return about + _miles(distance_miles)


def _miles(distance_miles: float) -> str:
    return f"{distance_miles:.1f} miles" if distance_miles < 9.95 else f"{distance_miles:.0f} miles"
