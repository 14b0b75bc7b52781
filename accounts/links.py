"""Addresses of our pages, as a letter has them."""

from typing import Any

from django.conf import settings
from django.urls import reverse


def link(name: str, *args: Any, **query: str) -> str:
    """To the page of a route, with its host. A key belongs in `query`, which no log holds."""
    return f"{settings.SITE_URL}{reverse(name, args=args, query=query or None)}"
