"""A moderator's own listing: theirs to look at here, and to keep at their desk like everybody else."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from accounts.admin_base import actor
from clinics.exceptions import NotAllowed
from clinics.policies import check_no_interest


class NoInterest(admin.ModelAdmin):
    """Nobody decides on their own clinic: its pages can be read and not saved."""

    def clinics_of(self, row: Any) -> list[int]:
        """Numbers of the listings that a change of this row changes."""
        raise NotImplementedError

    def interest(self, request: HttpRequest, row: Any) -> str:
        """Why this row is not theirs to change, or ""."""
        try:
            check_no_interest(actor(request), *self.clinics_of(row))
        except NotAllowed as refusal:
            return str(refusal)
        return ""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and not (obj is not None and self.interest(request, obj))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if row := context.get("original"):
            context["interest"] = self.interest(request, row)
        return super().render_change_form(request, context, *args, **kwargs)
