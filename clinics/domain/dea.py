"""DEA registration numbers, for a look at their form: in memory, never stored, logged or sent back."""

import re

_FORM = re.compile(r"[A-Z][A-Z9][0-9]{7}")


def dea_problem(number: str) -> str | None:
    """What is wrong with the number, as a sentence that does not repeat it; None where its form is right.

    Two letters (the second may be a 9) and seven digits; the last digit is that of first + third + fifth plus
    twice second + fourth + sixth. A right form does not show that the number was ever issued.
    """
    plain = "".join(number.split()).upper()
    if not _FORM.fullmatch(plain):
        return "A DEA number has two letters, or a letter and a 9, and then seven digits."
    digits = [int(digit) for digit in plain[2:]]
    if (sum(digits[0:6:2]) + 2 * sum(digits[1:6:2])) % 10 != digits[6]:
        return "The check digit of this DEA number is wrong; look for a mistyped digit."
    return None
