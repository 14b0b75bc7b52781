from typing import Any, NoReturn

from django.db import models


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("An event is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("An event is never deleted.")


class Event(models.Model):
    """One entry of the audit log: who decided what, when, about what, and why.

    Holds ids, codes, dates and public clinic fields; never a private text, a name or an
    address of a person. No foreign keys: live rows may go, the log stays.
    """

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=40, help_text='"user:17", "operator", "system"')
    what = models.CharField(max_length=60, help_text='Verb, such as "clinic.suspended"')
    subject = models.CharField(max_length=60, help_text='"clinic:17"')
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=40, blank=True, help_text="A code from a list")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject", "id"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An event is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An event is never deleted.")

    @classmethod
    def record(
        cls,
        *,
        by: models.Model | str,
        what: str,
        subject: models.Model | str,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        reason: str = "",
    ) -> "Event":
        """Write one entry. `by` is a user, or the name of an authority such as "operator"."""
        return cls.objects.create(
            actor=_key(by), what=what, subject=_key(subject), before=before or {}, after=after or {}, reason=reason
        )  # fmt: skip


def _key(thing: models.Model | str) -> str:
    return thing if isinstance(thing, str) else f"{thing._meta.model_name}:{thing.pk}"
