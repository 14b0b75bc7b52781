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
