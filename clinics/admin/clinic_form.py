"""The form of a listing: every refusal a sentence."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator

from accounts.merging import MergingForm
from clinics.domain.limits import AT_MOST
from clinics.domain.text import slug
from clinics.enums import PointPrecision
from clinics.models import Clinic, Zip
from clinics.validators import canonical_phone

FIELDS = [
    "name", "organization", "street", "street2", "city", "state", "zip", "point_precision", "latitude", "longitude",
    "phone", "intake_phone", "website", "hours", "description", "methods_complete", "telehealth", "new_patients",
    "wait_days", "availability_on", "intake_fee", "deposit", "cancellation_fee", "slug",
]  # fmt: skip
PLACE = frozenset({"street", "street2", "city", "state", "zip", "point_precision", "latitude", "longitude"})
AVAILABILITY = frozenset({"new_patients", "wait_days", "availability_on"})


class ClinicForm(MergingForm):
    together = (PLACE, AVAILABILITY)

    class Meta:
        model = Clinic
        fields = FIELDS
        help_texts = {
            "slug": "The last part of its address. Left blank: made from the name. An old address redirects.",
            "latitude": "Left blank for a rough place: the middle of its ZIP code.",
            "phone": "With area code, such as 512-555-0142.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"phone", "intake_phone"} & self.fields.keys():  # typed, a number is longer than stored
            field = self.fields[name]
            self.fields[name] = forms.CharField(
                label=field.label, help_text=field.help_text, widget=field.widget, required=False, max_length=40,
                show_hidden_initial=field.show_hidden_initial,
            )  # fmt: skip
        for name in AT_MOST.keys() & self.fields.keys():
            self.fields[name].validators.append(MaxValueValidator(AT_MOST[name]))

    def clean_phone(self) -> str:
        return self._phone("phone")

    def clean_intake_phone(self) -> str:
        return self._phone("intake_phone")

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._check_place()
        self._check_address()
        self._check_availability()
        if self.instance.pk:
            self.keep_changes()
        return self.cleaned_data

    def validate_constraints(self) -> None:
        """The database's own rules, whose words are for programmers, speak only where ours have not."""
        if not self.errors:
            super().validate_constraints()

    def _phone(self, name: str) -> str:
        text = str(self.cleaned_data[name])
        if not text or name not in self.changed_data:
            return text
        try:
            return canonical_phone(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def _check_place(self) -> None:
        if PLACE & self.errors.keys():
            return
        data, exact = self.cleaned_data, self.cleaned_data.get("point_precision") == PointPrecision.EXACT
        if data.get("point_precision") == PointPrecision.WITHHELD and (data.get("street") or data.get("street2")):
            self.add_error("street", "A withheld street is not kept: leave street and suite blank.")
        blank = [name for name in ("latitude", "longitude") if data.get(name) is None]
        changed = set(self.changed_data)
        elsewhere = {"zip", "point_precision"} & changed and not {"latitude", "longitude"} & changed
        if exact and blank:
            self.add_error(blank[0], "An exact place needs latitude and longitude. Choose “ZIP code only” if unknown.")
        elif blank or (elsewhere and not exact) or data.get("point_precision") == PointPrecision.WITHHELD:
            self._place_at_zip()
        elif abs(data["latitude"]) > 90 or abs(data["longitude"]) > 180:
            self.add_error("latitude", "Latitude is from -90 to 90, longitude from -180 to 180.")

    def _place_at_zip(self) -> None:
        point = Zip.point_of(self.cleaned_data.get("zip") or "")
        self.cleaned_data["latitude"], self.cleaned_data["longitude"] = point

    def _check_address(self) -> None:
        """The database's rule names the city's slug, which is no field here."""
        data = self.cleaned_data
        own = slug(data.get("slug") or data.get("name") or "")[:90]
        city = slug(data.get("city") or "")
        data["slug"] = own
        taken = Clinic.objects.filter(state=data.get("state") or "", city_slug=city, slug=own).exclude(
            pk=self.instance.pk
        )
        if taken.exists():
            self.add_error(
                "slug", f"Another clinic in this city has the address “{own}”. Write another, such as {own}-2."
            )

    def _check_availability(self) -> None:
        data = self.cleaned_data
        said = data.get("wait_days") is not None or data.get("new_patients") is not None
        if said and not data.get("availability_on") and not AVAILABILITY & self.errors.keys():
            self.add_error("availability_on", "Say which day “taking new patients” or the wait is from.")
