"""The address of an account: changed by whoever reads the new mailbox, taken back by whoever reads the old one."""

import datetime as dt
import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import signing
from django.core.cache import cache
from django.db import connection

from accounts.actions import change_address, restore_address
from accounts.exceptions import Refused
from accounts.models import Event, User
from tests.accounts.conftest import PASSWORD, SECRET, code_of, mailed_link, posted
from tests.clinics.admin.test_rows_at_once import at_once
from tests.transactions import commits

pytestmark = pytest.mark.django_db
PAGE, CONFIRM, UNDO = "/accounts/email/", "/accounts/email/confirm/", "/accounts/email/undo/"
OLD, NEW = "old@example.com", "new@example.com"


@pytest.fixture
def user(account):
    return account(email=OLD)


def sign_in(client, user):
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def key_of(link):
    return re.search(r"key=(\S+)", link)[1].replace("%3A", ":")


def ask(client, address=NEW):
    """Ask for a change; the key of the letter."""
    client.post(PAGE, {"email": address})
    return key_of(mailed_link())


def changed(client, user, address=NEW):
    """Change the address; the key of the letter to the old one."""
    client.post(CONFIRM, {"key": ask(client, address)})
    letter = next(one for one in reversed(posted()) if "is no longer it" in one.body)
    return key_of(letter.body)


def address_of(user):
    user.refresh_from_db()
    return user.email


@pytest.fixture
def later(monkeypatch):
    """Moves the clock by which links are good."""
    start = time.time()

    def move(**delta):
        monkeypatch.setattr(signing.time, "time", lambda: start + dt.timedelta(**delta).total_seconds())

    return move


def test_it_changes_when_the_new_mailbox_says_so_and_the_old_one_is_told(client, user):
    sign_in(client, user)
    key = ask(client)
    assert (posted()[-1].to, posted()[-1].subject, address_of(user)) == ([NEW], "Confirm your new address", OLD)
    assert NEW in client.get(CONFIRM, {"key": key}).content.decode()
    assert address_of(user) == OLD  # reading the page changes nothing
    client.post(CONFIRM, {"key": key})
    assert address_of(user) == NEW
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    assert [(one.to, one.subject) for one in posted()[-2:]] == [
        ([OLD], "Your address was changed"), ([NEW], "Your address was changed"),
    ]  # fmt: skip
    events = Event.objects.filter(what__startswith="email.").order_by("id")
    assert [(one.what, one.subject) for one in events] == [
        ("email.asked", f"user:{user.pk}"), ("email.changed", f"user:{user.pk}"),
    ]  # fmt: skip
    assert "@" not in str(list(events.values("before", "after", "reason")))
    client.logout()
    sign_in(client, user)
    assert client.get("/manage/").status_code == 200


def test_no_letter_names_a_clinic_or_a_drug(client, user):
    sign_in(client, user)
    client.post(UNDO, {"key": changed(client, user)})
    words = " ".join(one.subject + re.sub(r"https?://\S+", "", one.body) for one in posted()).lower()
    assert len(posted()) == 5
    assert [word for word in ("ketamine", "clinic", "depress") if word in words] == []


def test_it_asks_for_the_password_again_and_for_the_factor(client, account):
    user = account(email=OLD, totp=True)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for answer in (client.get(PAGE), client.post(PAGE, {"email": NEW})):
        assert answer["Location"] == f"/accounts/2fa/reauthenticate/?next={PAGE}"
    Authenticator.objects.all().delete()
    for answer in (client.get(PAGE), client.post(PAGE, {"email": NEW})):
        assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert posted() == []


def test_a_known_address_gets_the_same_answer_and_its_holder_a_letter(client, user, account):
    account(email="known@example.com")
    sign_in(client, user)
    answers = [client.post(PAGE, {"email": address}, follow=True) for address in (NEW, "Known@example.com")]
    masked = [re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()) for answer in answers]
    assert masked[0] == masked[1]
    assert [(one.to, one.subject) for one in posted()] == [
        ([NEW], "Confirm your new address"), (["known@example.com"], "You have an account already"),
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["", "x", OLD, "OLD@example.com", "a\x00@example.com", "a" * 10_000 + "@x.com"])
def test_what_is_no_new_address_is_said(client, user, address):
    sign_in(client, user)
    text = client.post(PAGE, {"email": address}).content.decode()
    assert ('href="#id_email"' in text, posted()) == (True, [])


def test_five_a_day(client, user):
    sign_in(client, user)
    for number in range(6):
        last = client.post(PAGE, {"email": f"p{number}@example.com"})
    assert (len(posted()), "5 changes today" in last.content.decode()) == (5, True)


def test_the_link_is_for_who_asked_and_for_an_hour(client, user, account, later):
    other, theirs = account(), client.__class__()
    sign_in(client, user)
    sign_in(theirs, other)
    key = ask(client)
    theirs.post(CONFIRM, {"key": key})
    assert client.__class__().post(CONFIRM, {"key": key})["Location"].startswith("/accounts/login/")
    assert (address_of(user), address_of(other) == NEW) == (OLD, False)
    later(minutes=61)
    client.post(CONFIRM, {"key": key})
    assert address_of(user) == OLD
    later(minutes=59)
    client.post(CONFIRM, {"key": key})
    assert address_of(user) == NEW


