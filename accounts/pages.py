"""What pages with something to send have in common, in every room."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts.models import User

View = Callable[..., HttpResponse]

form_page = require_http_methods(["GET", "HEAD", "POST"])
private = cache_control(private=True, no_store=True)


def desk_page(view: View) -> View:
    """For everybody who is signed in. Nothing of it is stored."""
    page: View = private(login_required(view))
    return page


def person(request: HttpRequest) -> User:
    """The user of a page behind the sign-in."""
    return cast("User", request.user)


def see_other(to: Any, *args: Any) -> HttpResponse:
    """On to a page (an address, a row, or a route with its arguments): a reload of it sends nothing again."""
    answer = redirect(to, *args)
    answer.status_code = 303
    return answer
