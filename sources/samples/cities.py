"""Where the fictional clinics stand: real cities, real ZIP codes."""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sources.samples.words import AREA

CROWDED = {("Austin", "TX"): 26, ("Los Angeles", "CA"): 16, ("New York", "NY"): 14, ("Chicago", "IL"): 8}
WITHOUT = frozenset({"ND", "WY", "SD", "AS", "GU", "MP", "VI", "PR"})
"""States that show what a state without clinics looks like."""
LIVED_IN = 2000
City = tuple[str, str]
"""Its name and its state."""


def zip_codes(data: Path) -> dict[City, list[dict[str, str]]]:
    """City → its ZIP codes where people live: 73301 is a tax office."""
    found: dict[City, list[dict[str, str]]] = defaultdict(list)
    for row in _read(data / "zip_codes.csv"):
        if int(row["population"] or 0) >= LIVED_IN:
            found[row["city"], row["state"]].append(row)
    return found


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cities(chance: random.Random, data: Path, total: int, zips: dict[City, Any]) -> Iterator[City]:
    """Cities with a ZIP code of their own: crowded ones, some of each state, then by size."""
    rows = [row | {"name": "New York"} if row["name"] == "New York City" else row for row in _read(data / "cities.csv")]
    known = [row for row in rows if (row["name"], row["state"]) in zips]
    known.sort(key=lambda row: (-int(row["population"] or 0), row["name"], row["state"]))
    count = 0
    for city, times in CROWDED.items():
        yield from [city] * times
        count += times
    large = [row for row in known if row["state"] not in WITHOUT and row["state"] in AREA][:600]
    seats = {
        state: [row for row in large if row["state"] == state][:3] for state in sorted(AREA) if state not in WITHOUT
    }
    for rows in seats.values():
        for row in rows[: chance.choice((1, 2, 3))]:
            yield row["name"], row["state"]
            count += 1
    weights = [int(row["population"]) ** 0.5 for row in large]
    yield from ((row["name"], row["state"]) for row in chance.choices(large, weights, k=total - count))
