"""Everything the directory keeps of a clinic, one file a model."""

from clinics.models.age_range import AgeRange
from clinics.models.answer import Answer
from clinics.models.clinic import Clinic
from clinics.models.condition import ClinicCondition, Condition
from clinics.models.membership import Membership
from clinics.models.note import InternalNote
from clinics.models.offering import Offering
from clinics.models.old_address import OldAddress
from clinics.models.old_key import OldKey
from clinics.models.organization import Organization
from clinics.models.place import City, Zip
from clinics.models.practitioner import Practitioner
from clinics.models.report import Report
from clinics.models.site_state import SiteState
from clinics.models.source import Source, SourceRecord
from clinics.models.statement import Statement
from clinics.models.trait import Trait

__all__ = [
    "AgeRange",
    "Answer",
    "City",
    "Clinic",
    "ClinicCondition",
    "Condition",
    "InternalNote",
    "Membership",
    "Offering",
    "OldAddress",
    "OldKey",
    "Organization",
    "Practitioner",
    "Report",
    "SiteState",
    "Source",
    "SourceRecord",
    "Statement",
    "Trait",
    "Zip",
]
