"""A search in words: its heading, its chips, and what it leaves out."""

from collections.abc import Iterator, Mapping, Sequence

from clinics.domain.catalog import FACTS
from clinics.domain.states import STATES
from clinics.search.links import Links
from clinics.search.options import Words, chosen
from clinics.search.query import RATED_FROM, Hits, Query, Sort
from clinics.search.results import Chip, Link

Vocabulary = Mapping[str, Mapping[str, Words]]
SORTS = {
    Sort.BEST: "best match",
    Sort.DISTANCE: "distance",
    Sort.PRICE: "price",
    Sort.RATING: "rating",
    Sort.CONFIRMED: "last confirmed",
    Sort.NAME: "name",
}
_ORDERS = {
    Sort.DISTANCE: "the nearest first",
    Sort.PRICE: "the lowest session price first; those that state none come last",
    Sort.RATING: f"the best average first; those with fewer than {RATED_FROM} reviews come last",
    Sort.CONFIRMED: "the latest confirmation first; those that never confirmed come last",
    Sort.NAME: "by name",
}
_UNSAID = {
    "method": "if they give it this way",
    "condition": "what they treat",
    "payment": "how you can pay",
    "language": "which languages they speak",
    "setting": "what kind of place they are",
}
_LEFT_OUT = {
    "price_not_stated": ("has not given all its session prices", "have not given all their session prices"),
    "age_not_stated": ("has not said which ages it treats", "have not said which ages they treat"),
    "new_patients_not_stated": (
        "has not said if it takes new patients", "have not said if they take new patients",
    ),
}  # fmt: skip


def heading(query: Query, total: int) -> str:
    """ "46 clinics within 25 miles of Austin, TX"; the page's title too."""
    number = f"{total:,}" if total else "No"
    parts = [f"{number} clinic{'' if total == 1 else 's'}"]
    if query.words:
        parts.append(f"found for “{' '.join(query.words)}”")
    if query.place:
        parts.append(f"within {query.radius} miles of {query.place.label}")
    if query.states:
        parts.append(f"in {_states(query.states)}")
    return " ".join(parts)


def _states(codes: Sequence[str]) -> str:
    names = [STATES[code] for code in codes]
    return either(names) if len(names) <= 3 else f"{len(names)} states"


def either(names: Sequence[str]) -> str:
    """ "A", "A or B", "A, B or C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def fact_chip(key: str) -> str:
    return f"{FACTS[key].short}: {'yes' if FACTS[key].wanted else 'no'}"


def chips(query: Query, links: Links, words: Vocabulary) -> list[Chip]:
    """The active filters as one sentence: "or" inside a group, "and" between groups."""
    found: list[Chip] = []
    for group in _chip_groups(query, words):
        for number, (name, value, label) in enumerate(group):
            joiner = "or" if number else "and" if found else ""
            found.append(Chip(label, links.without(name, value), joiner))
    return found


_Part = tuple[str, str, str]
"""Parameter, value, label."""


def _chip_groups(query: Query, words: Vocabulary) -> Iterator[list[_Part]]:
    if query.words:
        yield [("q", "", f"“{' '.join(query.words)}”")]
    for group, values in chosen(query).items():
        if group == "fact":
            yield from ([("fact", key, fact_chip(key))] for key in values)
        elif values:
            yield [(group, value, words[group][value].label) for value in values]
    yield from _other_chips(query)


def _other_chips(query: Query) -> Iterator[list[_Part]]:
    if query.price_max is not None:
        yield [("price_max", "", f"${query.price_max:,} a session at most")]
    if query.age is not None:
        yield [("age", "", f"age {query.age}")]
    if query.checked:
        yield [("checked", "", "only what we have checked")]
    if query.unstated:
        yield [("unstated", "", "also clinics that have not said")]


def sorts(query: Query, links: Links) -> list[Link]:
    """Only the orders that this search can have."""
    possible = [
        sort
        for sort in Sort
        if (sort is not Sort.DISTANCE or query.place) and (sort is not Sort.PRICE or len(query.methods) == 1)
    ]
    return [
        Link(SORTS[sort], links.to(sort="" if sort is Sort.BEST else sort.value), current=sort is query.sort)
        for sort in possible
    ]


def order_words(query: Query) -> str:
    """The rule of the order in force, in words; product.md 6 and the method page say the same of "best"."""
    if query.sort is not Sort.BEST:
        return _ORDERS[query.sort]
    parts = ["names that begin so"] if query.words else []
    parts += ["how near, in bands"] if query.place else []
    parts += ["how lately the clinic confirmed", "how many of the three headline facts it has answered, yes or no"]
    return "; then ".join([*parts, *(["distance"] if query.place else [])])


def said(query: Query, hits: Hits, links: Links) -> list[tuple[str, Link]]:
    """What is left out for want of an answer, with the link that keeps it."""
    if query.unstated:
        return []
    show = Link("Show them", links.to(unstated="1"))
    return [(sentence, show) for sentence in _left_out(query, hits)]


def _left_out(query: Query, hits: Hits) -> Iterator[str]:
    for key in query.facts:
        if count := hits.facets["fact"][key].unstated or 0:
            yield f"{_more(count)} not said: “{FACTS[key].wording}”."
    for group, words in _UNSAID.items():
        if count := hits.unknown.get(group, 0):
            yield f"{_more(count)} not said {words}."
    for name, (one, many) in _LEFT_OUT.items():
        if count := hits.left_out.get(name, 0):
            yield f"{count:,} more {one if count == 1 else many}."


def _more(count: int) -> str:
    return f"{count:,} more {'has' if count == 1 else 'have'}"
