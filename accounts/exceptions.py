"""Refusals of this room, each with a sentence that a person can act on."""


class Refused(Exception):
    """What was asked for is not allowed; str() is the sentence."""
