"""The main time zone of each state: enough to say which day it is there, not to say "open now".

Fourteen states lie in two zones. A clinic's own zone is not known, so no page claims
that a clinic is open at this minute.
"""

import datetime as dt
from zoneinfo import ZoneInfo

EASTERN, CENTRAL, MOUNTAIN, PACIFIC = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"

_CENTRAL = {"AL", "AR", "IA", "IL", "KS", "LA", "MN", "MO", "MS", "ND", "NE", "OK", "SD", "TN", "TX", "WI"}
_MOUNTAIN = {"CO", "ID", "MT", "NM", "UT", "WY"}
_PACIFIC = {"CA", "NV", "OR", "WA"}
_OWN = {
    "AZ": "America/Phoenix", "AK": "America/Anchorage", "HI": "Pacific/Honolulu", "PR": "America/Puerto_Rico",
    "VI": "America/Puerto_Rico", "GU": "Pacific/Guam", "MP": "Pacific/Guam", "AS": "Pacific/Pago_Pago",
}  # fmt: skip
STATE_ZONES: dict[str, str] = (
    dict.fromkeys(_CENTRAL, CENTRAL) | dict.fromkeys(_MOUNTAIN, MOUNTAIN) | dict.fromkeys(_PACIFIC, PACIFIC) | _OWN
)
"""States that are not named lie in the eastern zone."""


def zone_of(state: str) -> str:
    return STATE_ZONES.get(state, EASTERN)


def day_in(state: str, now: dt.datetime) -> dt.date:
    """The date in a state at a moment; `now` must know its own zone."""
    return now.astimezone(ZoneInfo(zone_of(state))).date()
