"""A stolen password is not enough: neither to set a second factor up, nor to take one away."""

import datetime as dt
import re
from smtplib import SMTPServerDisconnected

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actions import reset_factors
from accounts.enrolment import keys
from accounts.exceptions import Refused
from accounts.models import Event, Letter, User
from tests.accounts.conftest import PASSWORD, code_of, mailed_link, open_enrolment, posted
from tests.moderators import moderator, signed_in
from tests.transactions import commits

pytestmark = commits
ACTIVATE = "/accounts/2fa/totp/activate/"


@pytest.fixture
def user(account):
    return account(is_staff=True, is_superuser=True)


def sign_in(client, user):
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def set_up(client):
    """Types the code of the secret on the page; the secret."""
    secret = re.search(r'class="secret">(\w+)<', client.get(ACTIVATE).content.decode())[1]
    client.post(ACTIVATE, {"code": code_of(secret)})
    return secret


def factors(user):
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def test_the_password_alone_sets_nothing_up(client, user):
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for answer in (client.get(ACTIVATE), client.post(ACTIVATE, {"code": "123456"})):
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/start/")
    assert factors(user) == []


def test_the_mailed_link_leads_to_a_factor_and_the_log_and_a_mail_say_so(client, user):
    sign_in(client, user)
    open_enrolment(client)
    assert (posted()[0].to, posted()[0].subject) == ([user.email], "Set up your second factor")
    assert not re.search("ketamine|clinic", posted()[0].subject + posted()[0].body, re.IGNORECASE)
    set_up(client)
    assert factors(user) == ["recovery_codes", "totp"]
    assert sorted(Event.objects.filter(what="factor.added").values_list("after__type", flat=True)) == factors(user)
    assert [m.subject for m in posted()[1:]] == ["Your second factor has changed"]


def test_the_link_works_once(client, user):
    sign_in(client, user)
    open_enrolment(client)
    link = mailed_link()
    set_up(client)
    Authenticator.objects.filter(user=user, type="recovery_codes").delete()
    answer = client.get(link, follow=True)
    assert ("does not work any more" in answer.content.decode(), factors(user)) == (True, ["totp"])


