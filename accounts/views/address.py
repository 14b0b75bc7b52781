"""The address of an account: asked for here, confirmed from the new mailbox, undone from the old one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import actions
from accounts.addresses import agreed_address, new_address
from accounts.addresses import undo as undo_of
from accounts.exceptions import Refused
from accounts.forms import AddressForm
from accounts.models import User
from accounts.pages import form_page
from accounts.policies import has_second_factor
from accounts.views.factors import View, with_factor, with_factor_if_any

SENT = "A letter is on its way to the new address. Open its link here, within one hour. Until then nothing changes."
AGREE = "A letter is on its way to your address as it is now. Open its link here, within one hour."
CHANGED = "Your address is changed. We wrote to the old one too; the change can be undone from there for seven days."


def with_factor_of_moderators(view: View) -> View:
    """Who moderates has a factor before the address, which enters everything, can be changed."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        guard = with_factor if cast("User", request.user).is_staff else with_factor_if_any
        return guard(view)(request, **kwargs)

    return guarded


@form_page
@with_factor_of_moderators
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def change(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    alone = not has_second_factor(user)
    form = AddressForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, AGREE if alone else SENT)
            return redirect("account_email")
    return render(request, "account/address.html", {"form": form, "address": user.email, "alone": alone})


@form_page
@login_required
def agree(request: HttpRequest) -> HttpResponse:
    """From the old mailbox, by whoever asked for it. Reading the page sends nothing."""
    return _by_link(request, agreed_address, actions.agree_to_address, SENT, "account/address_agree.html")


@form_page
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """From the new mailbox, by whoever asked for it. Reading the page changes nothing: mail programs read too."""
    return _by_link(request, new_address, actions.change_address, CHANGED, "account/address_confirm.html")


@form_page
def undo(request: HttpRequest) -> HttpResponse:
    """From the old mailbox, by whoever reads it, signed in or not."""
    key = request.POST.get("key") or request.GET.get("key", "")
    context = {"key": key, "possible": undo_of(key) is not None, "done": False, "refusal": ""}
    if request.method == "POST":
        try:
            actions.restore_address(key=key)
        except Refused as refusal:
            context.update(possible=False, refusal=str(refusal))
        else:
            context.update(possible=False, done=True)
    return render(request, "account/address_undo.html", context)


def _by_link(
    request: HttpRequest,
    read: Callable[[User, str], str | None],
    act: Callable[..., None],
    told: str,
    template: str,
) -> HttpResponse:
    user = cast("User", request.user)
    key = request.POST.get("key") or request.GET.get("key", "")
    if request.method != "POST":
        return render(request, template, {"key": key, "address": read(user, key)})
    try:
        act(by=user, key=key)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("account_email")
