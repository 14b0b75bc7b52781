"""The address of an account: changed by whoever reads both mailboxes, taken back by whoever reads the old one."""

import base64
import datetime as dt
import pickle
import re
import time
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import signing
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.http import urlencode

from accounts.actions import agree_to_address, ask_for_address, change_address, restore_address
from accounts.addresses import agree_key, change_key
from accounts.enrolment import keys
from accounts.exceptions import Refused
from accounts.models import Event, User
from owners.actions.invitations import accept, invite
from owners.actions.invitations import key_of as invitation_key
from owners.actions.memberships import end, join
from tests.accounts.conftest import PASSWORD, SECRET, code_of, mailed_link, posted
from tests.clinics.admin.test_rows_at_once import at_once
from tests.factories import ClinicFactory
from tests.transactions import commits

pytestmark = pytest.mark.django_db
PAGE, AGREE, CONFIRM, UNDO = (f"/accounts/email/{step}" for step in ("", "agree/", "confirm/", "undo/"))
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
    """Ask for a change, and agree to it in the old mailbox where there is no factor; the key of the last letter."""
    client.post(PAGE, {"email": address})
    if "change the address of your account" in posted()[-1].body:
        client.post(AGREE, {"key": key_of(mailed_link())})
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
    assert [(one.to, one.subject) for one in posted()] == [
        ([OLD], "Is it you who changes the address?"), ([NEW], "Confirm your new address"),
    ]  # fmt: skip
    assert address_of(user) == OLD
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
        ("email.asked", f"user:{user.pk}"), ("email.agreed", f"user:{user.pk}"),
        ("email.changed", f"user:{user.pk}"),
    ]  # fmt: skip
    assert "@" not in str(list(events.values("before", "after", "reason")))
    client.logout()
    sign_in(client, user)
    assert client.get("/manage/").status_code == 200


def test_a_password_without_the_old_mailbox_changes_nothing(client, user):
    """A thief reads the page and the new mailbox, never the letter to the old one."""
    sign_in(client, user)
    client.post(PAGE, {"email": "thief@evil.example"})
    letter = posted()[-1]
    assert (letter.to, "thief@evil.example" in letter.body, "Somebody knows your password" in letter.body) == (
        [OLD], True, True,
    )  # fmt: skip
    assert [one for one in posted() if one.to == ["thief@evil.example"]] == []
    with pytest.raises(Refused):
        change_address(by=user, key=key_of(mailed_link()))  # the old mailbox's key is no key of the new one
    with pytest.raises(Refused):
        change_address(by=user, key=change_key(user, "thief@evil.example", agreed=False))
    assert address_of(user) == OLD


def test_the_old_mailbox_is_asked_and_reading_its_page_sends_nothing(client, user, account):
    sign_in(client, user)
    client.post(PAGE, {"email": NEW})
    key = key_of(mailed_link())
    assert NEW in client.get(AGREE, {"key": key}).content.decode()
    assert [one.to for one in posted()] == [[OLD]]
    other = client.__class__()
    assert other.post(AGREE, {"key": key})["Location"].startswith("/accounts/login/")
    sign_in(other, account())
    other.post(AGREE, {"key": key})
    assert [one.to for one in posted()] == [[OLD]]
    for _ in range(6):
        last = client.post(AGREE, {"key": key}, follow=True)
    assert ([one.to for one in posted()], b"the most we send" in last.content) == ([[OLD], *[[NEW]] * 5], True)


