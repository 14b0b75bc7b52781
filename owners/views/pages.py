"""How a page with one form answers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from accounts.pages import see_other
from owners.exceptions import Refused, TooMany


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with; None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def status_of(refusal: Refused | None, otherwise: int = 409) -> int:
    """Of the page that shows what was typed, and why it was not taken."""
    if refusal is None:
        return 200
    return 429 if isinstance(refusal, TooMany) else otherwise


def answered(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Any],
    page: tuple[str, dict[str, Any]],
    after: tuple[str, str],
) -> HttpResponse:
    """The page with its form, or one act and the way on. A refusal stands at the top, and nothing typed is lost.

    page: template and context. after: what is said when it is done, and where one goes.
    """
    template, context = page
    status, done = 200, False
    if request.method == "POST" and form.is_valid():
        try:
            act()
            done = True
        except Refused as refusal:
            context, status = {**context, "refusal": str(refusal)}, status_of(refusal)
    if done:
        messages.success(request, after[0])
        return see_other(after[1])
    return render(request, template, {**context, "form": form}, status=status)
