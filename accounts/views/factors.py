"""Pages of an account that allauth does not serve in a way that is safe enough, or that our CSP allows."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import emails
from accounts.adapter import FactorAdapter
from accounts.addresses import unsettled_until
from accounts.enrolment import keys, may_enrol, open_link
from accounts.links import link
from accounts.models import User
from accounts.pages import form_page, private
from accounts.policies import gave_second_factor, has_second_factor
from accounts.rates import once_more

View = Callable[..., HttpResponse]
LINKS_A_DAY = 10
SENT = "The link is on its way. It works for one hour. If nothing comes within a few minutes, look in your spam folder."
TOO_MANY = f"{LINKS_A_DAY} links were sent to you today, which is the most we send. Use the last one, or try tomorrow."
UNSETTLED = "Your address was changed lately. A second factor can be set up when seven days are over."
STALE = "This link does not work any more, or not for this account. Ask for a new one."


@require_safe
@login_required
@private
def totp_qr(request: HttpRequest) -> HttpResponse:
    """The secret that the activation page just made, as a picture for the authenticator app."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = FactorAdapter()
    return HttpResponse(adapter.qr(adapter.build_totp_url(request.user, secret)), content_type="image/svg+xml")


@form_page
@login_required
def enrol(request: HttpRequest) -> HttpResponse:
    """Ask for the link that leads to a first second factor."""
    user = cast("User", request.user)
    if has_second_factor(user):
        return redirect("mfa_index")
    if request.method == "POST":
        told, level = _send_link(user)
        messages.add_message(request, level, told)
        return redirect("enrol")
    return render(request, "mfa/enrol.html", {"address": user.email, "unsettled": unsettled_until(user)})


@require_safe
@login_required
def enrol_opened(request: HttpRequest) -> HttpResponse:
    """The mailed link. Its key is in the query string, which no log holds."""
    if open_link(request, cast("User", request.user), request.GET.get("key", "")):
        return redirect("mfa_activate_totp")
    messages.error(request, STALE)
    return redirect("enrol")


@login_required
def activate_totp(request: HttpRequest) -> HttpResponse:
    if not may_enrol(request, cast("User", request.user)):
        return redirect("enrol")
    return cast("HttpResponse", totp.activate_totp(request))


def with_factor(view: View) -> View:
    """A session from before the factor stood knows only the password: it gives the factor first."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if gave_second_factor(request):
            return view(request, **kwargs)
        if has_second_factor(cast("User", request.user)):
            return redirect_to_login(request.path, reverse("mfa_reauthenticate"))
        return redirect("enrol")

    return guarded


def with_factor_if_any(view: View) -> View:
    """As above, but who has set up none needs none."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        guard = with_factor(view) if has_second_factor(cast("User", request.user)) else view
        return guard(request, **kwargs)

    return guarded


deactivate_totp = with_factor(totp.deactivate_totp)
view_codes = with_factor(codes.view_recovery_codes)
generate_codes = with_factor(codes.generate_recovery_codes)
download_codes = with_factor(codes.download_recovery_codes)


def _send_link(user: User) -> tuple[str, int]:
    if unsettled_until(user) is not None:
        return UNSETTLED, messages.ERROR
    if not once_more("enrolment", who=f"user:{user.pk}", at_most=LINKS_A_DAY):
        return TOO_MANY, messages.ERROR
    emails.enrolment_link(user, url=link("enrol_opened", key=keys.make_token(user)))
    return SENT, messages.SUCCESS
