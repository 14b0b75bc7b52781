"""Forms for the rows of a listing. What a row is about is never edited into something else: remove it, add another."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.forms.models import InlineForeignKeyField
from django.utils import timezone

from accounts.merging import MergingForm, MergingFormSet
from accounts.models import User
from clinics.actions.editing import IDENTITY, LOOKED_UP
from clinics.domain.evidence import Person, problem, too_long
from clinics.domain.facts import Evidence as Rank
from clinics.domain.limits import AT_MOST
from clinics.enums import Evidence, Method
from clinics.exceptions import NotAllowed
from clinics.models import Offering, Practitioner, Statement
from clinics.policies import check_no_interest

FIRST_DAY = dt.date(1990, 1, 1)
PAST = {"as_of", "looked_up_on", "works_here_on"}
"""Days of what was done or said."""


class PartForm(MergingForm):
    """fixed: fields that stay as they are once the row exists; None means all but `open_fields`.

    by: who adds it, on a page of its own, where the clinic is chosen in the form.
    """

    by: User | None = None
    fixed: tuple[str, ...] | None = ()
    open_fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in AT_MOST.keys() & self.fields.keys():
            self.fields[name].validators.append(MaxValueValidator(AT_MOST[name]))

    def shut(self) -> None:
        for name, field in self.fields.items():
            fixed = name not in self.open_fields if self.fixed is None else name in self.fixed
            field.disabled = field.disabled or bool(self.instance.pk and fixed)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_interest()
        today = timezone.localdate()
        for name, day in list(data.items()):
            if not isinstance(day, dt.date) or name not in self.changed_data:
                continue
            if not FIRST_DAY <= day <= today.replace(year=today.year + 10, day=28):
                self.add_error(name, "This is no day that can be meant here.")
            elif name in PAST and day > today:
                self.add_error(name, "This day has not come yet.")
        return data

    def _check_interest(self) -> None:
        clinic = self.cleaned_data.get("clinic")
        if self.by is None or clinic is None or self.instance.pk:
            return
        try:
            check_no_interest(self.by, clinic.pk)
        except NotAllowed as refusal:
            self.add_error("clinic", str(refusal))

    def validate_constraints(self) -> None:
        """Whether a row of a listing stands there once is for its set of rows to say, which knows who leaves."""
        inline = {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        if self.errors:
            return
        try:
            excluded = self._get_validation_exclusions()  # type: ignore[attr-defined]
            self.instance.validate_constraints(exclude=excluded | inline)
        except forms.ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


class FixedForm(PartForm):
    fixed = None


PRICE = frozenset({
    "unit", "price_min", "price_max", "package_price", "minutes", "course_sessions", "maintenance_weeks",
    "maintenance_price", "includes_consult", "includes_monitoring", "includes_therapy", "includes_antinausea",
    "includes_follow_up", "valid_from", "evidence", "as_of",
})  # fmt: skip
INSURANCE = frozenset({"takes_insurance", "insurers", "evidence", "as_of"})


class OfferingForm(PartForm):
    fixed = ("method",)
    together = (PRICE, INSURANCE)

    class Meta:
        model = Offering
        exclude = ["clinic"]

    def clean_evidence(self) -> int:
        """A price is said by the clinic or by public data; there is no document of it that we look at."""
        evidence = int(self.cleaned_data["evidence"])
        if evidence > Evidence.STATED:
            raise forms.ValidationError("A method with its price is stated by the clinic, or by public data.")
        return evidence

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not PRICE & self.errors.keys():
            self._check_price()
        if data.get("oral_place") and data.get("method") != Method.ORAL:
            self.add_error("oral_place", "Only for lozenges and tablets.")
        return data

    def _check_price(self) -> None:
        low, high, unit = (self.cleaned_data.get(name) for name in ("price_min", "price_max", "unit"))
        if any((low, high, unit)) and not all((low, high, unit)):
            self.add_error(
                "price_min", "A price needs the lowest, the highest and what it is for. One price: twice the same."
            )
        elif low and high and high < low:
            self.add_error("price_max", "The highest price is below the lowest.")


class PractitionerForm(PartForm):
    """A register check is of one person, so who that is and what was found go together."""

    together = (
        frozenset({
            "name", "credentials", "role", "npi", "is_medical_director", "board_certification", "looked_up_on",
            "register_says", "works_here_on", "as_of",
        }),
    )  # fmt: skip

    class Meta:
        model = Practitioner
        exclude = ["clinic"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What the register showed is written by a look-up alone (`owners.actions.register`)."""
        super().__init__(*args, **kwargs)
        for name in LOOKED_UP:
            self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """It was of whoever stood here before."""
        data = super().clean()
        return data | LOOKED_UP if IDENTITY & set(self.changed_data) else data


