"""Refusals. Each carries a sentence that a person can act on."""

from accounts.exceptions import Refused as _Refused


class Refused(_Refused):
    """Something was asked for that the rules do not allow; str() is the sentence."""


class InvalidStep(Refused):
    """A listing cannot go from the one status to the other."""


class NotAllowed(Refused):
    """This person may not do that."""


class SampleAndReal(Refused):
    """Sample clinics and real ones would meet in one database."""


class TooMany(Refused):
    """The same address asked for the same thing too often today."""
