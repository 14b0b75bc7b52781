"""Words written so that people read them and a search does not: letters of another alphabet, hyphens, stops."""

import re
import unicodedata

from clinics.domain.text import HIDDEN

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "™": " ", "。": "."}
)
_SPACED = re.compile(r"\b(?!(?:A|I)\s)[A-Za-z]([.\s_*-]{1,2})[A-Za-z](?:\1[A-Za-z]\b)+")
_HYPHEN = re.compile(r"(?<=[A-Za-z])[-_*](?=[A-Za-z])")
_UNIT = re.compile("[μΩ](?:g|l|m|mol|s|mg|ml)")
_ENGLISH = frozenset("abcdefghijklmnopqrstuvwxyz")
_NAMES = frozenset("ßæœøłđðþ")
"""Letters of people's and places' names that stand beside English ones and look like none of them."""


def undone(text: str) -> tuple[str, str]:
    """The text without marks, with spaced letters joined; and the same with words joined across hyphens."""
    shown = HIDDEN.sub("", text.translate(_PLAIN))
    whole = unicodedata.normalize("NFKD", shown)
    bare = "".join(c for c in whole if unicodedata.category(c) not in {"Mn", "Me", "Cf"}).translate(_PLAIN)
    plain = _SPACED.sub(lambda match: re.sub(r"[^A-Za-z]", "", match[0]), " ".join(bare.split()))
    return plain, _HYPHEN.sub("", plain)


def mixed(text: str) -> list[str]:
    """Words of English letters and others that can pass for these, such as a Cyrillic one."""
    plain, _ = undone(text)
    return [word for word in re.findall(r"[^\W\d_]+", plain) if _is_mixed(word) and not _UNIT.fullmatch(word)]


def _is_mixed(word: str) -> bool:
    letters = set(word.lower())
    return bool(letters & _ENGLISH) and bool(letters - _ENGLISH - _NAMES)
