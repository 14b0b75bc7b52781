"""Refusals of this room. All are `clinics.exceptions.Refused`, so one `except` serves a page."""

from clinics.exceptions import InvalidStep, NotAllowed, Refused, TooMany

__all__ = ["InvalidStep", "NotAllowed", "OnceAYear", "Refused", "TooMany"]


class OnceAYear(Refused):
    """The same person has reviewed the clinic within twelve months."""
