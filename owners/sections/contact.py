"""Name, address, phone and website. All of it waits for a moderator: whoever changes it takes the patients along."""

from clinics.enums import PointPrecision
from clinics.models import Clinic, Zip
from clinics.policies import Authority
from owners.sections.base import Section, Values, differing

FIELDS = ("name", "street", "street2", "city", "state", "zip", "phone", "intake_phone", "website")
_PLACE = ("street", "city", "state", "zip")
"""What the point on the map follows from; another suite is behind the same door."""


def read(clinic: Clinic) -> Values:
    return {name: getattr(clinic, name) for name in FIELDS}


def write(clinic: Clinic, before: Values, after: Values, by: Authority) -> None:
    changed = set(differing(before, after))
    for name in changed:
        setattr(clinic, name, after[name])
    if changed & set(_PLACE) and not _place_as_before(clinic):
        _place_at_zip(clinic)
    elif "street2" in changed and not clinic.street:
        _place_as_before(clinic)  # a withheld address is withheld again
    if clinic.point_precision == PointPrecision.WITHHELD and (clinic.street or clinic.street2):
        clinic.point_precision = PointPrecision.ZIP  # an address that is given is withheld no more
    clinic.save()


def _place_as_before(clinic: Clinic) -> bool:
    """An address that comes back, as by an undo, brings along the point that it had."""
    names = _PLACE if clinic.street else (*_PLACE, "street2")
    address = {name: getattr(clinic, name) for name in names}
    was = Clinic.history.filter(id=clinic.pk, latitude__isnull=False, **address).order_by("-history_id").first()
    if was is None:
        return False
    clinic.latitude, clinic.longitude, clinic.point_precision = was.latitude, was.longitude, was.point_precision
    return True


def _place_at_zip(clinic: Clinic) -> None:
    """Where the new address is exactly, nobody has said yet."""
    clinic.latitude, clinic.longitude = Zip.point_of(clinic.zip)
    if clinic.point_precision == PointPrecision.EXACT:
        clinic.point_precision = PointPrecision.ZIP


CONTACT = Section(
    "contact", "Contact", "Name, address, phone and website. These wait for a moderator.",
    read, write, sensitive=frozenset(FIELDS), group=lambda path: "place" if path in _PLACE else path,
)  # fmt: skip
