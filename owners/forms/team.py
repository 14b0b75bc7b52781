"""What is sent from the pages of the team."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from clinics.enums import MemberRole
from clinics.models import Clinic, Membership
from owners.actions.invitations import invite
from owners.actions.memberships import change_role, end, hand_over
from owners.enums import MemberReason

ROLES = [
    (MemberRole.EDITOR.value, "Editor: may change the listing and confirm it"),
    (MemberRole.OWNER.value, "Owner: may also invite and remove people, and close the listing"),
]

ACTS = [
    (MemberRole.OWNER.value, "Make them an owner beside me"),
    (MemberRole.EDITOR.value, "Make them an editor"),
    ("hand_over", "Hand the listing over: they own it, and I become an editor"),
    ("remove", "Take them off the team"),
]


class InviteForm(forms.Form):
    """One colleague, for this listing or for several of the same organization."""

    email = forms.CharField(
        label="Email address",
        max_length=254,
        help_text="We send a link to it. Only who can read that mailbox can use it, and only for 14 days.",
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "off"}),
        error_messages={"required": "Write the address of your colleague."},
    )
    role = forms.ChoiceField(
        label="What they may do",
        choices=ROLES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they may do.", "invalid_choice": "Choose one of the two."},
    )
    clinics = forms.ModelMultipleChoiceField(
        Clinic.objects.none(),
        label="For which listings",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick one listing or more.", "invalid_choice": "Tick only the listings below."},
    )

    def __init__(self, data: Any = None, *, clinic: Clinic, by: User) -> None:
        super().__init__(data, initial={"role": MemberRole.EDITOR, "clinics": [clinic.pk]})
        self.clinic, self.by = clinic, by
        found = listings_to_invite_to(clinic, by)
        if found.count() > 1:
            self.fields["clinics"].queryset = found  # type: ignore[attr-defined]
        else:
            del self.fields["clinics"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        try:
            forms.EmailField().clean(email if email.isascii() else "")
        except ValidationError as error:
            raise ValidationError("Write one whole email address, such as name@example.com.") from error
        return email

    def save(self) -> None:
        said = self.cleaned_data
        invite(email=said["email"], role=said["role"], clinics=said.get("clinics", [self.clinic]), by=self.by)


def listings_to_invite_to(clinic: Clinic, by: User) -> Any:
    """This one, and the others of its organization that they own."""
    found = Clinic.objects.filter(memberships__user=by, memberships__role=MemberRole.OWNER)
    same = found.filter(organization=clinic.organization_id) if clinic.organization_id else found.filter(pk=clinic.pk)
    return same.order_by("name", "pk")


class MemberForm(forms.Form):
    """What an owner does about one member."""

    act = forms.ChoiceField(
        label="What do you want to do?",
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do.", "invalid_choice": "Choose one of the answers below."},
    )

    def __init__(self, data: Any = None, *, membership: Membership, by: User) -> None:
        super().__init__(data)
        self.membership, self.by = membership, by
        acts = [act for act in ACTS if act[0] != membership.role]
        self.fields["act"].choices = acts  # type: ignore[attr-defined]

    def save(self) -> None:
        act = self.cleaned_data["act"]
        if act == "remove":
            end(membership=self.membership, by=self.by, reason=MemberReason.REMOVED)
        elif act == "hand_over":
            hand_over(to=self.membership, by=self.by)
        else:
            change_role(membership=self.membership, role=act, by=self.by)


class SureForm(forms.Form):
    """A tick before what cannot be undone by the same person."""

    sure = forms.BooleanField(label="Yes, I am sure", error_messages={"required": "Tick the box if you are sure."})
