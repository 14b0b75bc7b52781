from django.conf import settings
from django.db import models
from django.db.models import Q

from clinics.domain.catalog import FACTS
from owners.enums import DocumentKind, DocumentReason, DocumentStatus


class Document(models.Model):
    """A paper that a moderator is asked to look at: for a claim, or for one fact of a listing.

    The file stands in private storage under `file_key` until the decision, then it is deleted and the key
    is blank. Who saw it, when, its expiry and whether the address matched are kept; no number on it is.
    """

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="documents")
    claim = models.ForeignKey("owners.Claim", null=True, blank=True, on_delete=models.CASCADE, related_name="documents")
    fact = models.CharField(max_length=40, blank=True, choices=[(fact.key, fact.wording) for fact in FACTS.values()])
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=4, choices=DocumentKind)
    size = models.PositiveIntegerField("size in bytes")
    pages = models.PositiveSmallIntegerField(default=1)
    file_key = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=DocumentStatus, default=DocumentStatus.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=12, choices=DocumentReason, blank=True)
    expires_on = models.DateField("counts until", null=True, blank=True)
    address_matched = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=DocumentStatus.values), name="document_status_known"),
            models.CheckConstraint(
                condition=Q(claim__isnull=True, fact__in=list(FACTS)) | Q(claim__isnull=False, fact=""),
                name="document_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(status=DocumentStatus.WAITING) | Q(file_key=""), name="document_gone_when_decided"
            ),
        ]

    def __str__(self) -> str:
        return f"Document {self.pk}"
