"""Days of the calendar, for tests of clocks that count them."""

import datetime as dt

from django.utils import timezone


def days_ago(days: int) -> dt.datetime:
    """This time of day, so many days back. As many times 24 hours are another day where the clocks changed between."""
    return timezone.make_aware(
        dt.datetime.combine(timezone.localdate() - dt.timedelta(days=days), timezone.localtime().time())
    )
