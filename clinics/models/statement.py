import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from clinics.domain.catalog import FACTS
from clinics.domain.facts import Evidence as EvidenceRank
from clinics.domain.facts import Said, expires
from clinics.enums import Evidence
from clinics.validators import validate_plain


class Statement(models.Model):
    """One answer to one fact, with its evidence.

    Counts from `as_of` up to and including `expires_on`, or up to the day before
    `ended_on` where it was taken back. Never edited into another answer: a new answer
    is a new row. No registration number is ever stored.
    """

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="statements")
    fact = models.CharField(max_length=40, choices=[(fact.key, fact.wording) for fact in FACTS.values()])
    answer = models.BooleanField(choices=[(True, "Yes"), (False, "No")])
    evidence = models.PositiveSmallIntegerField(choices=Evidence, default=Evidence.STATED)
    as_of = models.DateField("said or seen on")
    expires_on = models.DateField(
        "counts until",
        blank=True,
        help_text="The last day. Left blank: 12 months (stated), 90 days (register), 36 months (source).",
    )
    ended_on = models.DateField("taken back on", null=True, blank=True)
    detail = models.CharField(
        max_length=120,
        blank=True,
        validators=[validate_plain],
        help_text="A few public words, such as the board or how many minutes.",
    )
    practitioner = models.ForeignKey(
        "clinics.Practitioner", null=True, blank=True, on_delete=models.SET_NULL, related_name="statements"
    )
    source = models.ForeignKey(
        "clinics.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    address_matched = models.BooleanField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["created_at"])

    class Meta:
        ordering = ["as_of", "id"]
        indexes = [models.Index(fields=["clinic", "fact"], name="statement_clinic_fact")]
        constraints = [
            models.CheckConstraint(condition=Q(fact__in=list(FACTS)), name="statement_fact_known"),
            models.CheckConstraint(condition=Q(evidence__in=Evidence.values), name="statement_evidence_known"),
            models.CheckConstraint(condition=Q(expires_on__gte=F("as_of")), name="statement_dates_in_order"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("as_of")), name="statement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(evidence=Evidence.SOURCE, source__isnull=False)
                | (~Q(evidence=Evidence.SOURCE) & Q(source__isnull=True)),
                name="statement_source_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact}: {'yes' if self.answer else 'no'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill()
        super().save(*args, **kwargs)

    def fill(self) -> None:
        """Write down the expiry that the rule gives; bulk writers call it themselves."""
        if not self.expires_on:
            self.expires_on = expires(EvidenceRank(self.evidence), self.as_of)

    def end(self, day: dt.date) -> None:
        """It counts no more from that day on. One by one, since whatever writes in bulk leaves no history."""
        self.ended_on = max(day, self.as_of)
        self.save()

    def said(self, order: int) -> Said | None:
        """For the domain; None where it was taken back on the day it was said."""
        until = self.expires_on
        if self.ended_on is not None:
            until = min(until, self.ended_on - dt.timedelta(days=1))
        if until < self.as_of:
            return None
        return Said(self.answer, EvidenceRank(self.evidence), self.as_of, until, order)