def test_the_link_works_for_an_hour(client, user, monkeypatch):
    sign_in(client, user)
    client.post("/accounts/2fa/start/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    made = dt.datetime.now()
    monkeypatch.setattr(keys, "_now", lambda: made + dt.timedelta(minutes=59))
    assert (client.get(mailed_link())["Location"], client.get(ACTIVATE).status_code) == (ACTIVATE, 200)
    monkeypatch.setattr(keys, "_now", lambda: made + dt.timedelta(minutes=61))
    assert client.get(mailed_link())["Location"] == "/accounts/2fa/start/"
    assert client.get(ACTIVATE)["Location"] == "/accounts/2fa/start/"


def test_a_new_password_ends_the_link(client, user):
    sign_in(client, user)
    client.post("/accounts/2fa/start/")
    user.set_password("another long sentence")
    user.save()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.get(mailed_link())["Location"] == "/accounts/2fa/start/"


def test_the_link_of_one_account_opens_no_other(client, user, account):
    sign_in(client, user)
    client.post("/accounts/2fa/start/")
    other = account(is_staff=True)
    client.logout()
    sign_in(client, other)
    assert client.get(mailed_link())["Location"] == "/accounts/2fa/start/"
    assert client.get(ACTIVATE)["Location"] == "/accounts/2fa/start/"


@pytest.mark.parametrize("key", ["", "x", "\x00", "é-1", "1" * 10_000])
def test_a_link_that_is_none_is_a_sentence(client, user, key):
    sign_in(client, user)
    answer = client.get("/accounts/2fa/start/opened/", {"key": key}, follow=True)
    assert answer.status_code in {200, 400}
    assert factors(user) == []


def test_a_stranger_gets_no_link(client):
    answer = client.post("/accounts/2fa/start/")
    assert (answer["Location"], posted()) == ("/accounts/login/?next=/accounts/2fa/start/", [])


def test_only_so_many_links_a_day(client, user):
    sign_in(client, user)
    for _ in range(11):
        last = client.post("/accounts/2fa/start/", follow=True)
    assert (len(posted()), b"the most we send" in last.content) == (10, True)


def test_a_mail_server_that_is_away_stops_no_page_and_tells_no_stranger_from_a_holder(client, user, monkeypatch):
    def away(*args, **kwargs):
        raise SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
        sign_in(client, user)
        assert b"is on its way" in client.post("/accounts/2fa/start/", follow=True).content
        client.logout()
        known = client.post("/accounts/password/reset/", {"email": user.email})
        unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.com"})
        assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
        assert posted() == []
    Letter.objects.update(next_try_at=timezone.now())
    assert [letter.to for letter in posted()] == [[user.email], [user.email]]


PAGES = ["totp/deactivate", "recovery-codes", "recovery-codes/generate", "recovery-codes/download"]


@pytest.mark.parametrize("page", PAGES)
def test_a_session_from_before_the_factor_neither_reads_codes_nor_removes_it(client, account, page):
    user = account(totp=True)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    path = f"/accounts/2fa/{page}/"
    for answer in (client.get(path), client.post(path)):
        assert answer["Location"] == f"/accounts/2fa/reauthenticate/?next={path}"
    assert factors(user) == ["recovery_codes", "totp"]


def test_a_moderator_cannot_be_without(client):
    user = moderator("moderator")
    boss = signed_in(user)
    boss.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = boss.post("/accounts/2fa/totp/deactivate/", follow=True)
    assert "Moderators keep a second factor" in answer.content.decode()
    assert factors(user) == ["totp"]


def test_others_may_give_it_up_and_the_log_says_so(client, account):
    user = account(totp=True)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/totp/deactivate/")
    assert factors(user) == []
    assert [e.before["type"] for e in Event.objects.filter(what="factor.removed")] == ["recovery_codes", "totp"]


def test_new_recovery_codes_are_in_the_log(client, account):
    user = account(totp=True)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert [e.after for e in Event.objects.filter(what="factor.renewed")] == [{"type": "recovery_codes"}]


def test_a_colleague_takes_a_lost_factor_away(account):
    user, boss = account(is_staff=True, totp=True), moderator()
    admin = signed_in(boss)
    admin.post("/admin/accounts/user/", {"action": "reset_factors", "_selected_action": [user.pk, boss.pk]})
    assert (factors(user), factors(boss)) == ([], ["totp"])
    event = Event.objects.get(what="factor.reset")
    assert (event.actor, event.subject, event.before) == (
        f"user:{boss.pk}", f"user:{user.pk}", {"types": ["recovery_codes", "totp"]},
    )  # fmt: skip
    assert [(m.to, m.subject) for m in posted()] == [([user.email], "Your second factor has changed")]


def test_a_senior_resets_no_superuser(account):
    with pytest.raises(Refused, match="Only a superuser"):
        reset_factors(account(is_superuser=True, totp=True), by=moderator("senior"))


def test_the_operator_resets_from_the_shell(account, capsys):
    user = account(is_staff=True, totp=True)
    call_command("reset_second_factor", user.email.upper())
    assert (factors(user), "Done" in capsys.readouterr().out) == ([], True)
    assert Event.objects.get(what="factor.reset").actor == "operator"
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("reset_second_factor", user.email)
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody@example.com")


def test_the_log_says_who_was_given_which_power():
    boss, other = moderator(), moderator("moderator")
    admin = signed_in(boss)
    admin.post(f"/admin/accounts/user/{other.pk}/change/", {"name": "Ann", "is_superuser": "on"})
    event = Event.objects.get(what="user.roles_changed")
    assert (event.subject, event.before, event.after) == (
        f"user:{other.pk}", {"is_superuser": False}, {"is_superuser": True},
    )  # fmt: skip


NEW = "another long sentence"


def test_a_ban_is_not_undone_by_a_password_that_is_being_changed(client, user, monkeypatch):
    """The long hashing is the moment to be banned in."""
    slow = User.set_password

    def banned_meanwhile(self, password):
        User.objects.filter(pk=self.pk).update(is_active=False, is_staff=False)
        slow(self, password)

    sign_in(client, user)
    monkeypatch.setattr(User, "set_password", banned_meanwhile)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert (user.check_password(NEW), user.is_active, user.is_staff) == (True, False, False)


def test_whose_password_is_changed_is_told(client, user):
    sign_in(client, user)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    letter = posted()[-1]
    assert (letter.to, letter.subject) == ([user.email], "Your password has changed")
    assert "set a new password:" in letter.body
    assert Event.objects.filter(what="password.changed").count() == 1


def test_a_used_link_stays_dead_when_the_factor_is_taken_away(client, user):
    sign_in(client, user)
    open_enrolment(client)
    link = mailed_link()
    set_up(client)
    reset_factors(user, by="operator")
    assert client.get(ACTIVATE)["Location"] == "/accounts/2fa/start/"
    assert client.get(link)["Location"] == "/accounts/2fa/start/"


@pytest.mark.parametrize("goal", ["http://[", "//[", "http://℀.com/", "a\nb"])
@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/password/reset/", "/accounts/logout/", "/admin/login/"]
)
def test_an_address_to_go_on_to_that_is_none(client, path, goal):
    assert client.get(path, {"next": goal}).status_code in {200, 302}
    assert client.post(path, {"next": goal}).status_code in {200, 302}


def test_the_codes_are_downloaded_as_plain_text(client, account):
    user = account(totp=True)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.get("/accounts/2fa/recovery-codes/download/")
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    lines = answer.content.decode().splitlines()
    assert (answer["Content-Type"], "attachment" in answer["Content-Disposition"]) == ("text/plain", True)
    assert ([line for line in lines if line in codes], "no-store" in answer["Cache-Control"]) == (codes, True)
