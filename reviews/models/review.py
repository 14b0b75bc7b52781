import datetime as dt
import secrets

from django.db import models
from django.db.models import F, Q

from clinics.domain.catalog import FACTS
from clinics.enums import Method
from reviews.enums import Relation, ReviewReason, ReviewStatus, Said, Stars
from reviews.querysets import ReviewQuerySet


def any_number() -> int:
    """Fifteen digits: the next number would tell a clinic between which two others a review was sent."""
    return 10**14 + secrets.randbelow(9 * 10**14)


class Review(models.Model):
    """What one patient, or one of their family, says of one clinic. Has no history table; the log holds codes alone.

    `email` is there until a moderator has decided; `address_hash` (keyed) until it expires, so that a second review is
    known as one. `published_on` is the Monday on which it appears; it is shown from then up to the day before
    `expires_on`. A row that has expired keeps its clinic, its days and its reason, and nothing that was written.
    """

    id = models.BigIntegerField("number", primary_key=True, default=any_number, editable=False)
    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="reviews")
    status = models.CharField(max_length=12, choices=ReviewStatus, default=ReviewStatus.UNCONFIRMED)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    nonce = models.CharField(max_length=32)
    code_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    month = models.DateField("month of the experience", null=True, blank=True)
    method = models.CharField(max_length=12, choices=Method, blank=True)
    relation = models.CharField(max_length=6, choices=Relation, blank=True)
    care = models.PositiveSmallIntegerField(choices=Stars, null=True, blank=True)
    safety = models.PositiveSmallIntegerField(choices=Stars, null=True, blank=True)
    honesty = models.PositiveSmallIntegerField("honesty about price", choices=Stars, null=True, blank=True)
    text = models.TextField(max_length=5000, blank=True)
    answer = models.TextField("what its writer answers to a refusal", max_length=2000, blank=True)

    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=14, choices=ReviewReason, blank=True)
    published_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["confirmed_at", "id"]
        indexes = [
            models.Index(fields=["status", "confirmed_at"], name="review_waiting"),
            models.Index(fields=["clinic", "status", "published_on"], name="review_of_clinic"),
            models.Index(fields=["address_hash", "clinic"], name="review_of_writer"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ReviewStatus.values), name="review_status_known"),
            models.CheckConstraint(
                condition=~Q(status=ReviewStatus.PUBLISHED)
                | Q(published_on__isnull=False, expires_on__gt=F("published_on")),
                name="review_published_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReviewStatus.PUBLISHED)
                | Q(month__isnull=False, care__isnull=False, safety__isnull=False, honesty__isnull=False),
                name="review_published_rated",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["unconfirmed", "waiting", "held"]) | Q(email=""),
                name="review_address_forgotten",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ReviewStatus.EXPIRED, ReviewStatus.WITHDRAWN])
                | Q(text="", answer="", email="", address_hash="", month__isnull=True, care__isnull=True,
                    safety__isnull=True, honesty__isnull=True),
                name="review_expired_forgotten",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Review {self.pk}"

    def shown_on(self, day: dt.date) -> bool:
        return (
            self.status == ReviewStatus.PUBLISHED
            and self.published_on is not None and self.expires_on is not None
            and self.published_on <= day < self.expires_on
        )  # fmt: skip


class PatientAnswer(models.Model):
    """What the writer of a review answers to a fact. A question left out has no row."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    fact = models.CharField(max_length=40, choices=[(f.key, f.wording) for f in FACTS.values() if f.patients])
    said = models.CharField(max_length=9, choices=Said)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "fact"], name="patient_answer_once"),
            models.CheckConstraint(condition=Q(said__in=Said.values), name="patient_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.fact}: {self.said}"
