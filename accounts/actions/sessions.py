"""Sessions: remembered when they begin, ended from here or from another device."""

from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.enums import Device
from accounts.models import Event, SignIn, User


@transaction.atomic
def session_begun(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Django tells of it by a signal, however somebody signed in. Rows whose session is over go at the next one."""
    SignIn.objects.all().over().delete()
    if not request.session.session_key:
        request.session.save()
    device = Device.of(request.META.get("HTTP_USER_AGENT", ""))
    SignIn.objects.update_or_create(session_key=request.session.session_key, defaults={"user": user, "device": device})


@transaction.atomic
def forget_sessions() -> int:
    """Clear away what is over, of strangers too; returns how many rows. A clock: nobody can use them before."""
    gone, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    without, _ = SignIn.objects.all().over().delete()
    return gone + without


@transaction.atomic
def end_sessions(*, user: User, by: User, only: SignIn | None = None, besides: str = "") -> int:
    """End one session of theirs, or all; besides: the key of one that stays. Returns how many ended."""
    chosen = SignIn.objects.filter(user=user).exclude(session_key=besides)
    if only is not None:
        chosen = chosen.filter(pk=only.pk)
    keys = list(chosen.values_list("session_key", flat=True))
    ended, _ = Session.objects.filter(session_key__in=keys).delete()
    chosen.delete()
    if ended:
        Event.record(by=by, what="sessions.ended", subject=user, after={"ended": ended})
    return ended
