"""The admin is entered through allauth with a second factor, and in no other way."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Letter
from tests.accounts.conftest import PASSWORD, SECRET, code_of, open_enrolment, posted

pytestmark = pytest.mark.django_db


def sign_in(client, user, password=PASSWORD):
    return client.post("/accounts/login/", {"login": user.email, "password": password, "next": "/admin/"})


def enters(client):
    answer = client.get("/admin/")
    return answer.status_code == 200 and b"Moderation" in answer.content


def test_a_stranger_is_sent_to_our_sign_in(client):
    answer = client.get("/admin/clinics/clinic/", follow=True)
    assert [url for url, _ in answer.redirect_chain] == [
        "/admin/login/?next=/admin/clinics/clinic/", "/accounts/login/?next=/admin/clinics/clinic/",
    ]  # fmt: skip
    assert b"Sign in" in answer.content


def test_the_admin_has_no_login_form_of_its_own(client, account):
    user = account(is_staff=True, is_superuser=True)
    answer = client.post("/admin/login/", {"username": user.email, "password": PASSWORD, "next": "/admin/"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/admin/")
    assert not enters(client)


def test_password_and_code_enter(client, account):
    user = account(is_staff=True, is_superuser=True, totp=True)
    answer = sign_in(client, user)
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not enters(client)
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert (wrong.status_code, enters(client)) == (200, False)
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    assert (answer["Location"], enters(client)) == ("/admin/", True)


def test_a_recovery_code_enters_once(client, account):
    user = account(is_staff=True, is_superuser=True, totp=True)
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert enters(client)
    client.logout()
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert not enters(client)


def test_a_password_alone_never_enters(client, account):
    user = account(is_staff=True, is_superuser=True)
    sign_in(client, user)
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/start/"
    assert b"Send me the link" in answer.content


def test_a_session_without_the_code_does_not_enter(client, account):
    user = account(is_staff=True, is_superuser=True, totp=True)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/reauthenticate/?next=/admin/"
    client.post("/accounts/2fa/reauthenticate/?next=/admin/", {"code": code_of()})
    assert enters(client)


def test_setting_a_factor_up_is_no_sign_in_with_it(client, account):
    user = account(is_staff=True, is_superuser=True)
    sign_in(client, user)
    open_enrolment(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)[1]
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert (done.status_code, Authenticator.objects.filter(user=user, type="totp").count()) == (302, 1)
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/reauthenticate/?next=/admin/"
    client.post("/accounts/2fa/reauthenticate/?next=/admin/", {"code": code_of(secret)})
    assert enters(client)


def test_giving_the_factor_up_leaves_at_once(client, account):
    user = account(is_staff=True, is_superuser=True, totp=True)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    assert enters(client)
    Authenticator.objects.filter(user=user).delete()
    assert not enters(client)


@pytest.mark.parametrize("fields", [{"is_staff": False}, {"is_staff": False, "is_superuser": True}])
def test_who_is_no_moderator_does_not_enter(client, account, fields):
    user = account(totp=True, **fields)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    assert client.get("/admin/", follow=True).status_code == 403


def test_who_is_banned_is_out_at_once(client, account):
    user = account(is_staff=True, is_superuser=True, totp=True)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    assert enters(client)
    user.is_active = False
    user.save()
    assert not enters(client)
    client.logout()
    sign_in(client, user)
    assert not enters(client)


def test_signing_out_ends_it(client, account):
    user = account(is_staff=True, is_superuser=True, totp=True)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    answer = client.post("/admin/logout/")
    assert (answer["Location"], enters(client)) == ("/accounts/login/", False)


@pytest.mark.parametrize("goal", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(client, goal):
    assert client.get("/admin/login/", {"next": goal})["Location"] == "/accounts/login/?next=/admin/"


def test_a_wrong_password_and_a_stranger_get_the_same_words(client, account):
    user = account()
    known = sign_in(client, user, "wrong").content.decode()
    unknown = client.post(
        "/accounts/login/", {"login": "nobody@example.com", "password": "wrong", "next": "/admin/"}
    ).content.decode()
    masked = re.compile(r'csrfmiddlewaretoken" value="\w+"')
    assert masked.sub("", known).replace(user.email, "X") == masked.sub("", unknown).replace("nobody@example.com", "X")


def test_guessing_passwords_is_slowed(client, account):
    user = account(totp=True)
    for _ in range(6):
        sign_in(client, user, "wrong")
    assert b"Too many" in sign_in(client, user).content


def test_rate_limits_keep_no_address(client, account):
    from allauth.account.adapter import get_adapter
    from django.test import RequestFactory

    keys = {get_adapter().get_client_ip(RequestFactory(REMOTE_ADDR=a).get("/")) for a in ("192.0.2.1", "192.0.2.2")}
    assert len(keys) == 2
    assert not any("192.0.2" in key for key in keys)


def test_a_password_is_reset_by_mail_and_the_code_is_still_asked(client, account):
    user = account(is_staff=True, is_superuser=True, totp=True)
    client.post("/accounts/password/reset/", {"email": user.email})
    link = re.search(r"https?://\S+(/accounts/password/reset/key/\S+)", posted()[0].body)[1]
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0]
    new = "another long sentence"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    sign_in(client, user, new)
    assert not enters(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    assert enters(client)


def test_ten_letters_a_day_and_as_many_for_a_stranger(client, account, monkeypatch):
    user, start = account(), time.time()
    for address in (user.email, "nobody@example.com"):
        answers = []
        for number in range(12):
            now, visitor = start + 60 * 60 * number, f"10.0.0.{number}"
            monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda now=now: now)
            answers.append(
                client.post("/accounts/password/reset/", {"email": address}, REMOTE_ADDR=visitor).status_code
            )
        assert answers == [302] * 10 + [429] * 2
    assert [letter.to for letter in posted()] == [[user.email]] * 10


def test_a_reset_for_a_stranger_says_the_same_and_sends_nothing(client):
    answer = client.post("/accounts/password/reset/", {"email": "nobody@example.com"})
    assert (answer.status_code, answer["Location"], posted()) == (302, "/accounts/password/reset/done/", [])


def test_a_reset_for_a_stranger_does_the_same_work(client, account):
    """The same statements with the same shape: what differs is looked up by the sender."""
    user, done = account(), []
    for address in (user.email, "nobody@example.com"):
        with CaptureQueriesContext(connection) as captured:
            client.__class__().post("/accounts/password/reset/", {"email": address})
        done.append([re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in captured if "rate_limits" not in one["sql"]])
    assert done[0] == done[1]
    assert [re.match(r"\w+ \w+ \S+", sql)[0] for sql in done[0] if "account" in sql] == [
        'INSERT INTO "accounts_letter"'
    ]
    assert list(Letter.objects.values_list("text", flat=True)) == ["", ""]
    assert [letter.to for letter in posted()] == [[user.email]]
    assert Letter.objects.count() == 0


def test_who_is_banned_gets_no_link_and_a_long_address_is_a_sentence(client, account):
    user = account(is_active=False)
    client.post("/accounts/password/reset/", {"email": user.email.upper()})
    assert (Letter.objects.count(), posted()) == (1, [])
    long = "a" * 60 + "@" + ("b" * 60 + ".") * 4 + "com"
    assert b"at most 254 characters" in client.post("/accounts/password/reset/", {"email": long}).content


def test_the_square_is_ours_and_kept_nowhere(client, account):
    assert client.get("/accounts/2fa/totp/qr.svg").status_code == 302
    user = account(is_staff=True)
    sign_in(client, user)
    assert client.get("/accounts/2fa/totp/qr.svg").status_code == 404
    open_enrolment(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    answer = client.get("/accounts/2fa/totp/qr.svg")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/svg+xml", "private, no-store")
    assert (answer.content.startswith(b"<?xml"), "data:" in page, "style=" in page) == (True, False, False)
    assert SECRET not in page
