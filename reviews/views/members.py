"""Pages for those who manage a listing. Everybody else who is signed in sees the 404 of a listing that is not there."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from accounts.pages import View, desk_page, person
from clinics.views.members import membership_of


def member_page(view: View) -> View:
    """The view gets the clinic in place of its number."""

    @wraps(view)
    def guarded(request: HttpRequest, clinic: int, **kwargs: Any) -> HttpResponse:
        found = membership_of(person(request), clinic)
        if found is None:
            raise Http404
        return view(request, clinic=found.clinic, **kwargs)

    return desk_page(guarded)
