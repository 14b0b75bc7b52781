"""What a text shows of itself: words of another text, links, numbers, names. Each says something, none decides.

Nothing here knows how many stars came with a text.
"""

import datetime as dt
import re
from collections.abc import Iterable

from clinics.domain.disguise import undone
from clinics.domain.text import fold

RUN = 5
"""Words in a row that are compared."""
SHORTEST = 8
"""Words; of fewer no two texts can be told apart."""
ALIKE = 0.5
"""The share of the shorter text's runs from which on two texts are said to be nearly the same."""
MOST_LETTERS = 6000
BURST_DAYS, BURST = 7, 4
"""So many reviews of one clinic within so many days."""

_ENDINGS = (
    "com|net|org|info|biz|co|us|io|app|health|clinic|care|doctor|life|online|site|shop|store|link|page|ly|gl|gov|edu"
)
_LABEL = r"[a-z0-9][a-z0-9-]{0,62}"
_LINK = re.compile(
    rf"\b(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,63}}\.\w[\w.-]*"
    rf"|(?<![\w-])(?:{_LABEL}\.){{1,5}}(?:{_ENDINGS})\b(?:/\S*)?|(?<![\w-]){_LABEL}\s?[(\[]?\s?dot\s?[)\]]?\s?com\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d$])(?:\+?1[\s.-]{0,2})?\(?[2-9]\d{2}\)?[\s./-]{0,3}\d{3}[\s.-]{0,3}\d{4}(?!\d)")
_TITLED = re.compile(
    r"\b(?:Dr|Doctor|Nurse|Mr|Mrs|Ms|Miss|Prof|Professor)\b\.?\s+((?:[A-Z][\w'’-]+|[A-Z]\.)(?:\s+[A-Z][\w'’-]+)?)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def runs(text: str) -> frozenset[int]:
    """A number for each run of words of a text, folded and without disguise; the same run has the same number as long
    as the program runs. Empty for a text that is too short to compare."""
    words = fold(undone(text[:MOST_LETTERS])[1]).split()
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(map(hash, zip(*(words[start:] for start in range(RUN)), strict=False)))


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter one's runs that the longer one has, 0 to 1."""
    if one.isdisjoint(other):
        return 0.0
    return len(one & other) / min(len(one), len(other))


def links(text: str) -> list[str]:
    """Web and mail addresses, "clinic dot com" among them."""
    return _once(match[0].rstrip(".,;:!?)") for match in _LINK.finditer(_plain(text)))


def phones(text: str) -> list[str]:
    return _once(match[0].strip() for match in _PHONE.finditer(_plain(text)))


def names(text: str, people: Iterable[str]) -> list[str]:
    """Whoever is called by a title, and the words of the names of `people`, as the text has them."""
    plain = _plain(text)
    known = {fold(word) for name in people for word in _WORD.findall(name) if len(word) > 2}
    titled = [match[0] for match in _TITLED.finditer(plain)]
    inside = {word for phrase in titled for word in _WORD.findall(phrase)}
    words = (word for word in _WORD.findall(plain) if word not in inside and (word[0].isupper() or len(word) > 4))
    return _once([*titled, *(word for word in words if fold(re.sub(r"['’]s$", "", word)) in known)])


def burst(moments: Iterable[dt.datetime], around: dt.datetime) -> int:
    """The most of `moments` within any seven days that hold the moment `around`."""
    near = sorted(moment for moment in moments if abs(moment - around) <= dt.timedelta(days=BURST_DAYS))
    return max((_within(near, first) for first in near if first <= around), default=0)


def _within(near: list[dt.datetime], first: dt.datetime) -> int:
    return sum(first <= moment <= first + dt.timedelta(days=BURST_DAYS) for moment in near)


def _plain(text: str) -> str:
    return undone(text[:MOST_LETTERS])[0]


def _once(found: Iterable[str], most: int = 10) -> list[str]:
    return list(dict.fromkeys(found))[:most]
