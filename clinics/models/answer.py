from django.db import models

from clinics.domain.catalog import FACTS
from clinics.enums import Evidence
from clinics.querysets import AnswerQuerySet


class Answer(models.Model):
    """The answer in force from `starts` up to, not including, `ends`. Derived.

    `actions.indexing.reindex` writes these rows from the statements by
    `domain.facts.spans`, for all days at once; nothing else does. A day without a row
    is a day when nobody has said.
    """

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="answers")
    fact = models.CharField(max_length=40, choices=[(fact.key, fact.wording) for fact in FACTS.values()])
    answer = models.BooleanField()
    evidence = models.PositiveSmallIntegerField(choices=Evidence)
    as_of = models.DateField()
    starts = models.DateField()
    ends = models.DateField()
    objects = AnswerQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["clinic", "fact", "starts", "ends", "answer", "evidence"], name="answer_of_clinic"),
            models.Index(fields=["fact", "answer", "starts", "ends", "evidence", "clinic"], name="answer_to_fact"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "fact", "starts"], name="answer_once_a_day"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="answer_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.fact}: {'yes' if self.answer else 'no'}"
