"""Opening hours as seven lines that a person types, and as OpenStreetMap's opening_hours that the listing keeps.

Only plain weeks: days with stretches of hours, or closed. Whatever else stands in a listing stays as it is written.
"""

import datetime as dt
import re

from clinics.domain.hours import clock

DAYS = {
    "Mo": "Monday", "Tu": "Tuesday", "We": "Wednesday", "Th": "Thursday", "Fr": "Friday", "Sa": "Saturday",
    "Su": "Sunday",
}  # fmt: skip
_ORDER = list(DAYS)
_ALL_DAY = "00:00-24:00"
CLOSED = "closed"
Week = dict[str, str]
"""Day → "08:00-12:00,13:00-17:00", "off", or "" where nothing is said."""

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_RULE = re.compile(rf"({_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*) (off|\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)")
_TIME = r"(?:(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?|(noon|midnight))"
_STRETCH = re.compile(rf"{_TIME}\s*(?:-|–|—|to|until)\s*{_TIME}")


def to_week(hours: str) -> Week | None:
    """The days of "Mo-Fr 08:00-17:00; Sa off"; None where it says more than a plain week does.

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
    return week


def to_hours(week: Week) -> str:
    """The notation, days alike in a row joined; "" where no day says anything."""
    if not any(week.values()):
        return ""
    rules: list[tuple[str, str, str]] = []
    for day in _ORDER:
        if rules and rules[-1][2] == week[day]:
            rules[-1] = (rules[-1][0], day, week[day])
        else:
            rules.append((day, day, week[day]))
    return "; ".join(f"{a if a == b else f'{a}-{b}'} {said}" for a, b, said in rules)


def spoken(said: str) -> str:
    """A day as it is typed: "8 am to noon, 1 pm to 5 pm", "closed", ""."""
    if said in {"", "off", _ALL_DAY}:
        return {"": "", "off": CLOSED, _ALL_DAY: "24 hours"}[said]
    return ", ".join(" to ".join(_clock(time) for time in stretch.split("-")) for stretch in said.split(","))


def typed(text: str) -> str:
    """What a person typed, as the notation has it. Raises ValueError with a sentence."""
    plain = " ".join(text.lower().replace("a.m.", "am").replace("p.m.", "pm").split())
    if plain in {"", CLOSED, "off"}:
        return "off" if plain else ""
    if plain in {"24 hours", "open 24 hours", "24/7"}:
        return _ALL_DAY
    return ",".join(_stretch(part.strip(), text) for part in re.split(r",|;| and ", plain))


def _stretch(part: str, whole: str) -> str:
    match = _STRETCH.fullmatch(part)
    sentence = f"“{whole[:60]}” is not clear. Write it like 8 am to 5 pm, or closed."
    if match is None:
        raise ValueError(sentence)
    half = match[7] if match[7] and not match[3] and not match[4] else None
    starts = _minutes(match[1], match[2], match[3] or _same_half(match[1], match[5], half), match[4])
    ends = _minutes(match[5], match[6], match[7], match[8])
    if starts is None or ends is None:
        raise ValueError(sentence)
    if ends <= starts and not (match[3] or match[7] or match[8]) and ends + 720 > starts:
        ends += 720  # "9 to 5" means five in the afternoon
    if match[8] == "midnight":
        ends = 1440
    if not starts < ends <= 1440:
        raise ValueError(f"“{whole[:60]}” ends before it begins. Write it like 8 am to 5 pm.")
    return f"{starts // 60:02}:{starts % 60:02}-{ends // 60:02}:{ends % 60:02}"


def _same_half(start: str | None, end: str | None, half: str | None) -> str | None:
    """ "1 to 5 pm" is all afternoon; "9 to 5 pm" begins in the morning."""
    if half is None or start is None or end is None:
        return None
    return half if int(start) % 12 < int(end) % 12 else "am"


def _minutes(hour: str | None, minute: str | None, half: str | None, word: str | None) -> int | None:
    if word:
        return 720 if word == "noon" else 0
    hours, minutes = int(hour or 0), int(minute or 0)
    if half and not 1 <= hours <= 12:
        return None
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    return hours * 60 + minutes if hours <= 24 and minutes < 60 else None


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
