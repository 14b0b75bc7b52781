"""What allauth does not serve in a way that our Content-Security-Policy allows."""

from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.adapter import FactorAdapter


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def totp_qr(request: HttpRequest) -> HttpResponse:
    """The secret that the activation page just made, as a picture for the authenticator app."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = FactorAdapter()
    return HttpResponse(adapter.qr(adapter.build_totp_url(request.user, secret)), content_type="image/svg+xml")
