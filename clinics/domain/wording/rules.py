"""What makes a sentence a claim: a kind of words alone, or two kinds near each other, and what takes it back."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from clinics.domain.wording import boasts, doubts, hopes, lexicon, medicines, spanish
from clinics.domain.wording.phrases import Hit, Lexicon
from clinics.domain.wording.words import Sentence, Word

_ENGLISH = boasts.BOASTS | hopes.HOPES | lexicon.TOGETHER | medicines.MEDICINES | doubts.DOUBTS
_LEXICON = Lexicon({kind: f"{_ENGLISH.get(kind, '')}, {spanish.SPANISH.get(kind, '')}" for kind in _ENGLISH})
STRICT = frozenset({"cure", "harmless", "habit", "superlative"})
"""Flagged though the sentence says "may": only a denial takes these back."""
SOFT = frozenset({"comparison", "implied", "told", "counted", "safe"})
TOGETHER = (
    ("ill", "change", 12), ("woe", "change", 5), ("being", "renewal", 4), ("good", "again", 4), ("speed", "better", 10),
    ("sure", "better", 8), ("you_will", "better", 8), ("you_will", "change", 6), ("everyone", "better", 8),
    ("quantity", "better", 8), ("self", "ill", 8), ("self", "better", 8), ("self", "change", 5),
    ("somebody", "better", 10), ("somebody", "change", 10),
)  # fmt: skip
"""One kind, another, and how many words may lie between."""
UNSAID = {
    "ill": frozenset({"frame"}),
    "i": frozenset({"frame_i"}),
    "effect": frozenset({"sideways"}),
    "yours": frozenset({"framed"}),
    "group": frozenset({"excluded"}),
}
"""Kinds that are flagged unless the sentence holds one of these, too: an illness is treated here, a doctor speaks."""
_NOT = frozenset({
    "not", "no", "never", "nobody", "none", "nor", "neither", "without", "unable", "cannot", "nothing", "wary",
    "careful", "instead", "avoid", "unproven", "hardly",
    "nunca", "ni", "sin", "nadie", "ningun", "ninguna", "tampoco",
})  # fmt: skip
_ASKED = frozenset({"whether", "if", "how"})
_YET = frozenset({
    "only", "just", "merely", "simply", "doubt", "question", "wonder", "matter", "other", "longer", "more", "solo",
    "joke", "lie", "hype", "fail", "fails", "miss", "wait", "better",
})  # fmt: skip
"""Behind "not" or "no" these deny nothing: "not only", "no longer"."""
_REACH, _FAR = 5, 99
"""Words that a "not" reaches over; and more than any."""
_ASKING = frozenset({"will", "does", "is", "can", "how", "should", "could", "are"})
"""A question that begins so claims nothing."""
_SHORT, _MOST = 4, 60
"""Words; so short a sentence is read together with its neighbor, too: "Depression? Gone."."""


def claimed(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Where claims stand in the text: start and end of their words."""
    denied = [number for number, pair in enumerate(pairwise(sentences)) if _answered_no(*pair)]
    told = [sentence for number, sentence in enumerate(sentences) if number not in denied]
    for sentence in [*told, *_runs(sentences)]:
        yield from _of(sentence)


