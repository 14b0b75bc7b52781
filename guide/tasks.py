"""What waits in this room: pages to be read again."""

from accounts.work import Kind
from guide.models import Page


def open_tasks() -> tuple[Kind, ...]:
    return (
        Kind(
            "guide_page", "Guide page", "Guide pages due for review",
            "Read it against its sources, mend it, then set the new dates.",
            Page.objects.due, "due_on", "guide_page", "guide.change_page", "due=1",
            by_day=True, clinic="",
        ),
    )  # fmt: skip
