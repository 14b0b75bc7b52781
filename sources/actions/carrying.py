"""Two listings are one clinic: what this room keeps of the one that goes."""

from clinics.models import Clinic
from sources.enums import PairStatus
from sources.models import DuplicatePair

CARRIES = {"sources.DuplicatePair": "an open one with a third listing: that may be the same clinic, too"}
STAYS = {"sources.ImportDifference": "a file said otherwise than words that are shown no more"}


def carry(*, goes: Clinic, stays: Clinic) -> None:
    """Both are locked by the caller. Where the third was compared with the one that stays, that stands."""
    for ends in ("one", "other"):
        for pair in DuplicatePair.objects.filter(**{ends: goes}, status=PairStatus.OPEN):
            third = pair.other_id if ends == "one" else pair.one_id
            first, second = sorted((third, stays.pk))
            if third != stays.pk and not DuplicatePair.objects.filter(one=first, other=second).exists():
                DuplicatePair.objects.filter(pk=pair.pk).update(one=first, other=second)
