"""Two listings are one clinic: what hangs on the one that goes is carried to the one that stays.

Each room that keeps rows on clinics has such a module. `CARRIES` names its models whose rows go along, `STAYS` those
whose rows do not, each with the reason; a test walks over every model that points at a clinic.
"""

from clinics.actions.editing import Address
from clinics.models import Clinic, InternalNote, OldAddress, OldKey, Report, SourceRecord

_WORDS = "the one that stays keeps its own words; what the other said stays with it, for the log"
CARRIES = {
    "clinics.InternalNote": "what moderators know of the clinic",
    "clinics.OldAddress": "every old address leads to the page that stays, and so does the one that goes",
    "clinics.OldKey": "every key is known in a file, and so is the one that goes",
    "clinics.Report": "what visitors reported and nobody has looked at yet, and what was decided",
    "clinics.SourceRecord": "as its own where it has none of the series, else as an alias that changes nothing",
}
STAYS = {
    "clinics.AgeRange": _WORDS,
    "clinics.Answer": "it is made from statements",
    "clinics.Clinic": "whoever follows a listing that moved there is led on",
    "clinics.ClinicCondition": _WORDS,
    "clinics.Offering": _WORDS,
    "clinics.Practitioner": _WORDS,
    "clinics.Statement": _WORDS,
    "clinics.Trait": _WORDS,
}


def carry(*, goes: Clinic, stays: Clinic) -> None:
    """Both are locked by the caller."""
    for model in (InternalNote, Report, OldAddress, OldKey):
        model._default_manager.filter(clinic=goes).update(clinic=stays)
    OldAddress.objects.update_or_create(defaults={"clinic": stays}, **Address.of(goes).where())
    OldKey.objects.create(clinic=stays, key=goes.key)
    known = SourceRecord.objects.filter(clinic=stays, alias=False).values_list("series", flat=True)
    records = SourceRecord.objects.filter(clinic=goes)
    records.filter(series__in=list(known)).update(alias=True)
    records.update(clinic=stays)
