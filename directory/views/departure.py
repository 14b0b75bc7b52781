"""Delete an account: the one page of it that must know who answers for which listing."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.actions import delete_account
from accounts.exceptions import Refused
from accounts.models import User
from accounts.pages import form_page
from accounts.views.factors import with_factor_if_any
from owners.actions.departures import alone_on, departing


class DepartureForm(forms.Form):
    give_up = forms.BooleanField(label="Yes, they are to be without a manager", required=False)

    def save(self, user: User) -> None:
        delete_account(by=user, departing=departing(user, give_up=self.cleaned_data["give_up"]))


@form_page
@with_factor_if_any
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def delete(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = DepartureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(User.objects.get(pk=user.pk))
        except Refused as refusal:
            form.add_error("give_up", str(refusal))
        else:
            logout(request)
            return redirect("account_deleted")
    return render(request, "account/delete.html", {"form": form, "alone": alone_on(user)})


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "account/deleted.html")
