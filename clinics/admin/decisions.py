"""Decisions on rows of a listing: what every page of one says of the listing, and who reads what was written."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from accounts.admin_base import ReadOnlyAdmin, actor
from accounts.admin_decisions import DecidingAdmin, happened
from accounts.work import Lines
from clinics.domain.phone import spoken_phone
from clinics.models import Clinic, Membership

NOBODY = "None: nobody who manages this listing can be written to."


def place_of(clinic: Clinic) -> str:
    """What the address on a document must match, whole."""
    withheld = "" if clinic.street else "no street in the listing"
    street = ", ".join(part for part in (clinic.street or withheld, clinic.street2) if part)
    return f"{street}, {clinic.city}, {clinic.state} {clinic.zip}"


def listing_lines(clinic: Clinic) -> Lines:
    """The listing as it stands, for whoever compares it with what was sent."""
    phone = spoken_phone(clinic.phone) if clinic.phone else "none"
    return [("Listing", [clinic.name]), ("Its address", [place_of(clinic)]), ("Its phone", [phone])]


class ListingDecisions(DecidingAdmin):
    """For rows that have a `clinic`, or `clinics`."""

    def in_view(self, row: Any) -> Lines:
        return listing_lines(row.clinic)

    def all_in_view(self, row: Any) -> Lines:
        return [*super().all_in_view(row), ("What has happened", happened(*self.subjects(row)))]

    def subjects(self, row: Any) -> list[str]:
        """What the log holds on it: the row and its listing."""
        clinics: list[Clinic] = getattr(row, "clinics", None) or [row.clinic]
        return [f"{self.opts.model_name}:{row.pk}", *(f"clinic:{clinic.pk}" for clinic in clinics)]

    def to_team(self, row: Any, text: str) -> str:
        """A letter to all who manage the listing, or that nobody gets one."""
        return text if Membership.team(row.clinic) else NOBODY

    @admin.display(description="clinic")
    def clinic_link(self, row: Any) -> str:
        page = reverse("admin:clinics_clinic_change", args=[row.clinic_id])
        return format_html('<a href="{}">{}</a>', page, row.clinic)

    @admin.display(description="its address")
    def place(self, row: Any) -> str:
        return place_of(row.clinic)


class LoggedWithListing(ReadOnlyAdmin, ListingDecisions):
    """For rows of a listing whose log is the listing's."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        subject = f"clinic:{row.clinic_id}"
        return HttpResponseRedirect(reverse("admin:accounts_event_changelist", query={"subject": subject}))


class GuardedAdmin(ReadOnlyAdmin, ListingDecisions):
    """For rows that hold what somebody wrote to the moderators: a party reads none of it, few columns can be filtered.

    bare: the fields that those see who may not decide.
    """

    bare: tuple[str, ...] = ("clinic_link", "status")
    lookups = frozenset({"status__exact", "status__in"})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Django lets an address ask for any column, hidden ones too: `?email=`, for one, would find who wrote."""
        return lookup in self.lookups

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None and self.refusal(actor(request), obj):
            return self.bare
        return super().get_fields(request, obj)


def listed(lines: list[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", [[line] for line in lines]))
