import datetime as dt

import pytest

from clinics.domain.hours import week
from clinics.domain.plain_hours import Open, plain

WEDNESDAY = dt.date(2026, 11, 4)


def test_hours_begin_on_monday_whatever_the_day():
    assert plain(week("Mo,We 08:00-12:00,13:00-17:30; Sa 20:00-24:00", WEDNESDAY)) == [
        Open("Monday", "08:00", "12:00"),
        Open("Monday", "13:00", "17:30"),
        Open("Wednesday", "08:00", "12:00"),
        Open("Wednesday", "13:00", "17:30"),
        Open("Saturday", "20:00", "00:00"),
    ]


@pytest.mark.parametrize("said", [
    "", "by the moon", "24/7", 'Mo 08:00-12:00; Tu "by appointment"', 'Mo 08:00-12:00 "by appointment"', "Mo 08:00+",
    "Mo sunrise-sunset", "week 1-53/2 Mo 08:00-12:00", "Mo-Fr 08:00-17:00; Nov 26 off",
])  # fmt: skip
def test_hours_that_need_a_word_more_are_left_to_the_page(said):
    assert plain(week(said, WEDNESDAY)) == []
