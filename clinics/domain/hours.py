"""Opening hours as a week of words. Hours are kept in OpenStreetMap's opening_hours syntax.

A blank is "not stated": the parser would read it as always open, so it never gets one.
Nothing here says "open now", since the clinic's own time zone is not known.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

WEEK = 7
_COMPARED_WEEKS = 6
_DAY = dt.timedelta(days=1)
_FROM = re.compile(r"\d\d:\d\d\+")  # opens then, and nobody said until when
_NEVER = re.compile(r"\b(off|closed)\b")
_SUN = re.compile(r"\b(sunrise|sunset|dawn|dusk)\b")
"""The sun's times depend on a place and a date; ours would be invented, so the clinic's own words stand."""


@dataclass(frozen=True, slots=True)
class Day:
    """One date. lines: "8 am to 5 pm", "By appointment", "Closed"."""

    date: dt.date
    lines: tuple[str, ...]
    today: bool

    @property
    def name(self) -> str:
        return f"{self.date:%A}"


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from today on. raw: the clinic's own notation, where the days do not say all of it."""

    days: tuple[Day, ...]
    raw: str = ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    starts: dt.datetime
    ends: dt.datetime
    comment: str
    unknown: bool


def week(text: str, today: dt.date) -> Week | None:
    """The coming seven days; None where no hours are stated. What cannot be read stays the clinic's own words."""
    if not text.strip():
        return None
    if _SUN.search(text):
        return Week((), text)
    try:
        hours = OpeningHours(text, country="US")
    except (ParserError, ValueError):
        return Week((), text)
    lines = _lines(hours, today, WEEK * _COMPARED_WEEKS, open_ended=bool(_FROM.search(text)))
    if not _ever_open(lines) and not _NEVER.search(text):
        return Week((), text)  # hours of a year gone by do not say that it is closed
    days = tuple(Day(date, lines[date], date == today) for date in sorted(lines)[:WEEK])
    return Week(days, text if _varies(list(lines.values())) else "")


def _ever_open(lines: dict[dt.date, tuple[str, ...]]) -> bool:
    return any(line != ("Closed",) for line in lines.values())


def _varies(days: list[tuple[str, ...]]) -> bool:
    return any(day != days[place % WEEK] for place, day in enumerate(days))


def _lines(hours: OpeningHours, today: dt.date, count: int, *, open_ended: bool) -> dict[dt.date, tuple[str, ...]]:
    """What to print under each of the coming days; stretches past midnight stay with the day they begin."""
    found: dict[dt.date, list[str]] = {today + n * _DAY: [] for n in range(count)}
    for stretch in _stretches(hours, today - _DAY, today + count * _DAY):
        for date, line in _by_day(stretch, open_ended=open_ended):
            if date in found:
                found[date].append(line)
    return {date: tuple(lines) or ("Closed",) for date, lines in found.items()}


def _stretches(hours: OpeningHours, first: dt.date, last: dt.date) -> Iterator[_Stretch]:
    midnight = dt.time()
    spans = hours.intervals(dt.datetime.combine(first, midnight), dt.datetime.combine(last + _DAY, midnight))
    for starts, ends, state, comment in spans:
        if state != State.CLOSED:
            yield _Stretch(starts, ends, comment, state == State.UNKNOWN)


def _by_day(stretch: _Stretch, *, open_ended: bool) -> Iterator[tuple[dt.date, str]]:
    starts = stretch.starts
    while stretch.ends - starts >= _DAY:
        ends = dt.datetime.combine(starts.date() + _DAY, dt.time())
        yield starts.date(), _words(starts, ends, stretch, open_ended=False)
        starts = ends
    if starts < stretch.ends:
        yield starts.date(), _words(starts, stretch.ends, stretch, open_ended=open_ended)


def _words(starts: dt.datetime, ends: dt.datetime, stretch: _Stretch, *, open_ended: bool) -> str:
    """A whole day with a comment is the comment: "by appointment" states no hours."""
    comment = stretch.comment.strip()
    if ends - starts >= _DAY:
        return _capital(comment) or ("Not sure" if stretch.unknown else "Open 24 hours")
    until = "" if open_ended and ends.time() == dt.time() else f" to {clock(ends.time())}"
    text = f"{clock(starts.time())}{until}" if until else f"From {clock(starts.time())}"
    remark = comment or ("not sure" if stretch.unknown else "")
    return f"{text}, {remark}" if remark else text


def clock(time: dt.time) -> str:
    """ "8 am", "5:30 pm", "noon", "midnight"."""
    if (time.hour, time.minute) in {(0, 0), (12, 0)}:
        return "noon" if time.hour else "midnight"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes} {'pm' if time.hour >= 12 else 'am'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
