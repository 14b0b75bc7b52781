"""What a first course costs."""

import pytest

from clinics.domain.prices import Range, dollars, first_course

UNSAID = {"course_sessions": None, "package_price": None, "intake_fee": None, "consult_included": None}


SESSION = Range(400, 500)


def course(method="iv", session=SESSION, **said):
    return first_course(method=method, session=session, **{**UNSAID, **said})


def test_sessions_times_price_plus_intake():
    assert course(course_sessions=6, intake_fee=150).total == Range(2550, 3150)


def test_a_package_stands_before_the_sum():
    assert course(course_sessions=6, package_price=2000, intake_fee=100).total == Range(2100, 2100)


def test_an_included_consult_adds_no_intake_and_leaves_nothing_unknown():
    found = course(course_sessions=6, intake_fee=150, consult_included=True)
    assert (found.total, found.intake, found.intake_unknown) == (Range(2400, 3000), None, False)


def test_a_missing_intake_fee_is_unknown_and_not_nothing():
    found = course(course_sessions=6)
    assert (found.total, found.intake, found.intake_unknown) == (Range(2400, 3000), None, True)


def test_a_stated_fee_of_nothing_is_known():
    found = course(course_sessions=6, intake_fee=0)
    assert (found.total, found.intake, found.intake_unknown) == (Range(2400, 3000), 0, False)


@pytest.mark.parametrize(("method", "sessions"), [("iv", 6), ("esketamine", 8)])
def test_a_typical_number_of_sessions_is_named_as_ours(method, sessions):
    found = course(method=method)
    assert (found.sessions, found.typical) == (sessions, True)
    assert course(method=method, course_sessions=4).typical is False


@pytest.mark.parametrize("method", ["im", "oral", "sc", "nasal", "kap"])
def test_other_methods_have_no_figure_to_lean_on(method):
    found = course(method=method)
    assert (found.total, found.sessions, found.typical) == (None, None, False)


def test_without_a_price_there_is_no_sum():
    assert course(session=None, course_sessions=6, intake_fee=150).total is None


def test_dollars():
    assert dollars(2850) == "$2,850"
    assert dollars(Range(450, 450)) == "$450"
    assert dollars(Range(450, 1550)) == "$450 to $1,550"
