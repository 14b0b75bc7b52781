"""A shown week as opening and closing times, where it holds nothing but those."""

import datetime as dt
import re
from typing import NamedTuple

from clinics.domain.hours import Week, clock

_STRETCH = re.compile(r"(?P<opens>.+) to (?P<closes>.+)")
_TIMES = {clock(dt.time(hour, minute)): f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(60)}


class Open(NamedTuple):
    """One stretch. day: "Monday". opens, closes: "08:00"; closes is on the next day where it is the earlier."""

    day: str
    opens: str
    closes: str


def plain(week: Week | None) -> list[Open]:
    """From Monday on. None at all where weeks differ or a line is more than two times: half would be untrue."""
    if week is None or week.raw:
        return []
    found = []
    for day in sorted(week.days, key=lambda day: day.date.weekday()):
        for line in day.lines:
            stretch = _stretch(day.name, line)
            if stretch is None and line != "Closed":
                return []
            found += [stretch] if stretch else []
    return found


def _stretch(day: str, line: str) -> Open | None:
    said = _STRETCH.fullmatch(line)
    times = [_TIMES.get(said["opens"], ""), _TIMES.get(said["closes"], "")] if said else []
    return Open(day, *times) if all(times) and times else None
