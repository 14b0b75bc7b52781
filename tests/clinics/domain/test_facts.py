"""The one rule that turns statements into the answer in force."""

import datetime as dt

import pytest

from clinics.domain.facts import Evidence, Polarity, Said, contradicted, effective, expires, spans

PRO, NEUTRAL, ADVERSE = Polarity.PROTECTIVE, Polarity.NEUTRAL, Polarity.ADVERSE
SOURCE, STATED, DOCUMENT, REGISTER = Evidence


def on(day):
    return dt.date(2026, 1, 1) + dt.timedelta(days=day)


def said(answer, evidence, day, until=1000, order=0):
    return Said(answer, evidence, on(day), on(until), order)


def test_nobody_has_said():
    assert effective(PRO, [], on(0)) is None


def test_the_strongest_live_statement_is_in_force():
    weak, strong = said(True, STATED, 5), said(True, DOCUMENT, 1)
    assert effective(PRO, [weak, strong], on(9)) is strong


def test_the_newest_wins_among_equals_and_the_later_row_on_one_day():
    old, new, later = said(True, STATED, 1), said(True, STATED, 2), said(True, STATED, 2, order=1)
    assert effective(PRO, [new, old], on(9)) is new
    assert effective(PRO, [later, old, new], on(9)) is later


@pytest.mark.parametrize(("day", "live"), [(0, False), (1, True), (7, True), (8, False)])
def test_a_statement_counts_from_its_day_to_its_last_day_inclusive(day, live):
    one = said(True, STATED, 1, until=7)
    assert (effective(PRO, [one], on(day)) is one) is live


@pytest.mark.parametrize(("polarity", "worse"), [(PRO, False), (ADVERSE, True)])
def test_a_newer_worse_answer_counts_at_once_whatever_its_evidence(polarity, worse):
    checked, bad = said(not worse, REGISTER, 1), said(worse, SOURCE, 2)
    assert effective(polarity, [checked, bad], on(9)) is bad


@pytest.mark.parametrize(("polarity", "better"), [(PRO, True), (ADVERSE, False)])
def test_a_newer_better_answer_never_beats_stronger_evidence_of_its_own_kind(polarity, better):
    checked, weak = said(better, DOCUMENT, 1), said(better, STATED, 2)
    assert effective(polarity, [checked, weak], on(9)) is checked


def test_a_better_answer_after_a_worse_one_counts_at_its_own_evidence_only():
    checked, bad, better = said(True, DOCUMENT, 1), said(False, STATED, 2), said(True, STATED, 3)
    assert effective(PRO, [checked, bad, better], on(9)) is better


def test_a_weaker_better_answer_does_not_lift_a_stronger_worse_one():
    bad, better = said(False, DOCUMENT, 1), said(True, STATED, 2)
    assert effective(PRO, [bad, better], on(9)) is bad


def test_an_older_worse_answer_does_not_void_a_newer_check():
    bad, checked = said(False, STATED, 1), said(True, DOCUMENT, 2)
    assert effective(PRO, [bad, checked], on(9)) is checked


def test_when_the_worse_answer_runs_out_the_check_is_back():
    checked, bad = said(True, DOCUMENT, 1), said(False, STATED, 2, until=5)
    assert effective(PRO, [checked, bad], on(6)) is checked


def test_neither_answer_to_a_neutral_question_is_worse():
    checked, other = said(False, DOCUMENT, 1), said(True, STATED, 2)
    assert effective(NEUTRAL, [checked, other], on(9)) is checked


def test_spans_leave_gaps_on_days_when_nobody_had_said():
    first, second = said(True, STATED, 0, until=2), said(True, STATED, 5, until=6)
    assert [(s.said, s.starts, s.ends) for s in spans(PRO, [first, second])] == [
        (first, on(0), on(3)),
        (second, on(5), on(7)),
    ]


def test_contradicted_asks_for_both_answers_alive_on_one_day():
    yes, no = said(True, STATED, 0, until=3), said(False, STATED, 2)
    assert [contradicted([yes, no], on(day)) for day in (1, 3, 4)] == [False, True, False]


@pytest.mark.parametrize(
    ("evidence", "start", "last"),
    [
        (SOURCE, dt.date(2024, 2, 29), dt.date(2027, 2, 28)),
        (STATED, dt.date(2026, 1, 31), dt.date(2027, 1, 31)),
        (DOCUMENT, dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
        (REGISTER, dt.date(2026, 1, 1), dt.date(2026, 4, 1)),
    ],
)
def test_how_long_a_statement_lives(evidence, start, last):
    assert expires(evidence, start) == last


@pytest.mark.parametrize(
    ("polarity", "wanted", "worse"), [(PRO, True, False), (NEUTRAL, False, None), (ADVERSE, False, True)]
)
def test_what_a_search_asks_for_and_what_is_worse(polarity, wanted, worse):
    assert (polarity.wanted, polarity.worse) == (wanted, worse)
