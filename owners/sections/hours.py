"""Opening hours, and whether there is room for new patients."""

from django.utils import timezone

from clinics.models import Clinic
from clinics.policies import Authority
from owners.sections.base import TRI, UNTRI, Section, Values, differing


def read(clinic: Clinic) -> Values:
    return {
        "hours": clinic.hours,
        "new_patients": TRI[clinic.new_patients],
        "wait_days": clinic.wait_days,
        "telehealth": TRI[clinic.telehealth],
    }


def write(clinic: Clinic, before: Values, after: Values, by: Authority) -> None:
    clinic.hours, clinic.wait_days = after["hours"], after["wait_days"]
    clinic.new_patients, clinic.telehealth = UNTRI[after["new_patients"]], UNTRI[after["telehealth"]]
    _date(clinic, {"new_patients", "wait_days"} & set(differing(before, after)))
    clinic.save()


def _date(clinic: Clinic, changed: set[str]) -> None:
    """The one day of both: it moves where either is said; what is cleared says nothing new of the other."""
    if any(getattr(clinic, name) is not None for name in changed):
        clinic.availability_on = timezone.localdate()
    elif clinic.new_patients is None and clinic.wait_days is None:
        clinic.availability_on = None


HOURS = Section("hours", "Hours and new patients", "When you are open, and how long a new patient waits.", read, write)
