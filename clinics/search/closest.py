"""Where a search finds nothing and nobody who may fit is near: the clinics closest to what was asked."""

from dataclasses import dataclass, field, replace

from clinics.domain.states import STATES
from clinics.search.engine import nearest
from clinics.search.places import largest_city
from clinics.search.query import Place, Query


@dataclass(frozen=True, slots=True)
class Closest:
    """Clinics by their distance from `origin`. heading: says in what they differ from what was asked."""

    ids: list[int] = field(default_factory=list)
    origin: Place | None = None
    heading: str = ""


def closest_to(query: Query) -> Closest:
    """Three database queries at most. Nothing without a place or a state: the next steps then lead on."""
    if query.place is None:
        return _around_state(query)
    if not query.unstated and (ids := nearest(replace(query, unstated=True))):
        return Closest(ids, query.place, "Farther off, and have not said: ask them")
    bare = Query(today=query.today, place=query.place)
    return Closest(nearest(bare), query.place, f"The nearest clinics to {query.place.label}, whatever else you chose")


def _around_state(query: Query) -> Closest:
    origin = largest_city(query.states[0]) if query.states else None
    if origin is None:
        return Closest()
    heading = f"The nearest clinics to {origin.label}, in {STATES[origin.state]} or not, whatever else you chose"
    return Closest(nearest(Query(today=query.today, place=origin)), origin, heading)
