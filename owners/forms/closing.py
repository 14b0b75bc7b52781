"""What is sent from the pages that close a listing or open it again."""

from typing import Any

from django import forms

from accounts.models import User
from clinics.models import Clinic
from owners.actions.closing import Verb, take_step, targets


class StepForm(forms.Form):
    """A tick where the step asks for one, and the other listing where it moved."""

    to = forms.ModelChoiceField(
        Clinic.objects.none(),
        label="The other listing",
        empty_label="Choose a listing",
        widget=forms.Select(attrs={"class": "field"}),
        error_messages={"required": "Choose the other listing.", "invalid_choice": "Choose a listing from the list."},
    )
    sure = forms.BooleanField(label="Yes, I am sure", error_messages={"required": "Tick the box if you are sure."})

    def __init__(self, data: Any = None, *, clinic: Clinic, verb: Verb, by: User) -> None:
        super().__init__(data)
        self.clinic, self.verb, self.by = clinic, verb, by
        if verb.name == "mark_moved":
            self.fields["to"].queryset = targets(clinic, by)  # type: ignore[attr-defined]
        else:
            del self.fields["to"]
        if not verb.sure:
            del self.fields["sure"]

    def save(self) -> Clinic:
        return take_step(clinic=self.clinic, verb=self.verb, by=self.by, to=self.cleaned_data.get("to"))
