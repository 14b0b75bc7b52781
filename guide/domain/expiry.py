"""Sentences that run out: [[until 2026-12-31]]up to that day[[end]], [[from 2027-01-01]]from then on[[end]].

The day decides when a page is read, so that nothing stays true only because a nightly job ran.
"""

import datetime as dt
import re

_PART = re.compile(r"\[\[(until|from) ([0-9]{4}-[0-9]{2}-[0-9]{2})\]\]((?:(?!\[\[).)*)\[\[end\]\]", re.DOTALL)
_MARK = re.compile(r"\[\[[^\]\n]{0,40}(?:\]\])?")
_SEAM = "\x00"
_LEFT_EMPTY = re.compile(rf"^[ \t]*(?:[-*+]|[0-9]+[.)]|#+|>)?[ \t]*{_SEAM}[{_SEAM} \t]*(?:\n|\Z)", re.MULTILINE)
"""A line of which nothing is left: a bullet or a heading without words, or marks on a line of their own in a table."""
YEARS = range(2000, 2101)
FORM = "Write [[until 2026-12-31]], the sentence, then [[end]]; or [[from 2027-01-01]]. One may not stand in another."


def in_force(text: str, day: dt.date) -> str:
    """The text as it reads on a day. Marks must be faultless."""
    seamed = _PART.sub(lambda part: _SEAM + (part[3] if _holds(part[1], part[2], day) else "") + _SEAM, text)
    return _LEFT_EMPTY.sub("", seamed).replace(_SEAM, "")


def dates(text: str) -> list[dt.date]:
    """The days from which a text reads differently."""
    found = [(part[1], dt.date.fromisoformat(part[2])) for part in _PART.finditer(text)]
    return sorted(day + dt.timedelta(days=1) if word == "until" else day for word, day in found)


def readings(text: str) -> list[str]:
    """All that the text says in the course of time, in that order. Marks must be faultless."""
    days = dates(text)
    before = [days[0] - dt.timedelta(days=1)] if days else [dt.date(YEARS.start, 1, 1)]
    return [in_force(text, day) for day in [*before, *dict.fromkeys(days)]]


def faults(text: str) -> list[str]:
    """A sentence for each mark that cannot be read."""
    found = [f"“{part[2]}” is no date. {FORM}" for part in _PART.finditer(text) if not _is_date(part[2])]
    return found + [f"“{mark[0]}” cannot be read. {FORM}" for mark in _MARK.finditer(_PART.sub("", text))]


def _holds(word: str, date: str, day: dt.date) -> bool:
    return day <= dt.date.fromisoformat(date) if word == "until" else day >= dt.date.fromisoformat(date)


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).year in YEARS
    except ValueError:
        return False
