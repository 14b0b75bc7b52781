"""A text as rows of plain words, one row a sentence: contractions opened, slang and slips of the pen mended."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from clinics.domain.wording.spelling import ALIKE, MENDED, OPENED, SLIPS

_WORD = re.compile(r"[a-z0-9]+(?:['`´][a-z]+)*|[%#]")
_SENTENCE = re.compile(r"[.!?;\n]+(?=\s|$|[\"')])|[!?;\n]+")
_BREAK = re.compile(r"[:()\"“”«»]|\s-+\s|,\s*(?=(?:it|this|we|but|our|just|only|you|i|they|here|pero|nosotros|es)\b)")
_ENDINGS = (("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'d", "would"), ("'m", "am"))
_FUZZY, _FUZZIER = 7, 10
_LONGEST = max(map(len, SLIPS)) + 2
_MOST = 80
"""Words of one sentence; a longer one is read as several."""


class Word(NamedTuple):
    """read: as it is compared. start, end: where it stands. clause: words of one clause have the same."""

    read: str
    start: int
    end: int
    clause: int


class Sentence(NamedTuple):
    words: list[Word]
    asks: bool

    @property
    def read(self) -> list[str]:
        return [word.read for word in self.words]


def sentences(plain: str) -> Iterator[Sentence]:
    """plain: lower case, without accents."""
    start, clause = 0, 0
    for stop in [*_SENTENCE.finditer(plain), None]:
        end = stop.start() if stop else len(plain)
        breaks = [one.start() for one in _BREAK.finditer(plain, start, end)]
        words = list(_words(plain, start, end, breaks, clause))
        clause = words[-1].clause + 1 if words else clause
        for at in range(0, len(words), _MOST):
            yield Sentence(words[at : at + _MOST], asks=stop is not None and "?" in stop[0])
        start = stop.end() if stop else end


def _words(plain: str, start: int, end: int, breaks: list[int], clause: int) -> Iterator[Word]:
    for found in _WORD.finditer(plain, start, end):
        while breaks and breaks[0] < found.start():
            breaks.pop(0)
            clause += 1
        if found[0] in {"but", "pero"}:
            clause += 1
        yield from (Word(read, found.start(), found.end(), clause) for read in _opened(found[0]))


@lru_cache(maxsize=4096)
def _opened(word: str) -> tuple[str, ...]:
    """ "won't" → "will", "not"; "gonna" → "going", "to"; "garanteed" → "guaranteed"."""
    word = word.replace("`", "'").replace("´", "'")
    if (known := OPENED.get(word.replace("'", ""))) is not None:
        return tuple(known.split())
    for ending, opened in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return (word.removesuffix(ending), opened)
    if word.endswith("free") and len(word) > len("free") + 2:
        return (mended(word.removesuffix("free")), "free")
    return (mended(word.partition("'")[0]),)


def mended(word: str) -> str:
    """The word of our lists that this one is a slip of; else itself."""
    if word in MENDED or word in ALIKE or word in SLIPS or not word.isalpha() or len(word) > _LONGEST:
        return MENDED.get(word, word)
    single = re.sub(r"(.)\1{2,}", r"\1\1", word)
    squeezed = re.sub(r"(.)\1+", r"\1", word)
    if squeezed in _SQUEEZED and (single != word or len(word) >= _FUZZY):
        return _SQUEEZED[squeezed]
    return _near(word) if len(word) >= _FUZZY else word


def _near(word: str) -> str:
    near = {slip for part in _shortened(word, 1) for slip in _SHORTENED.get(part, ()) if _apart(word, slip) <= 1}
    if len(word) >= _FUZZIER and not near:
        parts = _shortened(word, 2)
        near = {slip for part in parts for slip in _SHORTENED_TWICE.get(part, ()) if _apart(word, slip) <= 2}
    return min(near, default=word)


def _apart(first: str, second: str) -> int:
    """Letters to add, take, change or swap until one word is the other."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other)))
            if i > 1 and j > 1 and (letter, first[i - 2]) == (second[j - 2], other):
                row[j] = min(row[j], earlier[j - 2] + 1)
    return row[-1]


def _shortened(word: str, most: int) -> Iterator[str]:
    """The word without any one letter, or any two; the first letter stays."""
    for fewer in range(most + 1):
        for gone in combinations(range(1, len(word)), fewer):
            yield "".join(letter for number, letter in enumerate(word) if number not in gone)


def _index(most: int, shortest: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for slip in SLIPS:
        for part in _shortened(slip, most) if len(slip) >= shortest else ():
            found.setdefault(part, []).append(slip)
    return found


_SQUEEZED = {re.sub(r"(.)\1+", r"\1", word): word for word in SLIPS}
_SHORTENED = _index(1, _FUZZY)
_SHORTENED_TWICE = _index(2, _FUZZIER)
