"""Making an account: by whoever reads the mailbox, and without telling anybody who has one."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import Event, Letter, User
from tests.accounts.conftest import PASSWORD, posted
from tests.clinics.admin.test_rows_at_once import at_once
from tests.transactions import commits

pytestmark = pytest.mark.django_db
NEW = "new@example.com"
CODE_PAGE = "/accounts/confirm-email/"


def sign_up(client, email=NEW, **fields):
    return client.post("/accounts/signup/", {"email": email, "password1": PASSWORD, "password2": PASSWORD, **fields})


def mailed_code():
    return re.search(r"^[A-Z0-9]{4}-?[A-Z0-9]{4}$", posted()[-1].body, re.MULTILINE)[0]


def masked(page, email):
    """The page without what differs from one visitor to the next."""
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    return text.replace(email, "ADDRESS")


def test_whoever_reads_the_mailbox_gets_an_account(client):
    answer = sign_up(client, name="  Ann   Lee ")
    assert (answer.status_code, answer["Location"]) == (302, CODE_PAGE)
    assert NEW in client.get(CODE_PAGE).content.decode()
    assert client.get("/manage/")["Location"] == "/accounts/login/?next=/manage/"
    answer = client.post(CODE_PAGE, {"code": mailed_code()})
    user = User.objects.get(email=NEW)
    assert (answer["Location"], client.get("/manage/").status_code) == ("/manage/", 200)
    assert (user.name, user.is_staff, EmailAddress.objects.get(user=user).verified) == ("Ann Lee", False, True)
    events = Event.objects.filter(subject=f"user:{user.pk}").order_by("id")
    assert [event.what for event in events] == ["user.signed_up", "email.confirmed"]
    assert "new@" not in str(list(Event.objects.values()))
    assert [(letter.to, letter.subject) for letter in posted()] == [([NEW], "Your code")]


def test_the_letter_names_no_clinic_and_no_drug(client, account):
    known = account()
    sign_up(client)
    sign_up(client.__class__(), known.email)
    client.__class__().post("/accounts/password/reset/", {"email": known.email})
    letters = posted()
    assert [letter.subject for letter in letters] == ["Your code", "You have an account already", "Set a new password"]
    words = " ".join(letter.subject + letter.body for letter in letters).lower()
    assert [word for word in ("ketamine", "clinic", "depress", "example.com!", "thank you") if word in words] == []


def test_a_known_address_gets_every_answer_that_a_new_one_gets(client, account):
    known, other = account(), client.__class__()
    answers = [sign_up(client), sign_up(other, known.email)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(302, CODE_PAGE)] * 2
    for path in (CODE_PAGE, "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/manage/"):
        first, second = client.get(path), other.get(path)
        assert (first.status_code, first.get("Location")) == (second.status_code, second.get("Location"))
        assert masked(first, NEW) == masked(second, known.email)
    for tried in ("000000", "", "\x00", "x" * 10_000):
        first, second = (visitor.post(CODE_PAGE, {"code": tried}) for visitor in (client, other))
        assert (first.status_code, first.get("Location")) == (second.status_code, second.get("Location"))
        assert masked(first, NEW) == masked(second, known.email)
    assert set(client.cookies) == set(other.cookies)
    assert [(letter.to, letter.subject) for letter in posted()] == [
        ([NEW], "Your code"), ([known.email], "You have an account already"),
    ]  # fmt: skip


def test_a_known_address_takes_as_much_hashing(client, account, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    known, hashed = account(), []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *a, **k: hashed.append(1) or encode(self, *a, **k))
    sign_up(client)
    new = len(hashed)
    sign_up(client.__class__(), known.email.upper())
    assert (new, len(hashed) - new) == (1, 1)


def test_a_known_address_keeps_its_password_and_name(client, account):
    known = account(name="Before")
    sign_up(client, known.email, name="After", password1="another long sentence", password2="another long sentence")
    known.refresh_from_db()
    assert (known.check_password(PASSWORD), known.name, User.objects.count()) == (True, "Before", 1)


def test_without_the_code_there_is_no_way_in_and_a_sign_in_sends_another(client):
    sign_up(client)
    other = client.__class__()
    answer = other.post("/accounts/login/", {"login": NEW, "password": PASSWORD})
    assert (answer["Location"], other.get("/manage/").status_code) == (CODE_PAGE, 302)
    other.post(CODE_PAGE, {"code": mailed_code()})
    assert (other.get("/manage/").status_code, len(posted())) == (200, 2)


def test_the_code_of_another_session_is_none(client):
    sign_up(client)
    other = client.__class__()
    sign_up(other, "other@example.com")
    other.post(CODE_PAGE, {"code": mailed_code()})
    code = re.search(r"^[A-Z0-9]{4}-?[A-Z0-9]{4}$", posted()[1].body, re.MULTILINE)[0]
    client.post(CODE_PAGE, {"code": code})
    assert EmailAddress.objects.get(email=NEW).verified is False


def test_three_wrong_codes_end_it_even_for_the_right_one(client):
    sign_up(client)
    code = mailed_code()
    for _ in range(3):
        client.post(CODE_PAGE, {"code": "000-000"})
    client.post(CODE_PAGE, {"code": code})
    assert (EmailAddress.objects.get(email=NEW).verified, client.get("/manage/").status_code) == (False, 302)


def test_the_code_works_for_a_quarter_of_an_hour(client, monkeypatch):
    import time

    sign_up(client)
    code, now = mailed_code(), time.time()
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: now + 15 * 60 + 5)
    client.post(CODE_PAGE, {"code": code})
    assert EmailAddress.objects.get(email=NEW).verified is False


WRONG = {
    "a common password": ({"password1": "password123", "password2": "password123"}, "too common"),
    "a short password": ({"password1": "Kx7!q", "password2": "Kx7!q"}, "too short"),
    "two passwords": ({"password2": "another long sentence"}, "the same password"),
    "no address": ({"email": "nobody"}, "valid email"),
    "a NUL": ({"email": "a\x00b@example.com"}, "ull characters"),
    "a long address": ({"email": "a" * 60 + "@" + ("b" * 60 + ".") * 4 + "com"}, "at most 254 characters"),
    "a huge address": ({"email": "a" * 10_000 + "@example.com"}, "email"),
    "a long name": ({"name": "x" * 10_000}, "60 characters"),
    "an address as a name": ({"name": "Listing blocked. See https://evil.example/login"}, "no web or mail address"),
    "a host as a name": ({"name": "Sign in at evil.example"}, "no web or mail address"),
    "a host in other dots": ({"name": "Sign in at evil。example"}, "no web or mail address"),
    "www as a name": ({"name": "WWW.evil"}, "no web or mail address"),
    "a number as a name": ({"name": "See 10.1.2.3"}, "no web or mail address"),
    "a mailbox as a name": ({"name": "ann＠evil"}, "no web or mail address"),
    "a turned name": ({"name": "Ann \u202egnihton"}, "ordinary signs"),
}


@pytest.mark.parametrize(("fields", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_beside_the_field_and_at_the_top(client, fields, words):
    sent = {"email": NEW, "name": "Ann Lee", **fields}
    answer = sign_up(client, **{key: sent[key] for key in sent if key != "email"}, email=sent["email"])
    text = answer.content.decode()
    assert (answer.status_code, User.objects.count(), Letter.objects.count()) == (200, 0, 0)
    field = next(iter(fields))
    assert words in text
    assert f'<a href="#id_{field}">' in text
    assert re.search(rf'id="id_{field}"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="id_{field}"', text)
    assert re.search(rf'aria-describedby="[^"]*id_{field}_error', text)
    if field != "name":
        assert 'value="Ann Lee"' in text


@pytest.mark.parametrize(
    "name", ["Ann Lee, M.D.", "J.R. Lee", "Dr. Zoë O’Neil-Ng", "Li 李", "Lee Jr.", "Ann Lee, Ph.D.", "N" * 60]
)
def test_names_that_people_have_pass(client, name):
    sign_up(client, name=name)
    assert User.objects.get(email=NEW).name == name


def test_a_moderator_types_no_address_as_a_name_either():
    for name in ("See evil.example", "N" * 61):
        with pytest.raises(ValidationError):
            User(email=NEW, name=name, password="x").full_clean()


def test_too_many_from_one_connection_wait(client):
    answers = [sign_up(client.__class__(), f"p{number}@example.com").status_code for number in range(12)]
    assert answers == [302] * 10 + [429] * 2


def test_who_sends_the_form_twice_gets_one_letter_and_its_code_works(client):
    assert [sign_up(client)["Location"] for _ in range(2)] == [CODE_PAGE] * 2
    client.post(CODE_PAGE, {"code": mailed_code()})
    assert (User.objects.count(), len(posted()), client.get("/manage/").status_code) == (1, 1, 200)


@commits
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
def test_two_at_once_make_one_account(client):
    answers = at_once(*[lambda: sign_up(client.__class__())["Location"]] * 3)
    assert (answers, User.objects.filter(email=NEW).count()) == ([CODE_PAGE] * 3, 1)


def test_moderators_go_on_to_moderation_and_others_to_their_desk(client, account):
    for fields, goal in (({}, "/manage/"), ({"is_staff": True}, "/admin/")):
        other = client.__class__()
        user = account(**fields)
        assert other.post("/accounts/login/", {"login": user.email, "password": PASSWORD})["Location"] == goal


def test_who_is_banned_signs_up_again_without_success(client, account):
    user = account(is_active=False)
    assert sign_up(client, user.email)["Location"] == CODE_PAGE
    user.refresh_from_db()
    assert (user.is_active, User.objects.count()) == (False, 1)
