"""What was typed meets what somebody else saved meanwhile: path by path, or as a whole where paths belong together."""

from dataclasses import dataclass

from django.core import signing

from clinics.models import Clinic
from owners.sections.base import Section, Values

SALT = "owners.sections"


@dataclass(frozen=True, slots=True)
class Met:
    """values: to be saved. torn: paths that both changed, to different things; `values` holds what was typed there."""

    values: Values
    torn: list[str]


def seal(clinic: Clinic, section: Section, values: Values) -> str:
    """What a page is served with, for its way back."""
    return signing.dumps(values, salt=_salt(clinic, section), compress=True)


def unseal(clinic: Clinic, section: Section, sealed: str) -> Values | None:
    """None where it is not what we served for this section of this listing."""
    try:
        found: Values = signing.loads(sealed, salt=_salt(clinic, section))
    except signing.BadSignature:
        return None
    return found


def _salt(clinic: Clinic, section: Section) -> str:
    return f"{SALT}.{clinic.pk}.{section.key}"


def meet(section: Section, served: Values, typed: Values, now: Values) -> Met:
    """Untouched paths stay as they are saved now; touched ones are as typed.

    Unless somebody else touched the same group: then they are torn.
    """
    typed = without_repeated(served, typed, now)
    mine = [path for path, value in typed.items() if value != served.get(path)]
    moved = {section.group(path) for path in {*served, *now} if served.get(path) != now.get(path)}
    torn = [path for path in mine if section.group(path) in moved and typed[path] != now.get(path)]
    values = now | {path: typed[path] for path in mine}
    return Met(values, torn)


def without_repeated(served: Values, typed: Values, now: Values) -> Values:
    """Leaves out rows that were added already: the same button was pressed twice."""
    rows = sorted({path.partition("-")[0] for path in typed if path.startswith("new")})
    there = [_row(now, key) for key in {path.partition("-")[0] for path in now.keys() - served.keys() if "-" in path}]
    again = {row for row in rows if _row(typed, row) in there}
    return {path: value for path, value in typed.items() if path.partition("-")[0] not in again}


def _row(values: Values, key: str) -> Values:
    names = {path.partition("-")[2]: value for path, value in values.items() if path.startswith(f"{key}-")}
    names.pop("gone", None)
    return names
