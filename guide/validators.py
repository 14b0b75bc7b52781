"""What no text of the guide may hold, checked where it is written and where it is loaded."""

from urllib.parse import unquote, urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone

from clinics.domain.states import STATES
from clinics.search.filters import ClinicFilter
from guide.domain.faults import links
from guide.domain.markdown import SCHEMES
from guide.domain.path import SLUGS


def dead_links(body: str) -> list[str]:
    """A sentence for each address within the site that leads nowhere."""
    found = (_fault(address) for address in dict.fromkeys(links(body)))
    return [fault for fault in found if fault]


def _fault(address: str) -> str:
    if urlsplit(address).scheme in SCHEMES or address.startswith("#"):
        return ""
    if not address.startswith("/") or address.startswith("//"):
        return f"“{address}”: within the site an address begins with one /, elsewhere with https://."
    try:
        match = resolve(unquote(urlsplit(address).path))
    except Resolver404:
        return f"“{address}” leads nowhere."
    if match.view_name == "guide:page" and match.kwargs["slug"] not in SLUGS:
        return f"“{address}” is no page of the guide."
    if match.app_name == "admin" or match.kwargs.get("state", "tx").upper() not in STATES:
        return f"“{address}” leads nowhere."
    return _search_fault(address) if match.view_name == "clinics:search" else ""


def _search_fault(address: str) -> str:
    asked = ClinicFilter(QueryDict(urlsplit(address).query), today=timezone.localdate())
    said = " ".join(asked.sentences.values())
    return f"“{address}”: the search does not understand this. {said}" if said else ""
