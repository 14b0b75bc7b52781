"""Passkeys, as far as no device is needed; tests/browser/test_passkey.py has one."""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from tests.accounts.conftest import PASSWORD, code_of, open_enrolment

pytestmark = pytest.mark.django_db
ADD = "/accounts/2fa/webauthn/add/"
AJAX = {"HTTP_ACCEPT": "application/json"}
PARTS = {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "MQ"}
WHOLE = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": PARTS}
ODD = [
    "", "{", "[]", "5", "null", "{}", '"x"', "[" * 3000, "\x00", json.dumps({"response": []}), json.dumps({"id": 1}),
    json.dumps({**WHOLE, "id": "BBBB"}), json.dumps(WHOLE), json.dumps({**WHOLE, "response": {}}),
    json.dumps({**WHOLE, "response": {**PARTS, "userHandle": None}}),
    json.dumps({**WHOLE, "response": {**PARTS, "userHandle": "A" * 4000}}),
    json.dumps({**WHOLE, "response": {**PARTS, "clientDataJSON": "é"}}),
    json.dumps({**WHOLE, "response": {**PARTS, "attestationObject": "o2NmbXQ"}}),
    json.dumps({**WHOLE, "response": {"clientDataJSON": "e30", "attestationObject": "A" * 50}}),
]  # fmt: skip


def sign_in(client, user, *, code=True):
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    if code:
        client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def passkey_of(user, name="Laptop"):
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": name, "credential": {"clientExtensionResults": {}}}
    )


@pytest.mark.parametrize("said", ODD)
def test_an_answer_that_is_none_is_a_sentence(client, account, said):
    user = account(totp=True)
    client.get("/accounts/2fa/webauthn/login/", **AJAX)
    first = client.post("/accounts/2fa/webauthn/login/", {"credential": said})
    assert (first.status_code, first["Location"]) == (302, "/accounts/login/")
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"credential": said}).status_code == 200
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get(ADD)
    assert client.post(ADD, {"name": "x", "credential": said}).status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_stranger_makes_no_end_of_sessions(client):
    path = "/accounts/2fa/webauthn/login/"
    answers = [client.__class__().get(path, **AJAX).status_code for _ in range(25)]
    assert (answers, Session.objects.count()) == ([200] * 20 + [429] * 5, 20)
    answers = [client.__class__().post(path, {"credential": "{}"}).status_code for _ in range(12)]
    assert (answers, Session.objects.count()) == ([302] * 10 + [429] * 2, 30)
    assert client.get(path, REMOTE_ADDR="10.1.2.3", **AJAX).status_code == 200


def test_a_stranger_makes_so_many_sessions_a_day_and_no_more(client, monkeypatch):
    start, path = time.time(), "/accounts/2fa/webauthn/login/"
    answers = []
    for number in range(210):
        monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda number=number: start + 4 * number)
        answers.append(client.__class__().get(path, **AJAX).status_code)
    assert (answers.count(200), set(answers[200:]), Session.objects.count()) == (200, {429}, 200)


def test_the_device_is_asked_to_keep_it_and_to_make_sure_of_its_owner(client, account):
    user = account(totp=True)
    sign_in(client, user)
    made = client.get(ADD).context["js_data"]["creation_options"]["publicKey"]
    wanted = client.__class__().get("/accounts/2fa/webauthn/login/", **AJAX).json()["request_options"]["publicKey"]
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert made["authenticatorSelection"]["residentKey"] == "required"
    assert (made["rp"]["id"], wanted["rpId"], wanted["userVerification"]) == ("localhost", "localhost", "required")
    assert wanted.get("allowCredentials", []) == []


def test_the_password_alone_adds_none(client, account):
    user = account()
    sign_in(client, user, code=False)
    for answer in (client.get(ADD), client.post(ADD, {"name": "x", "credential": "{}"})):
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/start/")
    open_enrolment(client)
    assert b"Add a passkey" in client.get(ADD).content


def test_a_session_from_before_the_factor_takes_none_away(client, account):
    user = account()
    key = passkey_of(user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for page in ("remove", "edit"):
        path = f"/accounts/2fa/webauthn/keys/{key.pk}/{page}/"
        for answer in (client.get(path), client.post(path, {"name": "Mine"})):
            assert answer["Location"] == f"/accounts/2fa/reauthenticate/?next={path}"
    assert Authenticator.objects.get(pk=key.pk).wrap().name == "Laptop"


def test_the_passkey_of_another_is_not_found(client, account):
    user, other = account(totp=True), account()
    key = passkey_of(other)
    sign_in(client, user)
    for number in (key.pk, 2**63, 10**30):
        for page in ("remove", "edit"):
            path = f"/accounts/2fa/webauthn/keys/{number}/{page}/"
            assert {client.get(path).status_code, client.post(path, {"name": "Mine"}).status_code} == {404}
    assert Authenticator.objects.get(pk=key.pk).wrap().name == "Laptop"


def test_a_moderator_gives_up_the_app_or_the_passkey_but_not_both(client, account):
    user = account(is_staff=True, totp=True)
    key = passkey_of(user)
    sign_in(client, user)
    client.post("/accounts/2fa/totp/deactivate/")
    assert sorted(user.authenticator_set.values_list("type", flat=True)) == ["recovery_codes", "webauthn"]
    code = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client.post("/accounts/2fa/reauthenticate/", {"code": code})
    answer = client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/", follow=True)
    assert "Moderators keep a second factor" in answer.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_name_is_plain_and_short(client, account):
    user = account(totp=True)
    key = passkey_of(user)
    sign_in(client, user)
    path = f"/accounts/2fa/webauthn/keys/{key.pk}/edit/"
    for name in ("", "x" * 61, "a\x00b", "Lap\u202etop"):
        assert client.post(path, {"name": name}).status_code == 200
    assert Authenticator.objects.get(pk=key.pk).wrap().name == "Laptop"
    assert client.post(path, {"name": " Office   laptop "}).status_code == 302
    assert Authenticator.objects.get(pk=key.pk).wrap().name == "Office laptop"
