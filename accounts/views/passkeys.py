"""Passkeys: the one kind we make is kept by the device and asks for its owner, so it is two factors in one."""

from typing import Any, cast

from allauth.core.internal import ratelimit
from allauth.mfa.base.views import ReauthenticateView
from allauth.mfa.webauthn import views as theirs
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.adapter import FactorAdapter
from accounts.enrolment import may_enrol
from accounts.models import User
from accounts.policies import has_passkey
from accounts.views.factors import with_factor

KEPT = FactorAdapter.error_messages["cannot_delete_authenticator"]


class SignIn(theirs.LoginWebAuthnView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """allauth counts the answers alone."""
        if refusal := ratelimit.consume_or_429(request, app="allauth.mfa", action="passkey_question", limit_get=True):
            return cast("HttpResponse", refusal)
        return cast("HttpResponse", super().get(request, *args, **kwargs))


class AddPasskey(theirs.AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth asks for one that the device does not keep, and lets its script change that."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = begin_registration(cast("User", self.request.user), True)
        return {**context, "js_data": {"creation_options": options}}


class RemovePasskey(theirs.RemoveWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        if FactorAdapter().can_delete_authenticator(self.get_object()):
            return cast("HttpResponse", super().form_valid(form))
        messages.error(self.request, KEPT)
        return redirect("mfa_list_webauthn")


class GiveFactor(ReauthenticateView):
    """A code, or a passkey: both on one page, since everybody who must give a factor is sent here."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = cast("User", self.request.user)
        if has_passkey(user):
            context["js_data"] = {"request_options": begin_authentication(user)}
        context["reauthentication_alternatives"] = []
        return context


class GivePasskey(theirs.ReauthenticateWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        """Once more on this page, which keeps where they were going."""
        for sentence in form.errors.get("credential", []):
            messages.error(self.request, sentence)
        return redirect_to_login(self.get_next_url() or "", self.request.path)


@login_required
def add(request: HttpRequest) -> HttpResponse:
    if not may_enrol(request, cast("User", request.user)):
        return redirect("enrol")
    return cast("HttpResponse", AddPasskey.as_view()(request))


sign_in = SignIn.as_view()
remove = with_factor(RemovePasskey.as_view())
rename = with_factor(theirs.edit_webauthn)
give = GivePasskey.as_view()
give_factor = GiveFactor.as_view()
