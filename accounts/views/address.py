"""The address of an account: asked for here, confirmed from the new mailbox, undone from the old one."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.addresses import new_address
from accounts.addresses import undo as undo_of
from accounts.exceptions import Refused
from accounts.forms import AddressForm
from accounts.models import User
from accounts.views.factors import with_factor_if_any

SENT = "A letter is on its way to the new address. Open its link here, within one hour. Until then nothing changes."
CHANGED = "Your address is changed. We wrote to the old one too; the change can be undone from there for seven days."
methods = require_http_methods(["GET", "HEAD", "POST"])


@methods
@with_factor_if_any
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def change(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = AddressForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, SENT)
            return redirect("account_email")
    return render(request, "account/address.html", {"form": form, "address": user.email})


@methods
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """From the new mailbox, by whoever asked for it. Reading the page changes nothing: mail programs read too."""
    user = cast("User", request.user)
    key = request.POST.get("key") or request.GET.get("key", "")
    if request.method == "POST":
        try:
            actions.change_address(by=user, key=key)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, CHANGED)
        return redirect("account_email")
    return render(request, "account/address_confirm.html", {"key": key, "address": new_address(user, key)})


@methods
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
