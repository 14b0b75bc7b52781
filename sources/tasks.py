"""What waits for a moderator in this room."""

from accounts.work import Kind
from sources.enums import DifferenceStatus
from sources.models import DuplicatePair, ImportDifference


def open_tasks() -> tuple[Kind, ...]:
    return (
        Kind(
            "difference", "Difference", "Files that say something else than a clinic",
            "Leave what the clinic says, or tell the clinic.",
            lambda day: ImportDifference.objects.filter(status=DifferenceStatus.OPEN), "run__started_at",
            "sources_importdifference", "sources.view_importdifference", f"status__exact={DifferenceStatus.OPEN}",
        ),
        Kind(
            "duplicate", "Duplicate", "Listings that may be one clinic",
            "Compare the two: merge them, or say that they are two.",
            lambda day: DuplicatePair.objects.waiting(), "found_at",
            "sources_duplicatepair", "sources.view_duplicatepair", "waiting=yes", clinic="one",
        ),
    )  # fmt: skip
