"""Refusals of this room. All are `clinics.exceptions.Refused`, so one `except` serves a page."""

from typing import Any

from clinics.exceptions import InvalidStep, NotAllowed, Refused, TooMany

__all__ = ["DeadLink", "InvalidStep", "LastOwner", "NotAllowed", "Overtaken", "Refused", "TooMany"]


class Overtaken(Refused):
    """Somebody changed the same section since the page was served; nothing was written.

    now: its values as they stand.
    """

    def __init__(self, now: dict[str, Any]) -> None:
        super().__init__("Somebody changed this section while you were working on it. Nothing of yours was saved yet.")
        self.now = now


class LastOwner(Refused):
    """The listing would be left without anybody who may act for it."""


class DeadLink(Refused):
    """A mailed link that is forged, used, taken back, overtaken or too old. Which of these is not told."""
