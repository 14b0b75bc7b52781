"""How a page answers what was sent to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect


def see_other(to: Any, *args: Any) -> HttpResponse:
    """On to a page (an address, a row, or a route with its arguments): a reload of it sends nothing again."""
    answer = redirect(to, *args)
    answer.status_code = 303
    return answer
