"""Who may import from a page, and decide where a file and a clinic differ. Raises NotAllowed with a sentence."""

from collections.abc import Iterable

from accounts.models import User
from accounts.policies import why_not
from clinics.exceptions import NotAllowed
from clinics.policies import check_no_interest
from sources.models import ImportDifference, Upload

_AT_ONCE = 500


def check_may_import(by: User) -> None:
    if not (by.is_active and by.is_staff and by.has_perm("sources.add_upload")):
        raise NotAllowed("Only a senior moderator imports a file.")


def check_own_upload(by: User, upload: Upload) -> None:
    """Whoever saw the plan carries it out."""
    check_may_import(by)
    if upload.uploaded_by_id != by.pk:
        raise NotAllowed("Somebody else uploaded this file.")


def check_may_decide_difference(by: User, difference: ImportDifference) -> None:
    if not (by.is_active and by.is_staff and by.has_perm("sources.change_importdifference")):
        raise NotAllowed("Only a moderator decides this.")
    check_no_interest(by, difference.clinic_id)


def own_clinics(by: User, clinics: Iterable[int]) -> dict[int, str]:
    """Of these clinics those that they have a part in, each with the sentence why they decide nothing there."""
    ids = list(clinics)
    found: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        if why_not(_check_all, by, some):  # seldom, so that it is asked for all at once first
            found |= {pk: sentence for pk in some if (sentence := why_not(check_no_interest, by, pk))}
    return found


def _check_all(by: User, clinics: list[int]) -> None:
    check_no_interest(by, *clinics)
