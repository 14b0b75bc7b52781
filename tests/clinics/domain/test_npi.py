"""The form of a National Provider Identifier."""

import pytest

from clinics.domain.npi import npi_problem


@pytest.mark.parametrize("number", ["1234567893", "1245319599", "2000000002"])
def test_right_numbers(number):
    assert npi_problem(number) is None


@pytest.mark.parametrize("number", ["1234567890", "1234567894", "1245319598"])
def test_a_mistyped_digit_is_named(number):
    assert npi_problem(number) == "The check digit of this NPI is wrong; look for a mistyped digit."


@pytest.mark.parametrize("number", ["", "123456789", "12345678933", "3234567893", "12345b7893", "１２３４５６７８９３"])
def test_a_wrong_form_is_named(number):
    assert npi_problem(number) == "An NPI has ten digits and begins with 1 or 2."
