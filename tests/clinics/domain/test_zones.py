"""Which day it is in a state."""

import datetime as dt
from zoneinfo import available_timezones

from clinics.domain.states import STATES
from clinics.domain.zones import day_in, zone_of

NIGHT_IN_NEW_YORK = dt.datetime(2026, 11, 21, 5, 30, tzinfo=dt.UTC)


def test_every_state_has_a_zone_that_exists():
    assert {zone_of(state) for state in STATES} - available_timezones() == set()


def test_it_is_still_yesterday_in_the_west():
    days = {state: day_in(state, NIGHT_IN_NEW_YORK).day for state in ("NY", "TX", "CA", "HI", "GU")}
    assert days == {"NY": 21, "TX": 20, "CA": 20, "HI": 20, "GU": 21}
