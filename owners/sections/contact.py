"""Name, address, phone and website. All of it waits for a moderator: whoever changes it takes the patients along."""

from clinics.enums import PointPrecision
from clinics.models import Clinic, Zip
from clinics.policies import Authority
from owners.sections.base import Section, Values, differing

FIELDS = ("name", "street", "street2", "city", "state", "zip", "phone", "intake_phone", "website")
_PLACE = {"street", "street2", "city", "state", "zip"}


def read(clinic: Clinic) -> Values:
    return {name: getattr(clinic, name) for name in FIELDS}


def write(clinic: Clinic, before: Values, after: Values, by: Authority) -> None:
    changed = set(differing(before, after))
    for name in changed:
        setattr(clinic, name, after[name])
    if changed & _PLACE:
        _place_at_zip(clinic)
    clinic.save()


def _place_at_zip(clinic: Clinic) -> None:
    """Where the new address is exactly, nobody has said yet; a street that is given is withheld no more."""
    found = Zip.objects.filter(pk=clinic.zip).first()
    clinic.latitude, clinic.longitude = (found.latitude, found.longitude) if found else (None, None)
    withheld = clinic.point_precision == PointPrecision.WITHHELD and not (clinic.street or clinic.street2)
    clinic.point_precision = PointPrecision.WITHHELD if withheld else PointPrecision.ZIP


CONTACT = Section(
    "contact", "Contact", "Name, address, phone and website. These wait for a moderator.",
    read, write, sensitive=frozenset(FIELDS), group=lambda path: "place" if path in _PLACE else path,
)  # fmt: skip
