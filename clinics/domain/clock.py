"""Days and months, and how long a clinic's own word counts as fresh: search, page and letters count alike."""

import datetime as dt

FRESH_DAYS = 90
"""Up to and with this day after a confirmation it is fresh; then its page says "not confirmed since"."""
LAPSE_DAYS = 365
"""On this day after its last confirmation a managed listing leaves the default results."""


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for date in range(day.day, 27, -1):
        try:
            return dt.date(year, month + 1, date)
        except ValueError:
            continue
    return dt.date(year, month + 1, day.day)
