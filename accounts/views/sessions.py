"""Where somebody is signed in, and the way to end it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.forms import EndSessionsForm
from accounts.models import SignIn, User
from accounts.pages import form_page


@form_page
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    user, key = cast("User", request.user), request.session.session_key or ""
    if request.method == "POST":
        form = EndSessionsForm(request.POST, user=user, here=key)
        ended = form.save() if form.is_valid() else 0
        messages.info(request, "It is ended." if ended else "It had ended already.")
        return redirect("account_sessions")
    return render(request, "account/sessions.html", {"sessions": SignIn.objects.filter(user=user).alive(), "here": key})
