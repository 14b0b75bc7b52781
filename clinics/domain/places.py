"""Place names made comparable: as `fold`, with the short words of US place names spelled out."""

import re
from collections import Counter
from collections.abc import Iterable

from clinics.domain.states import STATES
from clinics.domain.text import fold

_WHOLE = {"st": "saint", "ft": "fort", "mt": "mount"}
_JOINED = re.compile("[\u2018\u2019\u02bb\u02bc'`\u00b4]")
"""Apostrophes and okinas, in the shapes that the tables and keyboards have: Hale\u02bbiwa."""

STATE_BY_NAME = {fold(name): code for code, name in STATES.items()} | {"virgin islands": "VI"}


_FIRST = {"n": "north", "s": "south", "e": "east", "w": "west"}


def spell_out(words: str) -> str:
    """ "st louis" → "saint louis", "n las vegas" → "north las vegas"; takes and gives folded words."""
    parts = [_WHOLE.get(word, word) for word in words.split()]
    if len(parts) > 1:
        parts[0] = _FIRST.get(parts[0], parts[0])
    return " ".join(parts)


def fold_typed(text: str) -> str:
    """Folded as `fold_place` does, but "mt" left alone: it may be Montana."""
    return fold(_JOINED.sub("", text))


def fold_place(name: str) -> str:
    """What a city is looked up by: "St. Louis" → "saint louis"."""
    return spell_out(fold_typed(name))


def fold_slug(city: str) -> str:
    """The same of a city as it stands in an address: "st-louis" → "saint louis"."""
    return fold_place(city.replace("-", " "))


def one_spelling(slugs: Iterable[str]) -> str:
    """Of the ways to write a city in an address the one that most clinics have; of two, the first of the alphabet."""
    counts = Counter(slugs)
    return min(counts, key=lambda slug: (-counts[slug], slug))
