"""Sentences that run out: [[until 2026-12-31]]up to that day[[end]], [[from 2027-01-01]]from then on[[end]].

The day decides when a page is read, so that nothing stays true only because a nightly job ran.
"""

import datetime as dt
import re

_PART = re.compile(r"\[\[(until|from) ([0-9]{4}-[0-9]{2}-[0-9]{2})\]\](.*?)\[\[end\]\]", re.DOTALL)
_MARK = re.compile(r"\[\[[^\]\n]*(?:\]\])?")
FORM = "Write [[until 2026-12-31]], the sentence, then [[end]]; or [[from 2027-01-01]]. One may not stand in another."


def in_force(text: str, day: dt.date) -> str:
    """The text as it reads on a day. Marks must be faultless."""
    return _PART.sub(lambda part: part[3] if _holds(part[1], part[2], day) else "", text)


def dates(text: str) -> list[dt.date]:
    """The days from which a text reads differently."""
    found = [(part[1], dt.date.fromisoformat(part[2])) for part in _PART.finditer(text)]
    return sorted(day + dt.timedelta(days=1) if word == "until" else day for word, day in found)


def faults(text: str) -> list[str]:
    """A sentence for each mark that cannot be read."""
    found = [f"“{part[2]}” is no date. {FORM}" for part in _PART.finditer(text) if not _is_date(part[2])]
    nested = [part[3] for part in _PART.finditer(text)]
    left = [mark[0] for inner in [*nested, _PART.sub("", text)] for mark in _MARK.finditer(inner)]
    return found + [f"“{mark}” cannot be read. {FORM}" for mark in left]


def _holds(word: str, date: str, day: dt.date) -> bool:
    return day <= dt.date.fromisoformat(date) if word == "until" else day >= dt.date.fromisoformat(date)


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
