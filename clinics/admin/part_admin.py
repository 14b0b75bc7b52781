"""A row of a listing on a page of its own."""

import re
from typing import Any

from django.db import connection
from django.http import HttpRequest

from accounts.admin_base import HistoryAdmin, actor
from clinics.admin.interest import NoInterest
from clinics.models import Clinic


class PartAdmin(NoInterest, HistoryAdmin):
    """Locks the listing before anything is looked at: what was found true of it is true when the row is saved."""

    def clinics_of(self, row: Any) -> list[int]:
        return [row.clinic_id]

    def lock(self, row: Any) -> None:
        Clinic.objects.locked([row.clinic_id])
        super().lock(row)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Django makes the form class before it fills it: the last moment before a new row is looked at."""
        named = request.POST.get("clinic", "")
        if not change and connection.in_atomic_block and re.fullmatch(r"[0-9]{1,18}", named):
            Clinic.objects.locked([int(named)])
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = actor(request)  # a class made for this request alone
        return form
