import datetime as dt

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from clinics.domain.facts import Evidence as Rank
from clinics.domain.facts import expires
from clinics.domain.npi import NOT_IN_USE
from clinics.domain.taxonomies import PROFESSIONS
from clinics.enums import Evidence, PractitionerRole
from clinics.validators import validate_npi, validate_plain


class Practitioner(models.Model):
    """A named clinician. A register look-up checks the credential, never that the person works here.

    `looked_up_on` and `register_says` keep what the NPI register showed (self-reported
    there); `works_here_on` is the day the person confirmed working at this address, by
    mail to an address found independently or by a document.
    """

    clinic = models.ForeignKey("clinics.Clinic", on_delete=models.CASCADE, related_name="practitioners")
    name = models.CharField(max_length=120, validators=[validate_plain])
    credentials = models.CharField(
        max_length=60, blank=True, validators=[validate_plain], help_text="Such as MD, DO, CRNA."
    )
    role = models.CharField(max_length=20, choices=PractitionerRole, blank=True)
    npi = models.CharField("NPI", max_length=10, blank=True, validators=[validate_npi])
    is_medical_director = models.BooleanField(default=False)
    board_certification = models.CharField(max_length=120, blank=True, validators=[validate_plain])
    looked_up_on = models.DateField("NPI register looked up on", null=True, blank=True)
    register_says = models.CharField(
        "the register lists this person as",
        max_length=120,
        blank=True,
        validators=[validate_plain],
    )
    works_here_on = models.DateField("confirmed working here on", null=True, blank=True)
    as_of = models.DateField("named by the clinic on", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-is_medical_director", "id"]
        constraints = [
            models.UniqueConstraint(fields=["clinic", "npi"], condition=~Q(npi=""), name="practitioner_npi_once"),
            models.UniqueConstraint(
                fields=["clinic"], condition=Q(is_medical_director=True), name="practitioner_one_medical_director"
            ),
            models.CheckConstraint(
                condition=Q(looked_up_on__isnull=True) | ~Q(npi=""), name="practitioner_looked_up_by_npi"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    @property
    def checked_until(self) -> dt.date | None:
        """The last day a register check of person and workplace counts; None where there was no such check."""
        if self.looked_up_on is None or self.works_here_on is None or not self._shown_as_named():
            return None
        return expires(Rank.REGISTER, self.looked_up_on)

    def _shown_as_named(self) -> bool:
        """The register shows the profession that the clinic says; of a role that it cannot show, any."""
        profession = PROFESSIONS.get(self.role)
        return self.register_says != NOT_IN_USE and (profession is None or profession.words in self.register_says)

    def evidence_on(self, day: dt.date) -> Evidence:
        """`register` only while a check of both the register and the place of work counts."""
        until = self.checked_until
        return Evidence.REGISTER if until is not None and day <= until else Evidence.STATED
