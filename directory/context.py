"""What every template may use."""

from typing import cast

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject

from clinics.models import SiteState
from directory.release import release


def site(request: HttpRequest) -> dict[str, object]:
    """`site_state` is asked from the database only where a template reads it, and once a request at most.

    Not `site`: allauth gives its pages a variable of that name. canonical: the page's one address, without what a
    link may have got behind it on its way; a view whose page has several gives its own.
    """
    return {
        "site_name": settings.SITE_NAME,
        "site_state": SimpleLazyObject(lambda: _state_or_nothing(request)),
        "operator_name": settings.OPERATOR_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "release": SimpleLazyObject(release),
        "canonical": settings.SITE_URL + escape_uri_path(request.path),
    }


def site_state(request: HttpRequest) -> SiteState:
    """The one row about the database, read once a request. Raises DatabaseError where it cannot be asked."""
    if not hasattr(request, "site_state"):
        request.site_state = SiteState.now()  # type: ignore[attr-defined]
    return cast("SiteState", request.site_state)  # type: ignore[attr-defined]


def _state_or_nothing(request: HttpRequest) -> SiteState:
    """For pages, the error pages among them, which are shown without a database too."""
    try:
        return site_state(request)
    except DatabaseError:
        return SiteState()
