"""Two listings are one clinic: what this room keeps of the one that goes."""

from accounts.models import User
from clinics.models import Clinic
from sources.actions.differences import close_differences, waiting
from sources.enums import PairStatus
from sources.models import DuplicatePair

CARRIES = {"sources.DuplicatePair": "an open one with a third listing: that may be the same clinic, too"}
STAYS = {"sources.ImportDifference": "a file said otherwise than words that are shown no more; what waited is closed"}


def effects(*, goes: Clinic, stays: Clinic) -> list[str]:
    """What `carry` will do beside that, a sentence each."""
    count = waiting(goes).count()
    return [f"Differences between {goes} and a file that wait and are closed: {count}."] if count else []


def carry(*, goes: Clinic, stays: Clinic, by: User) -> None:
    """Both are locked by the caller. Where the third was compared with the one that stays, that stands."""
    close_differences(clinic=goes, by=by)
    for ends in ("one", "other"):
        for pair in DuplicatePair.objects.filter(**{ends: goes}, status=PairStatus.OPEN):
            third = pair.other_id if ends == "one" else pair.one_id
            first, second = sorted((third, stays.pk))
            if third != stays.pk and not DuplicatePair.objects.filter(one=first, other=second).exists():
                DuplicatePair.objects.filter(pk=pair.pk).update(one=first, other=second)
