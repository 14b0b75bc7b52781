"""Finds the words and phrases of a lexicon in a row of words; quick, whatever the text, as it looks each word up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

GAP = ".."
_WIDEST = 3
"""Words that a gap may be."""
_SHORTEST = 3
"""Letters of a stem, at least."""
NUMBER = "num"
"""The kind of every number in digits."""

Entry = tuple[str, ...]
_Begun = dict[tuple[str, str], list[tuple[str, Entry]]]
"""First word, and first letter of the next one ("" where that may be any) → kinds and what follows."""


class Hit(NamedTuple):
    """Words start to end (which is not part of it) are of that kind."""

    kind: str
    start: int
    end: int


class Lexicon:
    """kinds: kind → its entries, with commas between. An entry is words; "depress*" is every word that begins so,
    ".." up to three words, "<ill>" any single word of the kind "ill".
    """

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._words: _Begun = defaultdict(list)
        self._stems: _Begun = defaultdict(list)
        self._classes: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for kind, entries in kinds.items():
            for entry in entries.split(","):
                self._add(kind, tuple(entry.split()))

    def _add(self, kind: str, entry: Entry) -> None:
        if not entry:
            return
        first, rest = entry[0], entry[1:]
        letter = rest[0][:1] if rest and rest[0][:1].isalnum() else ""
        if first.startswith("<"):
            self._classes[first[1:-1]].append((kind, rest))
        elif first.endswith("*"):
            self._stems[first[:-1], letter].append((kind, rest))
        else:
            self._words[first, letter].append((kind, rest))

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """In the order of the text."""
        nexts = [*(word[:1] for word in words[1:]), ""]
        begun = [list(self._begun(word, letter)) for word, letter in zip(words, nexts, strict=False)]
        kinds = [frozenset(kind for kind, rest in entries if not rest) for entries in begun]
        for number, own in enumerate(kinds):
            begun[number] += [entry for kind in own for entry in self._classes.get(kind, ())]
        return [
            Hit(kind, start, end)
            for start, entries in enumerate(begun)
            for kind, rest in entries
            if (end := _end(rest, words, kinds, start + 1))
        ]

    def _begun(self, word: str, letter: str) -> Iterator[tuple[str, Entry]]:
        if word.isdigit():
            yield NUMBER, ()
        letters = ("", letter) if letter else ("",)
        for following in letters:
            yield from self._words.get((word, following), ())
            for length in range(_SHORTEST, len(word) + 1):
                yield from self._stems.get((word[:length], following), ())


def _end(rest: Entry, words: Sequence[str], kinds: Sequence[frozenset[str]], at: int) -> int:
    """Where the rest of an entry ends, if it stands from there on; else 0."""
    if not rest:
        return at
    if rest[0] == GAP:
        ends = (_end(rest[1:], words, kinds, at + more) for more in range(_WIDEST + 1))
        return next((end for end in ends if end), 0)
    if at < len(words) and _fits(rest[0], words[at], kinds[at]):
        return _end(rest[1:], words, kinds, at + 1)
    return 0


def _fits(part: str, word: str, kinds: frozenset[str]) -> bool:
    if part.startswith("<"):
        return part[1:-1] in kinds
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
