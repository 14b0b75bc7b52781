"""Opening hours as seven lines that a person types, and as OpenStreetMap's opening_hours that the listing keeps.

Only plain weeks: days with stretches of hours, or closed. Whatever else stands in a listing stays as it is written.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from clinics.domain.hours import clock

DAYS = {
    "Mo": "Monday", "Tu": "Tuesday", "We": "Wednesday", "Th": "Thursday", "Fr": "Friday", "Sa": "Saturday",
    "Su": "Sunday",
}  # fmt: skip
_ORDER = list(DAYS)
_ALL_DAY = "00:00-24:00"
CLOSED = "closed"
_HALF, _WHOLE, _MORNING = 720, 1440, 360
"""Minutes of half a day, of a day, and until 6 am: a beginning before that is not guessed."""
Week = dict[str, str]
"""Day → "08:00-12:00,13:00-17:00", "off", or "" where nothing is said."""

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_RULE = re.compile(rf"({_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*) (off|\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)")
_TIME = r"(?:(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?|(noon|midnight))"
_STRETCH = re.compile(rf"{_TIME}\s*(?:-|–|—|to|until)\s*{_TIME}")


def to_week(hours: str) -> Week | None:
    """The days of "Mo-Fr 08:00-17:00; Sa off"; None where it says more than seven typed lines can.

    A day that stated hours leave out is closed: so the notation has it.
    """
    if not hours or hours == "24/7":
        return dict.fromkeys(DAYS, _ALL_DAY if hours else "")
    week: Week = dict.fromkeys(DAYS, "off")
    for rule in hours.split(";"):
        match = _RULE.fullmatch(rule.strip())
        if match is None:
            return None
        for day in _days(match[1]):
            week[day] = match[2]
    return week if all(_comes_back(said) for said in week.values()) else None


def _comes_back(said: str) -> bool:
    """Whether a page that shows this day in words would save it as it was: hours past midnight would not."""
    try:
        return typed(spoken(said)) == said
    except ValueError:
        return False


def to_hours(week: Week) -> str:
    """The notation, days alike in a row joined; "" where no day says anything."""
    if not any(week.values()):
        return ""
    days = {day: week[day] for day in _ORDER}
    return "; ".join(f"{a if a == b else f'{a}-{b}'} {said}" for a, b, said in _alike(days))


def _alike(days: dict[str, str]) -> list[tuple[str, str, str]]:
    """First day, last day, what is said of them: days alike in a row joined."""
    found: list[tuple[str, str, str]] = []
    for day, said in days.items():
        if found and found[-1][2] == said:
            found[-1] = (found[-1][0], day, said)
        else:
            found.append((day, day, said))
    return found


def by_day(hours: str) -> dict[str, str]:
    """ "Monday" → "9 am to 5 pm", for every day; "" where nothing is said. Empty where it is no plain week."""
    week = to_week(hours)
    return {DAYS[day]: spoken(said) for day, said in week.items()} if week else {}


def in_full(hours: str) -> str:
    """ "Monday to Friday: 9 am to 5 pm; Saturday to Sunday: closed"; as it is written where it is no plain week."""
    days = by_day(hours)
    if not any(days.values()):
        return hours
    return "; ".join(f"{a if a == b else f'{a} to {b}'}: {said}" for a, b, said in _alike(days))


def spoken(said: str) -> str:
    """A day as it is typed: "8 am to noon, 1 pm to 5 pm", "closed", "". Raises ValueError past midnight."""
    if said in {"", "off", _ALL_DAY}:
        return {"": "", "off": CLOSED, _ALL_DAY: "24 hours"}[said]
    return ", ".join(" to ".join(_clock(time) for time in stretch.split("-")) for stretch in said.split(","))


def typed(text: str) -> str:
    """What a person typed, as the notation has it. Raises ValueError with a sentence; nothing doubtful is guessed."""
    plain = " ".join(text.lower().replace("a.m.", "am").replace("p.m.", "pm").split())
    if plain in {"", CLOSED, "off"}:
        return "off" if plain else ""
    if plain in {"24 hours", "open 24 hours", "24/7"}:
        return _ALL_DAY
    found: list[tuple[int, int]] = []
    for part in re.split(r",|;| and ", plain):
        found.append(_stretch(part.strip(), text[:60], found[-1][1] if found else 0))
    return ",".join(f"{_notation(starts)}-{_notation(ends)}" for starts, ends in found)


@dataclass(frozen=True, slots=True)
class _Time:
    """minutes: since midnight, a bare 12 as noon. half: "am", "pm" or "". day_clock: written as 24 hours are, "13:30".

    sure: nothing but these minutes can be meant.
    """

    minutes: int
    half: str
    day_clock: bool
    sure: bool


def _stretch(part: str, whole: str, after: int) -> tuple[int, int]:
    """Minutes since midnight. after: the end of the stretch before it on that day."""
    match = _STRETCH.fullmatch(part)
    starts, ends = (_time(*match.groups()[:4]), _time(*match.groups()[4:])) if match else (None, None)
    if starts is None or ends is None:
        raise ValueError(f"“{whole}” is not clear. Write it like 8 am to 5 pm, or closed.")
    if ends.sure and not ends.minutes:
        ends = replace(ends, minutes=_WHOLE)  # midnight ends the day
    first = starts.minutes if starts.sure else _first(starts, ends, after)
    last = None if first is None else _last(starts, first, ends)
    if first is None or last is None:
        raise ValueError(f"“{whole}” can be the morning or the evening. Write am or pm, like 8 am to 5 pm.")
    if not first < last <= _WHOLE:
        raise ValueError(f"“{whole}” ends before it begins. Write it like 8 am to 5 pm.")
    if first < after:
        raise ValueError(f"“{whole}” goes back in time. Write one after the other, like 8 am to noon, 1 pm to 5 pm.")
    return first, last


def _first(starts: _Time, ends: _Time, after: int) -> int | None:
    """A beginning without am or pm, in minutes; None where nobody can tell."""
    early = starts.minutes % _HALF
    if ends.half and early < ends.minutes % _HALF:
        return early if ends.half == "am" else early + _HALF  # "1 to 5 pm" is all afternoon
    if not ends.half and early < after <= early + _HALF:
        return early + _HALF  # "8-12, 1-5"
    if starts.minutes >= _HALF:
        return None if ends.half or ends.minutes == _WHOLE else starts.minutes  # "12 to 5" begins at noon
    if ends.day_clock:
        return early
    return early if early >= _MORNING and ends.minutes != _WHOLE else None


def _last(starts: _Time, first: int, ends: _Time) -> int | None:
    """An end without am or pm is the next time that a clock shows it: "9 to 5"; None for a 12 that may be midnight."""
    if ends.sure or ends.minutes > first or starts.day_clock:
        return ends.minutes
    return None if ends.minutes == _HALF else ends.minutes + _HALF


def _time(hour: str | None, minute: str | None, half: str | None, word: str | None) -> _Time | None:
    if word:
        hour, half = "12", "pm" if word == "noon" else "am"
    hours, minutes = int(hour or 0), int(minute or 0)
    if minutes >= 60 or hours > 24 or (half and not 1 <= hours <= 12):
        return None
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    day_clock = not half and not 1 <= hours <= 12
    sure = bool(half) or day_clock
    return _Time(hours * 60 + minutes, "" if word else half or "", day_clock, sure)


def _notation(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _clock(time: str) -> str:
    hour, minute = int(time[:2]), int(time[3:])
    return "midnight" if hour == 24 else clock(dt.time(hour, minute))


def _days(text: str) -> list[str]:
    found: list[str] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        start = _ORDER.index(first)
        count = (_ORDER.index(last or first) - start) % 7 + 1
        found += [_ORDER[(start + n) % 7] for n in range(count)]
    return found
