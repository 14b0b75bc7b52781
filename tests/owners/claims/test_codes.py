import pytest

from accounts.codes import code_of, digits_of, same
from clinics.domain.dea import dea_problem

pytestmark = pytest.mark.django_db  # the room's conftest empties the cache
PARTS = (17, "nonce", 4, 9)


def test_a_code_is_bound_to_everything_it_is_made_of():
    code = code_of(secret=b"k", parts=PARTS)
    others = {
        code_of(secret=b"k", parts=parts) for parts in [(18, "nonce", 4, 9), (17, "n", 4, 9), (17, "nonce", 4, 8)]
    }
    others.add(code_of(secret=b"other", parts=PARTS))
    assert (len(code), code.isdigit(), code_of(secret=b"k", parts=PARTS)) == (8, True, code)
    assert code not in others


@pytest.mark.parametrize("typed", ["1234 5678", "1234-5678", " 12345678\t", "12345678"])
def test_blanks_and_hyphens_are_no_mistake(typed):
    assert digits_of(typed) == "12345678"


@pytest.mark.parametrize(
    "typed", ["", "1234567", "123456789", "１２３４５６７８", "1234567\x00", "abcdefgh", "9" * 10_000]
)
def test_what_is_no_code_is_none(typed):
    assert digits_of(typed) == ""


def test_comparing():
    assert (same("12345678", "12345678"), same("12345678", "12345679"), same("", "12345678")) == (True, False, False)


@pytest.mark.parametrize("number", ["AB1234563", "ab 1234563", "F91234563"])
def test_a_dea_number_of_the_right_form(number):
    assert dea_problem(number) is None


@pytest.mark.parametrize("number", ["", "AB1234567", "A11234563", "AB123456", "AB12345633", "\x00", "ＡB1234563"])
def test_a_dea_number_of_a_wrong_form_is_told_without_repeating_it(number):
    problem = dea_problem(number)
    assert problem.endswith(".")
    assert not number or number not in problem