class StatementForm(PartForm):
    """A new answer is a new row; of an existing one only its end may be changed."""

    fixed = None
    open_fields = ("expires_on", "ended_on")

    class Meta:
        model = Statement
        fields = [
            "clinic", "fact", "answer", "evidence", "as_of", "expires_on", "ended_on", "detail", "practitioner",
            "source", "address_matched",
        ]  # fmt: skip

    def shut(self) -> None:
        super().shut()
        if self.instance.pk and self.instance.ended_on:
            self.fields["ended_on"].disabled = True  # taken back is taken back; a new answer is a new row

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._check_taken_back()
        self._check_dates()
        if not self.instance.pk:
            self._check_evidence()
        return self.cleaned_data

    def _check_taken_back(self) -> None:
        """Two may take an answer back on two days; the one who comes second is not told "saved" for nothing."""
        typed, ended = self["ended_on"].data, self.instance.ended_on if self.instance.pk else None
        if ended and typed and typed != str(ended):
            self.add_error("ended_on", f"Somebody took this back, from {ended} on, and that stays.")

    def _check_dates(self) -> None:
        data = self.cleaned_data
        for name in ("expires_on", "ended_on"):
            if data.get(name) and data.get("as_of") and data[name] < data["as_of"]:
                self.add_error(name, "This day is before the day it was said or seen.")
        until, said, evidence = data.get("expires_on"), data.get("as_of"), data.get("evidence")
        if until and said and evidence and (sentence := too_long(Rank(evidence), said, until)):
            self.add_error("expires_on", sentence)

    def _check_evidence(self) -> None:
        data, evidence = self.cleaned_data, self.cleaned_data.get("evidence")
        if (evidence == Evidence.SOURCE) != bool(data.get("source")):
            self.add_error("source", "Name the source for “public data”, and for that alone.")
        if evidence == Evidence.DOCUMENT and not data.get("expires_on"):
            self.add_error("expires_on", "A document counts until its own last day: write it down.")
        if {"fact", "answer", "evidence", "as_of"} <= data.keys():
            self._check_claim()

    def _check_claim(self) -> None:
        data, person = self.cleaned_data, self.cleaned_data.get("practitioner")
        if person is not None and person.clinic_id != getattr(data.get("clinic") or self.instance.clinic, "pk", None):
            self.add_error("practitioner", "This person is named by another clinic.")
            return
        said = problem(
            fact=data["fact"], answer=data["answer"], evidence=Rank(data["evidence"]), as_of=data["as_of"],
            today=timezone.localdate(), address_matched=data.get("address_matched"),
            person=Person(person.looked_up_on, person.works_here_on) if person else None,
        )  # fmt: skip
        if said:
            self.add_error("as_of" if "day" in said else "evidence", said)


class PeopleFormSet(MergingFormSet):
    """Rules over all the people of a clinic, which the database would refuse without a sentence."""

    def clean(self) -> None:
        super().clean()
        people = [form.cleaned_data for form in self.kept()]
        others = {person.name: person for person in self.unsent()}
        added = next((name for name, person in others.items() if person.is_medical_director), "")
        directors = sum(bool(row.get("is_medical_director")) for row in people)
        if directors and added:
            raise forms.ValidationError(f"Somebody added {added} as medical director after you opened the page.")
        if directors > 1:
            raise forms.ValidationError("A clinic has one medical director. Unmark the other.")
        numbers = [row["npi"] for row in people if row.get("npi")] + [p.npi for p in others.values() if p.npi]
        if len(numbers) != len(set(numbers)):
            raise forms.ValidationError("Two people have the same NPI.")
