"""What a claimant sends. Each `save()` calls one action; refusals of it are for the view."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from clinics.domain.places import STATE_BY_NAME
from clinics.domain.states import STATES
from clinics.domain.text import fold, slug, tidy
from clinics.enums import Status
from clinics.models import Clinic
from clinics.validators import canonical_phone, validate_plain, validate_web
from owners.actions.claims import submit_claim
from owners.actions.documents import send_for_claim, send_for_fact
from owners.actions.new_listing import add_listing, public_doubles
from owners.actions.proofs import give_code, mail_code
from owners.domain.files import MOST_BYTES
from owners.enums import ClaimantRole
from owners.forms.fields import ZipCode, zip_problem
from owners.models import Claim, Document, Proof

MOST_FOUND = 20
MOST_WORDS = 8
LONGEST_STATE = 3
"""Words of "District of Columbia"."""


class Line(forms.CharField):
    """One line of text, without what is invisible in it. Its problems are said in our own words."""

    default_validators = []

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "field"}))
        super().__init__(**kwargs)
        self.validators = []

    def to_python(self, value: Any) -> str:
        return str(value or "")

    def clean(self, value: Any) -> str:
        text = tidy(str(super().clean(value)))
        if len(text) > self.most:
            raise ValidationError(f"This has {len(text):,} characters. Shorten it to {self.most}.")
        if text:
            validate_plain(text)
        elif self.required:
            raise ValidationError(self.error_messages["required"])
        return text


def role_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What are you at this clinic?", choices=ClaimantRole.choices, widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what you are at this clinic.", "invalid_choice": "Choose one of the answers below.",
        },
    )  # fmt: skip


class FindForm(forms.Form):
    """Which listing is meant: words of its name, and a ZIP code, a city or a state."""

    name = Line(most=160, required=False, label="Name of the clinic", help_text="A part of it will do.")
    where = Line(most=90, required=False, label="City, state or ZIP code", help_text="Such as Austin, TX, or 78701.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not fold(data["name"]) and not fold(data["where"]):
            self.add_error("name", "Write a name, or a city, state or ZIP code.")
        return data

    def found(self) -> list[Clinic]:
        """Listings with a public page, the 20 first by name."""
        rows = Clinic.objects.shown()
        for word in fold(self.cleaned_data["name"]).split()[:MOST_WORDS]:
            rows = rows.filter(name_folded__contains=word)
        where = self.cleaned_data["where"]
        if fold(where).isdigit():
            rows = rows.filter(zip=fold(where))
        elif fold(where):
            rows = rows.filter(_place(fold(where).split()))
        return list(rows.order_by("name_folded", "state", "city", "pk")[:MOST_FOUND])


def _place(words: list[str]) -> Q:
    """ "austin", "austin tx", "austin texas", "tx", "new york" (the city or the state)."""
    found = Q(city_slug=slug(" ".join(words)))
    for at in range(max(0, len(words) - LONGEST_STATE), len(words)):
        if state := _state(words[at:]):
            found |= Q(city_slug=slug(" ".join(words[:at])), state=state) if at else Q(state=state)
    return found


def _state(words: list[str]) -> str:
    said = " ".join(words)
    return said.upper() if said.upper() in STATES else STATE_BY_NAME.get(said, "")


class ClaimForm(forms.Form):
    role_said = role_field()

    def save(self, clinic: Clinic, by: User) -> Claim:
        return submit_claim(clinic=clinic, by=by, role_said=self.cleaned_data["role_said"])


class AddressForm(forms.Form):
    address = forms.EmailField(
        label="Your address at the clinic", max_length=254,
        help_text="At the web address in the listing, such as name@clinic.com. We mail a code to it.",
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "email"}),
        error_messages={
            "required": "Write an address at the clinic's web address.",
            "invalid": "Write a whole mail address, such as name@clinic.com.",
        },
    )  # fmt: skip

    def save(self, claim: Claim, by: User) -> Proof:
        return mail_code(claim=claim, address=self.cleaned_data["address"], by=by)


class CodeForm(forms.Form):
    code = Line(
        most=40, label="The code", help_text="Eight digits, from the mail or from our call.",
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Write the eight digits of the code."},
    )  # fmt: skip

    def save(self, claim: Claim, by: User) -> Proof:
        return give_code(claim=claim, typed=self.cleaned_data["code"], by=by)


class DocumentForm(forms.Form):
    file = forms.FileField(
        label="The document", allow_empty_file=True, max_length=None,
        help_text="PDF, JPEG or PNG, up to 10 MB and 20 pages. Only moderators see it. It is deleted when they decide.",
        widget=forms.FileInput(attrs={"class": "field", "accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": "Choose a file.", "invalid": "Choose a file.", "missing": "Choose a file."},
    )  # fmt: skip

    def data_of(self) -> bytes:
        """No more than a byte beyond what is taken; the action says what is wrong with it."""
        return bytes(self.cleaned_data["file"].read(MOST_BYTES + 1))

    def save_for_claim(self, claim: Claim, by: User) -> Document:
        return send_for_claim(claim=claim, data=self.data_of(), by=by)

    def save_for_fact(self, clinic: Clinic, fact: str, by: User) -> Document:
        return send_for_fact(clinic=clinic, fact=fact, data=self.data_of(), by=by)


class NewListingForm(forms.Form):
    """A clinic that is not there. Likely doubles are shown first; who has seen them may go on."""

    name = Line(most=160, label="Name of the clinic", error_messages={"required": "Write the clinic's name."})
    street = Line(most=160, label="Street and number", error_messages={"required": "Write the street and number."})
    street2 = Line(most=100, required=False, label="Suite or floor", help_text="If there is one.")
    city = Line(most=80, label="City", error_messages={"required": "Write the city."})
    state = forms.ChoiceField(
        label="State", choices=[("", "Choose a state"), *STATES.items()], widget=forms.Select(attrs={"class": "field"}),
        error_messages={"required": "Choose the state.", "invalid_choice": "Choose a state from the list."},
    )  # fmt: skip
    zip = ZipCode(help_text="Five digits.", required="Write the ZIP code.")
    phone = Line(
        most=40, label="Phone for patients", help_text="With area code, such as 512-555-0142.",
        error_messages={"required": "Write the phone number that patients call."},
    )  # fmt: skip
    website = Line(
        most=300, required=False, label="Website", help_text="Such as https://example.com/. If there is one."
    )
    role_said = role_field()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    doubles: list[Clinic]

    def clean_phone(self) -> str:
        try:
            return canonical_phone(self.cleaned_data["phone"])
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean_website(self) -> str:
        text: str = self.cleaned_data["website"]
        if text:
            validate_web(text)
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"zip", "state"} <= data.keys() and (problem := zip_problem(data["zip"], data["state"])):
            self.add_error("zip", problem)
        self.doubles = [] if self.errors else self._unseen()
        if self.doubles:
            numbers = ",".join(str(clinic.pk) for clinic in self.doubles)
            self.data = {**{key: self.data[key] for key in self.data}, "seen": numbers}
            self.add_error(None, "A listing like this is there already. Look whether one of these is yours.")
        return data

    def save(self, by: User) -> Claim:
        fields = {name: value for name, value in self.cleaned_data.items() if name not in {"seen", "role_said"}}
        return add_listing(by=by, role_said=self.cleaned_data["role_said"], **fields)

    def _unseen(self) -> list[Clinic]:
        """Doubles that the page has not shown yet; where there is one, all are shown again."""
        data, seen = self.cleaned_data, set(str(self.cleaned_data.get("seen") or "").split(","))
        found = public_doubles(
            name=data["name"], zip_code=data["zip"], phone=data["phone"], website=data["website"]
        )  # fmt: skip
        return found if any(str(clinic.pk) not in seen for clinic in found) else []


def claimable(number: int) -> Clinic | None:
    """A listing that a stranger may know of."""
    return Clinic.objects.filter(pk=number, status__in=Status.shown).first()
