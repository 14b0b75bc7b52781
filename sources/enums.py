"""The closed lists of this room, with their words."""

from enum import nonmember

from django.db.models import TextChoices


class Authority(TextChoices):
    """In whose name a file is imported; `authority` says what each may set."""

    OPERATOR = "operator", "The operator, by the shell"
    MODERATOR = "moderator", "A moderator, by an uploaded file"
    CLINIC = "clinic", "A clinic, by its own file"


class UploadStatus(TextChoices):
    WAITING = "waiting", "Waits to be carried out"
    RUNNING = "running", "Being carried out"
    DONE = "done", "Carried out"
    THROWN_AWAY = "thrown_away", "Thrown away"
    EXPIRED = "expired", "Deleted after a day"

    kept = nonmember(("waiting", "running"))
    """Its file is there."""


class DifferenceStatus(TextChoices):
    OPEN = "open", "Waiting for a moderator"
    TOLD = "told", "The clinic was told"
    TAKEN_OVER = "taken_over", "The listing says so by now"
    LEFT = "left", "Left as the clinic says"


class DifferenceReason(TextChoices):
    """Why the words of a clinic stayed as they are; goes into the log."""

    CLINIC_KNOWS = "clinic_knows", "The clinic knows best what is so today"
    FILE_OLDER = "file_older", "The file is older than what the clinic says"
    CHECKED = "checked", "We checked it, and the clinic is right"
    SAME = "same", "Both say the same in other words"
    UNCLEAR = "unclear", "It could not be found out"
