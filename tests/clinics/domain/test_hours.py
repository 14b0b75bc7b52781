"""Hours in words, for the coming seven days."""

import datetime as dt

import pytest

from clinics.domain.hours import clock, week

FRIDAY = dt.date(2026, 11, 20)


def said(text, today=FRIDAY):
    found = week(text, today)
    return [(day.name, *day.lines) for day in found.days]


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_blank_hours_are_not_stated_though_the_parser_reads_them_as_always_open(blank):
    assert week(blank, FRIDAY) is None


def test_the_week_begins_today():
    found = week("Mo-Fr 08:00-17:00", FRIDAY)
    assert [day.name for day in found.days] == [
        "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday",
    ]  # fmt: skip
    assert [day.today for day in found.days] == [True, *[False] * 6]
    assert found.days[0].lines == ("8 am to 5 pm",)
    assert found.days[1].lines == ("Closed",)


def test_every_stretch_of_a_day_and_its_comment_is_said():
    assert said('Fr 09:00-12:00,13:00-17:30 "by appointment"')[0] == (
        "Friday", "9 am to noon, by appointment", "1 pm to 5:30 pm, by appointment",
    )  # fmt: skip


def test_a_comment_without_hours_states_no_hours():
    assert said('"by appointment"')[0] == ("Friday", "By appointment")


def test_always_open_is_said_for_each_day():
    assert said("24/7") == [(name, "Open 24 hours") for name, *_ in said("24/7")]
    assert week("24/7", FRIDAY).raw == ""


def test_a_stretch_past_midnight_stays_with_the_day_it_begins():
    assert said("Fr 20:00-02:00")[:2] == [("Friday", "8 pm to 2 am"), ("Saturday", "Closed")]


def test_a_stretch_that_began_yesterday_is_not_said_of_today():
    assert said("Th 20:00-02:00")[0] == ("Friday", "Closed")


def test_two_days_without_a_gap_are_said_each():
    found = {name: lines for name, *lines in said("Fr 10:00-24:00; Sa 00:00-24:00")}
    assert (found["Friday"], found["Saturday"]) == (["10 am to midnight"], ["Open 24 hours"])


def test_an_open_end_has_no_invented_end():
    assert said("Fr 10:00+")[0] == ("Friday", "From 10 am")
    assert said('Fr 10:00-24:00 "adults 18+"')[0] == ("Friday", "10 am to midnight, adults 18+")


def test_a_public_holiday_is_the_holiday_of_the_country():
    thanksgiving = said("Mo-Fr 08:00-17:00; PH off")[-1]
    assert thanksgiving == ("Thursday", "Closed")
    assert said("Mo-Fr 08:00-17:00")[-1] == ("Thursday", "8 am to 5 pm")


def test_hours_that_differ_from_week_to_week_keep_the_clinics_notation():
    assert week("Sa[1] 09:00-13:00", FRIDAY).raw == "Sa[1] 09:00-13:00"
    assert week("Mo-Fr 08:00-17:00", FRIDAY).raw == ""


def test_unsure_hours_are_not_said_to_be_open():
    assert said("Fr 08:00-17:00 unknown")[0] == ("Friday", "8 am to 5 pm, not sure")


@pytest.mark.parametrize("text", ["sunrise-sunset", "whenever", "\x00"])
def test_what_cannot_be_worked_out_stays_the_clinics_own_words(text):
    assert week(text, FRIDAY).days == ()
    assert week(text, FRIDAY).raw == text


@pytest.mark.parametrize(
    ("hour", "minute", "words"), [(0, 0, "midnight"), (12, 0, "noon"), (0, 30, "12:30 am"), (13, 5, "1:05 pm")]
)
def test_clock(hour, minute, words):
    assert clock(dt.time(hour, minute)) == words
