"""Refusals of this room. All are `clinics.exceptions.Refused`, so one `except` serves a page."""

from clinics.exceptions import InvalidStep, NotAllowed, Refused, TooMany

__all__ = ["InvalidStep", "NotAllowed", "Overtaken", "Refused", "TooMany"]


class Overtaken(Refused):
    """Somebody changed the same section since the page was served. Nothing was written."""
