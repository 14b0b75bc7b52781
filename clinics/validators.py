"""Thin Django wrappers over the domain's rules."""

import re
from urllib.parse import urlsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

from clinics.domain.evidence import DEA_NUMBER, holds_dea_number
from clinics.domain.npi import npi_problem
from clinics.domain.text import HIDDEN

_PHONE = re.compile(r"\+1[0-9]{10}(;ext=[0-9]{1,7})?")


def validate_npi(value: str) -> None:
    if problem := npi_problem(value):
        raise ValidationError(problem, code="npi")


def validate_no_dea_number(value: str) -> None:
    if holds_dea_number(value):
        raise ValidationError(DEA_NUMBER, code="dea_number")


def canonical_phone(text: str) -> str:
    """ "424-331-5604 x2" → "+14243315604;ext=2" (RFC 3966 without "tel:").

    Raises ValueError with a sentence where it is no possible US number.
    """
    sentence = f"“{text[:40]}” is not a US phone number with area code, such as 512-555-0142."
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException as error:
        raise ValueError(sentence) from error
    if number.country_code != 1 or not phonenumbers.is_possible_number(number):
        raise ValueError(sentence)
    plain = f"+1{number.national_number}"
    if len(plain) != 12:
        raise ValueError(sentence)
    stored = f"{plain};ext={number.extension}" if number.extension else plain
    if not _PHONE.fullmatch(stored):
        raise ValueError(f"“{text[:40]}” has an extension that is not of 1 to 7 digits.")
    return stored


def validate_phone(value: str) -> None:
    if not _PHONE.fullmatch(value):
        raise ValidationError("Write the number as +1 and ten digits, with ;ext= for an extension.", code="phone")


def hours_problem(value: str) -> str | None:
    """What is wrong with opening hours; None where they are right or blank."""
    if not value:
        return None
    try:
        OpeningHours(value)
    except (ParserError, ValueError):
        return "These hours are not in OpenStreetMap form, such as Mo-Fr 08:00-17:00; Sa 09:00-13:00."
    return None


def validate_hours(value: str) -> None:
    if problem := hours_problem(value):
        raise ValidationError(problem, code="hours")


def validate_plain(value: str) -> None:
    """Refuses control, zero-width and direction marks in public text, and DEA numbers."""
    validate_no_dea_number(value)
    if HIDDEN.search(value.replace("\n", "").replace("\r", "").replace("\t", "")):
        raise ValidationError("This text holds invisible characters; type it again.", code="hidden")


_url = URLValidator(schemes=["http", "https"], message="Write the whole address, such as https://example.com/.")
_HOST = re.compile(r"(?!.*(?:^|\.)xn--)[a-z0-9.-]*[a-z][a-z0-9-]*\.?")
"""Ends in a name: what ends in a number is a machine's bare address."""


def validate_web(value: str) -> None:
    """A web address whose host is the one that is read: no name and password before it, no letters that look alike."""
    _url(value)
    if "@" in value.partition("//")[2].partition("/")[0] or "\\" in value:
        raise ValidationError("Write the address without a user name, such as https://example.com/.", code="host")
    if HIDDEN.search(value) or not value.isprintable():
        raise ValidationError("This address holds invisible characters; type it again.", code="hidden")
    if not _HOST.fullmatch((urlsplit(value).hostname or "").lower()):
        raise ValidationError(
            "Write the site's name in the letters a to z, digits and hyphens, such as https://example.com/. "
            "Other letters can pass for these, and a number names nobody.", code="host",
        )  # fmt: skip
