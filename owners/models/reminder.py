from django.db import models

from owners.enums import ReminderKind


class Reminder(models.Model):
    """A letter that a clock asked for, so that it goes out once however often the clocks run.

    about: the day the clock counts from, such as the last confirmation; a new one starts a new clock.
    """

    subject = models.CharField(max_length=40, help_text='"clinic:17", "claim:4"')
    kind = models.CharField(max_length=12, choices=ReminderKind)
    about = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "kind", "about"], name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
