"""What can be changed in a search that finds nothing, and how many clinics each change brings."""

from collections.abc import Iterator
from dataclasses import replace

from clinics.domain.states import STATES
from clinics.search.engine import elsewhere, total
from clinics.search.links import Links
from clinics.search.query import Hits, Query
from clinics.search.results import Link
from clinics.search.wording import fact_chip

_ANY = {
    "state": "Any state",
    "method": "Any method",
    "condition": "Any condition",
    "payment": "Any way to pay",
    "language": "Any language",
    "setting": "Any kind of place",
    "age": "Any age",
    "price": "Any price",
    "new_patients": "New patients or not",
}
_PARAMETER = {"price": "price_max"}
Step = tuple[Link, int]


def next_steps(query: Query, hits: Hits, links: Links, *, may: int, bare: str) -> list[Step]:
    """Those who have not said kept, one filter dropped, or the place widened; only what finds something.

    may: how many there would be with those who have not said. bare: the same place without any
    filter, the way on where no single change is enough. Five database queries at most.
    """
    silent = (Link("May fit, but have not said: ask them", links.to(unstated="1")), may)
    steps = [
        *_unchecked(query, links),
        silent,
        *_dropped(query, hits, links),
        *_wider(query, links),
        *_nameless(query, links),
    ]
    return [step for step in steps if step[1]] or _all(query, links, bare)


def _unchecked(query: Query, links: Links) -> Iterator[Step]:
    if query.checked and query.facts:
        url = links.to(checked="")
        yield Link("Also what clinics say themselves, not checked", url), total(replace(query, checked=False))


def _dropped(query: Query, hits: Hits, links: Links) -> Iterator[Step]:
    for group, label in _ANY.items():
        if group in hits.without:
            yield Link(label, links.without(_PARAMETER.get(group, group))), hits.without[group]
    for key in query.facts:
        yield Link(f"Without “{fact_chip(key)}”", links.without("fact", key)), hits.without[f"fact:{key}"]


def _wider(query: Query, links: Links) -> Iterator[Step]:
    for name, count in elsewhere(query).items():
        if name == "anywhere":
            yield Link("At any distance", links.without("near")), count
        elif name == "state" and query.place:
            code = query.place.state
            url = links.to(near="", radius="", state=code, **links.sort_left("near"))
            yield Link(f"Anywhere in {STATES[code]}", url), count
        else:
            yield Link(f"Within {name} miles", links.to(radius=name)), count


def _nameless(query: Query, links: Links) -> Iterator[Step]:
    if query.words:
        yield Link("Without the name", links.without("q")), total(replace(query, words=()))


def _all(query: Query, links: Links, bare: str) -> list[Step]:
    """Everything near the place, or everything there is."""
    if query.place and (count := total(Query(today=query.today, place=query.place, radius=query.radius))):
        return [(Link(f"All clinics within {query.radius} miles of {query.place.label}", bare), count)]
    return [(Link("All clinics", links.path), total(Query(today=query.today)))]
