"""The moderators' pages of this room, one file a group of models."""

from clinics.admin import clinic, others, people, report, statement

__all__ = ["clinic", "others", "people", "report", "statement"]
