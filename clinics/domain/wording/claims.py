"""The words of a clinic's own text that a moderator should look at."""

import re
from collections.abc import Callable, Collection, Iterator

from clinics.domain.disguise import mixed, pieced, spoken, undone, unleet
from clinics.domain.wording.approval import approvals
from clinics.domain.wording.contact import elsewhere
from clinics.domain.wording.listed import without
from clinics.domain.wording.rules import claimed, claimed_in_name, claimed_plainly
from clinics.domain.wording.words import Sentence, sentences

_MOST = 6
_LONGEST = 80
"""Letters of one claim, as it is quoted."""


def claims(text: str, *, listed: Collection[str] = ()) -> list[str]:
    """The words that a moderator should look at, as they are read, each once; at most six.

    listed: the clinic's own name, city, state and phone number, which say nothing new.
    """
    own = spoken(without(text, listed))
    plain, joined = undone(own)
    found = [*mixed(own), *pieced(own)]
    whole = claimed_in_name if _is_name(plain) else claimed
    for form, read in {joined: claimed_plainly, unleet(plain): whole, plain: whole}.items():
        found += _of(form, read)
    found += elsewhere(own, plain, list(sentences(plain.lower())))
    words = dict.fromkeys(" ".join(part.split()).strip(" .,;:!?").lower()[:_LONGEST] for part in found)
    return _shortest(list(words))[:_MOST]


def _of(form: str, read: Callable[[list[Sentence]], Iterator[tuple[int, int]]]) -> Iterator[str]:
    yield from (form[start:end] for start, end in read(list(sentences(form.lower()))))
    yield from approvals(form)


def _is_name(plain: str) -> bool:
    """Of a person, a board or an insurer: each long word with a capital, none in capitals alone, and no sentence."""
    long = re.findall(r"[^\W\d_]{4,}", plain)
    return not re.search(r"[!?;:]|\.\s*$", plain) and all(word[0].isupper() and not word.isupper() for word in long)


def _shortest(words: list[str]) -> list[str]:
    """Without what holds another one of them whole."""
    return [word for word in words if not any(other != word and other in word for other in words)]