def test_a_factor_stands_in_for_the_old_mailbox_and_only_while_it_stands(client, account):
    user = account(email=OLD, totp=True)
    client.post("/accounts/login/", {"login": OLD, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    key = ask(client)
    assert [one.to for one in posted()] == [[NEW]]
    Authenticator.objects.all().delete()
    with pytest.raises(Refused, match="does not work any more"):
        change_address(by=user, key=key)
    assert address_of(user) == OLD


@pytest.mark.parametrize("power", ["is_staff", "is_superuser"])
def test_a_moderator_without_a_factor_changes_no_address(client, user, power):
    key = change_key(user, NEW, agreed=True)
    User.objects.update(**{power: True})
    user.refresh_from_db()
    sign_in(client, user)
    answer = client.post(PAGE, {"email": NEW}, follow=True)
    assert (b"second factor" in answer.content, posted()) == (True, [])
    for act in (ask_for_address, agree_to_address, change_address):
        words = {"address": NEW} if act is ask_for_address else {"key": key}
        words = {"key": agree_key(user, NEW)} if act is agree_to_address else words
        with pytest.raises(Refused, match="Moderators set up a second factor"):
            act(by=user, **words)
    assert (address_of(user), posted()) == (OLD, [])


def enrols(client):
    """Whether the mailed link comes, and leads to a first factor."""
    before = len(posted())
    client.post("/accounts/2fa/start/")
    if len(posted()) > before:
        client.get(mailed_link())
    return client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_no_first_factor_while_a_change_can_be_taken_back(client, user, monkeypatch):
    sign_in(client, user)
    changed(client, user)
    user.refresh_from_db()
    before, now = len(posted()), timezone.now()
    text = client.post("/accounts/2fa/start/", follow=True).content.decode()
    assert ("Your address was changed lately" in text, "Send me the link" in text) == (True, False)
    assert len(posted()) == before
    link = f"/accounts/2fa/start/opened/?{urlencode({'key': keys.make_token(user)})}"
    for path in ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        assert client.get(link, follow=True).redirect_chain[-1][0] == "/accounts/2fa/start/"
        assert (client.get(path)["Location"], client.post(path)["Location"]) == ("/accounts/2fa/start/",) * 2
    for hours, expected in ((7 * 24 - 1, False), (7 * 24 + 1, True)):
        monkeypatch.setattr("accounts.addresses.timezone.now", lambda hours=hours: now + dt.timedelta(hours=hours))
        sign_in(client, user)
        assert client.get("/accounts/2fa/start/").status_code == 200
        assert enrols(client) is expected


def test_a_first_factor_can_be_set_up_once_the_address_is_back(client, user):
    sign_in(client, user)
    restore_address(key=changed(client, user))
    user.refresh_from_db()
    user.set_password(PASSWORD)
    user.save()
    cache.clear()
    sign_in(client, user)
    assert enrols(client) is True


def test_undoing_tells_moderators_and_the_log_what_was_done_to_teams_since(client, user, account, settings):
    settings.MODERATOR_EMAIL = "mods@example.com"
    clinic, elsewhere = ClinicFactory(name="Barton Creek"), ClinicFactory()
    join(user=user, clinic=clinic, role="owner", by="operator")
    join(user=account(), clinic=elsewhere, role="owner", by="operator")
    sign_in(client, user)
    key = changed(client, user)
    since = Event.objects.latest("pk").pk
    accomplice = account(email="accomplice@example.com")
    sent = invite(email=accomplice.email, role="owner", clinics=[clinic], by=user)
    accept(key=invitation_key(sent), by=accomplice)
    end(membership=clinic.memberships.get(user=user), by=accomplice, reason="removed")
    join(user=account(), clinic=elsewhere, role="editor", by="operator")
    restore_address(key=key)
    found = Event.objects.get(what="email.restored").after["since"]
    assert [(one["what"], one["subject"]) for one in found] == [
        (what, f"clinic:{clinic.pk}")
        for what in ("invitation.sent", "invitation.accepted", "member.joined", "member.ended")
    ]
    assert all(one["event"] > since for one in found)
    assert (found[2]["after"]["user"], found[3]["before"]["user"]) == (accomplice.pk, user.pk)
    letter = next(one for one in posted() if one.to == ["mods@example.com"])
    assert (letter.subject, f"user:{user.pk}" in letter.body, "4 changes" in letter.body) == (
        "An account was taken back", True, True,
    )  # fmt: skip
    assert [word for word in ("@", "Barton") if word in letter.body] == []


def test_no_letter_names_a_clinic_or_a_drug(client, user):
    sign_in(client, user)
    client.post(UNDO, {"key": changed(client, user)})
    words = " ".join(one.subject + re.sub(r"https?://\S+", "", one.body) for one in posted()).lower()
    assert len(posted()) == 7
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
    answers = []
    for address in (NEW, "Known@example.com"):
        asked = client.post(PAGE, {"email": address}, follow=True)
        agreed = client.post(AGREE, {"key": key_of(mailed_link())}, follow=True)
        answers.append(
            [re.sub(r'csrfmiddlewaretoken" value="\w+"', "", one.content.decode()) for one in (asked, agreed)]
        )
    assert answers[0] == answers[1]
    assert [(one.to, one.subject) for one in posted()] == [
        ([OLD], "Is it you who changes the address?"), ([NEW], "Confirm your new address"),
        ([OLD], "Is it you who changes the address?"), (["known@example.com"], "You have an account already"),
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


def sign_up(client, email):
    """The answer, without what differs from one visitor to the next."""
    sent = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    text = client.post("/accounts/signup/", sent, follow=True).content.decode()
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text).replace(email, "ADDRESS")


def test_who_signs_up_with_the_old_address_gets_the_way_back_once_more(client, user):
    sign_in(client, user)
    changed(client, user)
    before, visitor = len(posted()), client.__class__
    assert sign_up(visitor(), OLD.upper()).replace(OLD, "ADDRESS") == sign_up(visitor(), "somebody@example.com")
    letters = posted()[before:]
    assert [(one.to, one.subject) for one in letters] == [
        ([OLD], "Your address was changed"), (["somebody@example.com"], "Your code"),
    ]  # fmt: skip
    assert User.objects.filter(email=OLD).exists() is False
    restore_address(key=key_of(letters[0].body))
    assert address_of(user) == OLD


def test_a_second_letter_makes_the_time_to_undo_no_longer(client, user, monkeypatch):
    sign_in(client, user)
    changed(client, user)
    now = timezone.now()
    monkeypatch.setattr("accounts.addresses.timezone.now", lambda: now + dt.timedelta(days=6, hours=23))
    sign_up(client.__class__(), OLD)
    again = posted()[-1]
    assert again.to == [OLD]
    monkeypatch.setattr("accounts.addresses.timezone.now", lambda: now + dt.timedelta(days=7, minutes=1))
    with pytest.raises(Refused):
        restore_address(key=key_of(again.body))
    sign_up(client.__class__(), OLD)
    assert (posted()[-1].subject, User.objects.filter(email=OLD).count()) == ("Your code", 1)


def test_an_old_address_is_free_once_it_was_taken_back_or_its_account_is_gone(client, user):
    sign_in(client, user)
    key = changed(client, user)
    restore_address(key=key)
    sign_up(client.__class__(), NEW)
    assert User.objects.filter(email=NEW).exists()
    User.objects.filter(email=NEW).delete()
    user.refresh_from_db()
    user.set_password(PASSWORD)
    user.save()
    sign_in(client, user)
    changed(client, user)
    User.objects.all().delete()
    sign_up(client.__class__(), OLD)
    assert User.objects.filter(email=OLD).exists()


def test_another_account_gets_no_address_that_can_be_taken_back_and_its_owner_may_go_back(client, user, account):
    sign_in(client, user)
    changed(client, user)
    other = client.__class__()
    theirs = account(email="other@example.com")
    sign_in(other, theirs)
    before = len(posted())
    other.post(PAGE, {"email": OLD})
    other.post(AGREE, {"key": key_of(mailed_link())})
    assert [(one.to, one.subject) for one in posted()[before:]] == [
        (["other@example.com"], "Is it you who changes the address?"), ([OLD], "Your address was changed"),
    ]  # fmt: skip
    user.refresh_from_db()
    sign_in(client, user)
    client.post(CONFIRM, {"key": ask(client, OLD)})
    assert address_of(user) == OLD


def test_who_signed_up_and_never_gave_the_code_bars_no_way_back(client, user):
    sign_in(client, user)
    key = changed(client, user)
    cache.clear()  # nothing remembers the old address
    sign_up(client.__class__(), OLD)
    assert User.objects.filter(email=OLD).exists()
    restore_address(key=key)
    assert (address_of(user), User.objects.count()) == (OLD, 1)


def test_what_is_remembered_of_an_old_address_is_no_address(client, user):
    sign_in(client, user)
    changed(client, user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM rate_limits")
        kept = [(key, base64.b64decode(value)) for key, value in cursor.fetchall()]
    number = Event.objects.get(what="email.changed").pk
    assert number in [pickle.loads(value) for _, value in kept]
    assert [pair for pair in kept if b"example" in pair[1] or "left" in pair[0]] == []


def test_a_confirmed_account_with_the_old_address_is_not_touched(client, user, account):
    sign_in(client, user)
    key = changed(client, user)
    account(email=OLD)
    assert "There is an account with this address already" in client.post(UNDO, {"key": key}).content.decode()
    assert (address_of(user), User.objects.filter(email=OLD).count()) == (NEW, 1)
    assert Event.objects.filter(what="email.restored").count() == 0


@pytest.mark.parametrize(
    "key", ["", "x", "\x00", "é:1:2", "x" * 10_000, signing.dumps({"user": 1}, salt="other")], ids=len
)
def test_a_key_that_is_none_changes_nothing(client, user, key):
    sign_in(client, user)
    changed(client, user)
    for path in (UNDO, CONFIRM, AGREE):
        assert client.get(path, {"key": key}).status_code in {200, 400}
        answer = client.post(path, {"key": key}, follow=True)
        assert (answer.status_code, "does not work any more" in answer.content.decode()) == (200, True)
    assert address_of(user) == NEW


def test_an_address_that_another_got_a_moment_ago_is_a_sentence(client, user, account, monkeypatch):
    sign_in(client, user)
    key = ask(client)
    account(email=NEW)
    monkeypatch.setattr("accounts.actions.addresses.holders", lambda address: User.objects.none())  # looked before
    answer = client.post(CONFIRM, {"key": key}, follow=True)
    assert (answer.status_code, b"There is an account with this address already" in answer.content) == (200, True)
    assert (address_of(user), list(EmailAddress.objects.filter(user=user).values_list("email", flat=True))) == (
        OLD,
        [OLD],
    )
    assert Event.objects.filter(what="email.changed").count() == 0


@commits
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
def test_of_three_who_confirm_one_address_at_once_one_gets_it(account):
    users = [account() for _ in range(3)]
    links = [change_key(one, NEW, agreed=True) for one in users]

    def confirm(one, key):
        try:
            change_address(by=one, key=key)
        except Refused:
            return False
        return True

    assert sorted(at_once(*[partial(confirm, *pair) for pair in zip(users, links, strict=True)])) == [
        False,
        False,
        True,
    ]
    assert (User.objects.filter(email=NEW).count(), Event.objects.filter(what="email.changed").count()) == (1, 1)


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
