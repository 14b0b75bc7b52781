"""Every page of an account that can be reached is ours: styled, private, without inline parts."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse

import accounts.urls
from tests.accounts.conftest import PASSWORD, code_of

pytestmark = pytest.mark.django_db
OPEN = ["login", "signup", "inactive", "password/reset", "password/reset/done", "password/reset/key/done",
        "confirm-email", "login/code/confirm", "password/reset/key/1-nothing", "email/undo", "deleted"]  # fmt: skip
INSIDE = ["logout", "password/change", "2fa", "2fa/start", "2fa/totp/activate", "2fa/totp/deactivate", "2fa/recovery-codes",
          "2fa/recovery-codes/generate", "2fa/reauthenticate", "reauthenticate", "email", "password/set",
          "2fa/webauthn", "2fa/webauthn/add", "2fa/webauthn/reauthenticate", "email/agree", "email/confirm", "sessions", "delete"]  # fmt: skip


def check(answer):
    text = answer.content.decode()
    assert answer.status_code == 200
    assert ("css/accounts.css" in text, 'href="tel:988"' in text, 'name="robots" content="noindex"' in text) == (
        True, True, True,
    )  # fmt: skip
    inline = r"<style|\sstyle=|\son\w+=|<script(?![^>]*(?:\bsrc=|type=.application/json))|data:"
    assert re.findall(inline + r"|<h1>\s*</h1>", text) == []
    assert len(re.findall(r"<h1", text)) == 1
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", OPEN)
def test_pages_for_everybody(client, path):
    check(client.get(f"/accounts/{path}/", follow=True))


@pytest.mark.parametrize("path", INSIDE)
def test_pages_behind_the_sign_in(client, account, path):
    user = account(is_staff=True, totp=True)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    check(client.get(f"/accounts/{path}/", follow=True))


def test_no_page_is_shown_in_clothes_of_its_own(client, account, monkeypatch):
    """Every address of the room that opens, for a stranger and for a person: its template is of this project."""
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])
    user = account(is_staff=True, totp=True)
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Laptop", "credential": {}})
    known = {"uidb36": "1", "key": "nothing", "pk": key.pk}
    paths = [reverse(name, kwargs={k: known[k] for k in wanted}) for name, wanted in named(accounts.urls.urlpatterns)]
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    shown = {}
    for visitor in (client.__class__(), client):
        for path in paths:
            answer = visitor.get(path)
            if answer.status_code == 200 and answer.templates:
                shown[path] = answer.templates[0].origin.name
    assert len(shown) > 20
    assert {
        path: name for path, name in shown.items() if not name.startswith(str(settings.BASE_DIR / "templates"))
    } == {}


def named(patterns):
    """Name and arguments of every address."""
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from ((name, {*wanted, *one.pattern.converters}) for name, wanted in named(one.url_patterns))
        elif one.name:
            yield one.name, set(one.pattern.converters) | set(getattr(one.pattern.regex, "groupindex", ()))


@pytest.mark.parametrize("path", INSIDE[1:])
def test_nobody_else_sees_them(client, path):
    answer = client.get(f"/accounts/{path}/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


def test_the_page_that_asks_for_the_code(client, account):
    user = account(totp=True)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    check(client.get("/accounts/2fa/authenticate/"))


def test_an_address_that_is_not_confirmed_is_told_so(client, account):
    user = account()
    user.emailaddress_set.update(verified=False)
    check(client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}, follow=True))


def test_changing_the_password_ends_the_session(client, account):
    user = account(is_staff=True)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    new = "another long sentence"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    user.refresh_from_db()
    assert (user.check_password(new), "_auth_user_id" in client.session) == (True, False)


def test_too_often_is_a_page_of_ours(client):
    answers = [client.post("/accounts/password/reset/", {"email": "a@example.com"}) for _ in range(8)]
    assert answers[-1].status_code == 429
    assert b"That was too often" in answers[-1].content