def claimed_plainly(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Only those that need no second word; for texts whose words may be joined wrongly."""
    for sentence in sentences:
        hits = _unpardoned(_LEXICON.hits(sentence.read))
        if not any(hit.kind == "debunk" for hit in hits):
            yield from (_place(hit, sentence.words) for hit in _strict(hits, sentence.words))


def claimed_in_name(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Of a name, such as "Joy Best" or "Superior Health": one word of praise says nothing."""
    for sentence in sentences:
        words, hits = sentence.words, _unpardoned(_LEXICON.hits(sentence.read))
        long = [hit for hit in _strict(hits, words) if hit.kind == "cure" or hit.end - hit.start > 1]
        yield from (_place(hit, words) for hit in [*long, *_together(hits, words), *_off(hits, words)])


def _strict(hits: list[Hit], words: list[Word]) -> list[Hit]:
    return [hit for hit in hits if hit.kind in STRICT and not _denied(hit, words)]


def _runs(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Short sentences read as one with their neighbors, but for questions answered with no."""
    run: list[Word] = []
    for first, second in pairwise(sentences):
        if min(len(first.words), len(second.words)) <= _SHORT and not _answered_no(first, second):
            run = (run or first.words) + second.words
        elif run:
            yield Sentence(run[:_MOST], asks=False)
            run = []
    if run:
        yield Sentence(run[:_MOST], asks=False)


def _answered_no(first: Sentence, second: Sentence) -> bool:
    return first.asks and second.read[0] in {"no", "not"}


def _of(sentence: Sentence) -> Iterator[tuple[int, int]]:
    words, hits = sentence.words, _unpardoned(_LEXICON.hits(sentence.read))
    kinds = {hit.kind for hit in hits}
    if "debunk" in kinds:
        return
    found = _strict(hits, words)
    if "safely" not in kinds:
        found += _off(hits, words)
    if "hedge" not in kinds and not (sentence.asks and sentence.read[0] in _ASKING):
        found += [hit for hit in hits if hit.kind in SOFT and not _denied(hit, words)]
        found += _together(hits, words)
        found += [hit for hit in hits if hit.kind in UNSAID and not UNSAID[hit.kind] & kinds]
    yield from (_place(hit, words) for hit in found)


def _unpardoned(hits: list[Hit]) -> list[Hit]:
    pardoned = [hit for hit in hits if hit.kind == "pardon"]
    return [hit for hit in hits if not any(one.start <= hit.start and hit.end <= one.end for one in pardoned)]


def _together(hits: list[Hit], words: list[Word]) -> Iterator[Hit]:
    again = [Hit("again", number, number + 1) for number, word in enumerate(words) if word.read == "again"]
    kinds: dict[str, list[Hit]] = {}
    for hit in [*hits, *again]:
        kinds.setdefault(hit.kind, []).append(hit)
    for first, second, most in TOGETHER:
        for one in kinds.get(first, ()):
            for other in kinds.get(second, ()):
                if _gap(one, other) <= most and not _denied(other, words):
                    yield Hit(first, min(one.start, other.start), max(one.end, other.end))


def _off(hits: list[Hit], words: list[Word]) -> Iterator[Hit]:
    for off in hits:
        for meds in hits if off.kind == "off" else ():
            if meds.kind == "meds" and _gap(off, meds) <= 7 and not _forbidden(off, words):
                yield Hit("off", min(off.start, meds.start), max(off.end, meds.end))


def _gap(one: Hit, other: Hit) -> int:
    """Words between the two; a word is not beside itself."""
    if (one.start, one.end) == (other.start, other.end):
        return _FAR
    return max(one.start, other.start) - min(one.end, other.end)


def _denied(hit: Hit, words: list[Word]) -> bool:
    """ "is not a cure", "results cannot be guaranteed", "a cure does not exist"."""
    clause = words[hit.start].clause
    before = range(max(0, hit.start - _REACH), hit.start)
    asked = hit.kind not in STRICT
    if any(_negates(words, at, asked=asked) for at in before if words[at].clause == clause):
        return True
    after = [word.read for word in words[hit.end : hit.end + 2]]
    return (
        len(after) == 2
        and after[0] in {"is", "are", "do", "does", "can", "would"}
        and after[1] in {"not", "never", "no"}
    )


def _negates(words: list[Word], at: int, *, asked: bool) -> bool:
    """asked: whether "if" and "how" deny, too."""
    if asked and words[at].read in _ASKED:
        return True
    if words[at].read not in _NOT or any(word.read == "if" for word in words[max(0, at - 3) : at]):
        return False
    return at + 1 >= len(words) or words[at + 1].read not in _YET


def _forbidden(hit: Hit, words: list[Word]) -> bool:
    """ "do not stop taking", "never stop"; the words of the hit itself may begin with "not"."""
    before = [word.read for word in words[max(0, hit.start - 4) : hit.start]]
    return bool({"not", "never", "no", "nunca", "neither"} & set(before))


def _place(hit: Hit, words: list[Word]) -> tuple[int, int]:
    return words[hit.start].start, words[hit.end - 1].end