def test_the_link_works_once_and_not_after_a_new_password(client, user):
    sign_in(client, user)
    first, second = ask(client), ask(client, "second@example.com")
    client.post(CONFIRM, {"key": first})
    client.post(CONFIRM, {"key": second})
    assert address_of(user) == NEW
    third = ask(client, OLD)
    user.set_password("another long sentence")
    user.save()
    with pytest.raises(Refused, match="does not work any more"):
        change_address(by=user, key=third)


def test_undoing_gives_it_back_once_ends_everything_and_asks_for_a_new_password(client, user):
    sign_in(client, user)
    key = changed(client, user)
    stranger = client.__class__()
    assert "Take the change back?" in stranger.get(UNDO, {"key": key}).content.decode()
    assert address_of(user) == NEW  # reading the page changes nothing
    assert "Your address is back" in stranger.post(UNDO, {"key": key}).content.decode()
    assert (address_of(user), user.has_usable_password(), client.get("/manage/").status_code) == (OLD, False, 302)
    assert [(one.to, one.subject) for one in posted()[-2:]] == [
        ([OLD], "Your address is back"), ([NEW], "Your address was changed"),
    ]  # fmt: skip
    assert "does not work any more" in stranger.post(UNDO, {"key": key}).content.decode()
    assert Event.objects.filter(what="email.restored").count() == 1
    stranger.post("/accounts/password/reset/", {"email": OLD})
    page = stranger.get(mailed_link(), follow=True).redirect_chain[-1][0]
    stranger.post(page, {"password1": "another long sentence", "password2": "another long sentence"})
    user.refresh_from_db()
    assert user.check_password("another long sentence")


def test_a_thief_who_changes_it_twice_loses_it_all_the_same(client, user):
    sign_in(client, user)
    first = changed(client, user, "thief@example.com")
    second = changed(client, user, "thief2@example.com")
    restore_address(key=first)
    assert address_of(user) == OLD
    with pytest.raises(Refused):
        restore_address(key=second)
    assert address_of(user) == OLD


def test_a_change_after_the_undoing_can_be_undone_too(client, user):
    sign_in(client, user)
    restore_address(key=changed(client, user))
    user.refresh_from_db()
    user.set_password(PASSWORD)
    user.save()
    cache.clear()
    sign_in(client, user)
    key = changed(client, user)
    assert address_of(user) == NEW
    restore_address(key=key)
    assert address_of(user) == OLD


def test_seven_days(client, user, later):
    sign_in(client, user)
    key = changed(client, user)
    later(days=7, seconds=5)
    with pytest.raises(Refused):
        restore_address(key=key)
    later(days=6, hours=23)
    restore_address(key=key)
    assert address_of(user) == OLD


def test_factors_set_up_since_go_and_older_ones_stay(client, user):
    sign_in(client, user)
    key = changed(client, user)
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    restore_address(key=key)
    assert not Authenticator.objects.exists()


def test_an_older_factor_stays(client, account):
    user = account(email=OLD, totp=True)
    client.post("/accounts/login/", {"login": OLD, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    restore_address(key=changed(client, user))
    assert sorted(user.authenticator_set.values_list("type", flat=True)) == ["recovery_codes", "totp"]


def test_who_signs_up_with_the_old_address_in_between_bars_no_way_back(client, user):
    sign_in(client, user)
    key = changed(client, user)
    client.__class__().post("/accounts/signup/", {"email": OLD, "password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.filter(email=OLD).exists()
    restore_address(key=key)
    assert (address_of(user), User.objects.count()) == (OLD, 1)


def test_a_confirmed_account_with_the_old_address_is_not_touched(client, user, account):
    sign_in(client, user)
    key = changed(client, user)
    account(email=OLD)
    assert "There is an account with this address already" in client.post(UNDO, {"key": key}).content.decode()
    assert (address_of(user), User.objects.filter(email=OLD).count()) == (NEW, 1)
    assert Event.objects.filter(what="email.restored").count() == 0


@pytest.mark.parametrize("key", ["", "x", "\x00", "é:1:2", "x" * 10_000, signing.dumps({"user": 1}, salt="other")])
def test_a_key_that_is_none_changes_nothing(client, user, key):
    sign_in(client, user)
    changed(client, user)
    for path in (UNDO, CONFIRM):
        assert client.get(path, {"key": key}).status_code in {200, 400}
        answer = client.post(path, {"key": key}, follow=True)
        assert (answer.status_code, "does not work any more" in answer.content.decode()) == (200, True)
    assert address_of(user) == NEW


@commits
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
def test_undone_twice_at_once_is_undone_once(client, user):
    sign_in(client, user)
    key = changed(client, user)

    def undo():
        try:
            restore_address(key=key)
        except Refused:
            return False
        return True

    assert sorted(at_once(undo, undo, undo)) == [False, False, True]
    assert Event.objects.filter(what="email.restored").count() == 1
