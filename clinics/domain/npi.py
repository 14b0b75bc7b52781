"""National Provider Identifier numbers."""

NOT_IN_USE = "not in use"
"""What we keep in place of a profession where the register says that a number was deactivated."""


def npi_problem(number: str) -> str | None:
    """What is wrong with an NPI, as a sentence; None where its form is right.

    Ten digits, the first 1 or 2, Luhn check digit over the prefix 80840, that is
    with 24 added (45 CFR 162.406; CMS, Requirements for NPI Check Digit).
    A right form does not show that the number was ever issued.
    """
    if len(number) != 10 or not (number.isascii() and number.isdigit()) or number[0] not in "12":
        return "An NPI has ten digits and begins with 1 or 2."
    total = 24
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return None if total % 10 == 0 else "The check digit of this NPI is wrong; look for a mistyped digit."
