"""What a moderator sends about two listings."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.admin_decisions import FIRST, called
from clinics.enums import MemberRole
from clinics.models import Clinic, OldAddress
from directory.merging import seen
from owners.policies.joining import answering
from sources.enums import PairReason

_PAGE = re.compile(r"/clinics/([a-z]{2})/([a-z0-9-]{1,90})/([a-z0-9-]{1,90})(?:[/?#].*)?$")
UNKNOWN = "There is no listing with this number or page address. Copy either from the other listing."


def _reasons(codes: tuple[str, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[FIRST, *((code, PairReason(code).label) for code in codes)])


class ApartForm(forms.Form):
    reason = _reasons(PairReason.apart)


class MergeForm(forms.Form):
    """Carries who would manage the listing, as the page was served: what is confirmed is what is done."""

    reason = _reasons(PairReason.merging)
    gaining = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, goes: Clinic, stays: Clinic) -> None:
        super().__init__(data)
        self.fields["gaining"].initial = seen(goes=goes, stays=stays)
        if found := answering(goes=goes, stays=stays):
            who = "; ".join(f"{called(one.user)}, as {MemberRole(one.after).label.lower()}" for one in found)
            self.fields["sure"] = forms.BooleanField(
                label=f"These people will manage {stays}: {who}",
                help_text="Tick it only where you know that they answer for this very clinic. "
                "Somebody may have added a second listing to take the first one over.",
                error_messages={"required": "Tick this, or leave the two listings apart."},
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.pop("sure", None)
        return data


class OtherForm(forms.Form):
    """The other listing, by its number or the address of its page."""

    other = forms.CharField(
        label="The other listing", max_length=400, help_text="Its number, or the address of its page.",
        widget=forms.TextInput(attrs={"size": 60}),
    )  # fmt: skip

    def clean_other(self) -> Clinic:
        found = clinic_of(self.cleaned_data["other"].strip())
        if found is None:
            raise ValidationError(UNKNOWN)
        return found


def clinic_of(typed: str) -> Clinic | None:
    """A listing by its number, or by what its page's address is or was; the one that stands for it, where merged."""
    page = _PAGE.search(typed.lower())
    if page:
        where = {"state": page[1].upper(), "city_slug": page[2], "slug": page[3]}
        old = OldAddress.objects.filter(**where).select_related("clinic").first()
        found = Clinic.objects.filter(**where).first() or (old and old.clinic)
    elif typed.isascii() and typed.isdigit() and len(typed) < 19:
        found = Clinic.objects.filter(pk=int(typed)).first()
    else:
        found = None
    return found.survivor if found else None
