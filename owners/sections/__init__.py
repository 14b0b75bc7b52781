"""The sections of a listing that those who answer for it edit, in the order of the desk."""

from owners.sections.about import ABOUT
from owners.sections.base import Section, Values, differing, digest, only
from owners.sections.contact import CONTACT
from owners.sections.facts import ANSWERS
from owners.sections.hours import HOURS
from owners.sections.meeting import Met, meet, seal, unseal
from owners.sections.methods import METHODS
from owners.sections.people import PEOPLE

SECTIONS: dict[str, Section] = {s.key: s for s in (CONTACT, METHODS, ANSWERS, PEOPLE, HOURS, ABOUT)}

__all__ = ["SECTIONS", "Met", "Section", "Values", "differing", "digest", "meet", "only", "seal", "unseal"]
