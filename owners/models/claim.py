import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from owners.enums import ClaimantRole, ClaimReason, ClaimStatus, NotCounted, ProofKind

LATE = dt.timedelta(days=7)
"""An open claim that has waited so long is flagged, and the moderators are told."""


class Claim(models.Model):
    """A user's request to manage a clinic. A person decides it, on evidence; evidence alone decides nothing.

    Has no history table: the log keeps its steps. The user goes when the account is deleted.
    """

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="claims"
    )
    role_said = models.CharField("says that", max_length=10, choices=ClaimantRole)
    status = models.CharField(max_length=12, choices=ClaimStatus, default=ClaimStatus.SUBMITTED)
    disputes = models.BooleanField("disputes the present managers", default=False)
    added_clinic = models.BooleanField("came with a new listing", default=False)
    submitted_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=12, choices=ClaimReason, blank=True)

    class Meta:
        ordering = ["submitted_at", "id"]
        permissions = [("revoke_claim", "Can revoke an approved claim")]
        indexes = [models.Index(fields=["status", "submitted_at"], name="claim_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "user"], condition=Q(status__in=ClaimStatus.open), name="claim_open_once"
            ),
            models.CheckConstraint(condition=Q(status__in=ClaimStatus.values), name="claim_status_known"),
            models.CheckConstraint(
                condition=Q(status__in=[*ClaimStatus.open, ClaimStatus.WITHDRAWN])
                | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="claim_decision_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.pk}"

    @staticmethod
    def late() -> Q:
        """The condition of claims that `waits_long`."""
        return Q(status__in=ClaimStatus.open, submitted_at__lte=timezone.now() - LATE)

    @property
    def is_open(self) -> bool:
        return self.status in ClaimStatus.open

    @property
    def waits_long(self) -> bool:
        return self.is_open and self.submitted_at <= timezone.now() - LATE


class Proof(models.Model):
    """A code that was sent or read out. The code itself is kept nowhere: it is made from this row and SECRET_KEY.

    `address` is the mailbox it went to, blanked when the claim is over. `not_counted` is set where the rules
    (`owners.domain.domains`) let an address show nothing: then nothing was mailed, and the row tells the moderator
    what was tried. `given_at` is when the code came back.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=4, choices=ProofKind)
    address = models.EmailField(blank=True)
    domain = models.CharField(max_length=253, blank=True)
    not_counted = models.CharField("does not count", max_length=10, choices=NotCounted, blank=True)
    nonce = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    given_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ProofKind.values), name="proof_kind_known"),
            models.CheckConstraint(
                condition=Q(not_counted="") | Q(address="", given_at__isnull=True), name="proof_not_counted_not_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"Proof {self.pk}"
