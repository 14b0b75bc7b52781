"""Refusals of this room; str() is the sentence."""

from clinics.domain.text import tidy
from clinics.exceptions import Refused


class _Plain(Refused):
    """Quotes what a file says, so control and direction marks are taken out: a terminal would obey them."""

    def __init__(self, sentence: str) -> None:
        super().__init__(tidy(sentence))


class Unreadable(_Plain):
    """The file as a whole cannot be read; nothing was written."""


class BadCell(_Plain):
    """One cell is wrong; the sentence does not name the column, the caller does."""


class BadRow(_Plain):
    """One row is wrong; the sentence names the column.

    may_be: how the keys begin of the records of a series that this row may be about; blank where it tells none.
    """

    def __init__(self, sentence: str, *, may_be: str = "") -> None:
        super().__init__(sentence)
        self.may_be = may_be


class CannotTake(_Plain):
    """--take names a line that is no duplicate, or one that nobody may take."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"{sentence}. Nothing was written.")


class NotThisEdition(Refused):
    """An edition of a series came after a newer one."""


class Overtaken(Refused):
    """Somebody else wrote while an import ran."""

    def __init__(self) -> None:
        super().__init__(
            "The database changed while this import ran. Rows that were taken are whole; run the import again."
        )


class StoodStill(Refused):
    """An import was silent for so long that its run counts as interrupted, so it must not go on."""

    def __init__(self) -> None:
        super().__init__(
            "This import stood still for so long that it counts as interrupted. "
            "Rows that were taken are whole; run the import again."
        )


class Stopped(Refused):
    """An upload was being carried out, and did not come to its end."""

    def __init__(self, why: Refused) -> None:
        super().__init__(f"It stopped before its end. {why}")


class PlanChanged(Refused):
    """What was previewed is not what would be done by now."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was written: the plan would be another one by now, since you ticked a row, somebody changed a "
            "listing, or a day has begun. Look at it again; then carry it out."
        )
