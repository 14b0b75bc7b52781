from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from clinics.domain.languages import LANGUAGES
from clinics.enums import Payment, Setting, TraitKind

CODES: dict[str, dict[str, str]] = {
    TraitKind.PAYMENT: dict(Payment.choices),
    TraitKind.LANGUAGE: LANGUAGES,
    TraitKind.SETTING: dict(Setting.choices),
}
"""For each kind, its codes and their words."""


class Trait(models.Model):
    """A payment, language or setting that is stated of a clinic.

    A clinic without a row of a kind has not said; it has not said no.
    """

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="traits")
    kind = models.CharField(max_length=8, choices=TraitKind)
    code = models.CharField(max_length=12, choices=[c for codes in CODES.values() for c in codes.items()])
    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["kind", "code", "clinic"], name="trait_kind_code")]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "kind", "code"], name="trait_once"),
            models.CheckConstraint(
                condition=Q(kind="payment", code__in=list(CODES["payment"]))
                | Q(kind="language", code__in=list(CODES["language"]))
                | Q(kind="setting", code__in=list(CODES["setting"])),
                name="trait_code_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return CODES[self.kind].get(self.code, self.code)
