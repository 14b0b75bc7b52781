"""Refusals of this room; str() is the sentence."""

from clinics.exceptions import Refused


class Unreadable(Refused):
    """The file as a whole cannot be read; nothing was written."""


class BadCell(Refused):
    """One cell is wrong; the sentence does not name the column, the caller does."""


class BadRow(Refused):
    """One row is wrong; the sentence names the column."""


class NotThisEdition(Refused):
    """An edition of a series came after a newer one."""
