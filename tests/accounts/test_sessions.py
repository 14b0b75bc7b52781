"""Where somebody is signed in: seen and ended from elsewhere, without keeping from where."""

import pytest
from django.db import connection

from accounts.enums import Device
from accounts.models import Event, SignIn
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/accounts/sessions/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Secret/77 Mobile/15E148"
LAPTOP = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Secret/77 Chrome/131"
TABLET = "Mozilla/5.0 (Linux; Android 14; SM-X910) Secret/77 Safari/537.36"


def sign_in(client, user, agent=LAPTOP):
    visitor = client.__class__(HTTP_USER_AGENT=agent, REMOTE_ADDR="192.0.2.77")
    visitor.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return visitor


def inside(visitor):
    return visitor.get("/manage/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (PHONE, "phone"),
        (LAPTOP, "computer"),
        (TABLET, "tablet"),
        ("iPad", "tablet"),
        ("curl/8", "other"),
        ("", "other"),
    ],
)
def test_a_device_is_one_of_four_words(agent, device):
    assert Device.of(agent) == device


def test_each_session_is_listed_with_its_kind_and_nothing_else_is_kept(client, account):
    user = account()
    laptop = sign_in(client, user)
    sign_in(client, user, PHONE)
    sign_in(client, account(), TABLET)
    text = laptop.get(PAGE).content.decode()
    assert (text.count("A computer</b>, this one"), text.count("<b>A phone</b>"), text.count("<b>A tablet")) == (
        1,
        1,
        0,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_signin")
        rows = str(cursor.fetchall())
    assert (rows.count("computer"), "192.0.2" in rows, "Secret/77" in rows) == (1, False, False)


def test_one_is_ended_from_another(client, account):
    user = account()
    laptop, phone, tablet = (sign_in(client, user, agent) for agent in (LAPTOP, PHONE, TABLET))
    row = SignIn.objects.get(device="phone")
    answer = laptop.post(PAGE, {"which": row.pk}, follow=True)
    assert "It is ended." in answer.content.decode()
    assert (inside(laptop), inside(phone), inside(tablet)) == (True, False, True)
    assert "It had ended already." in laptop.post(PAGE, {"which": row.pk}, follow=True).content.decode()
    event = Event.objects.get(what="sessions.ended")
    assert (event.actor, event.subject, event.after) == (f"user:{user.pk}", f"user:{user.pk}", {"ended": 1})


def test_all_others_are_ended(client, account):
    user, other = account(), account()
    laptop, phone, tablet, theirs = (
        sign_in(client, user), sign_in(client, user, PHONE), sign_in(client, user, TABLET), sign_in(client, other),
    )  # fmt: skip
    laptop.post(PAGE)
    assert [inside(visitor) for visitor in (laptop, phone, tablet, theirs)] == [True, False, False, True]
    assert "End all but this one" not in laptop.get(PAGE).content.decode()


@pytest.mark.parametrize("which", ["0", "-1", "x", "\x00", "9" * 30, "9" * 10_000])
def test_a_number_that_is_none_ends_nothing(client, account, which):
    user = account()
    laptop, phone = sign_in(client, user), sign_in(client, user, PHONE)
    assert laptop.post(PAGE, {"which": which}).status_code == 302
    assert (inside(laptop), inside(phone)) == (True, True)


def test_nobody_ends_the_session_of_another(client, account):
    user, other = account(), account()
    laptop, theirs = sign_in(client, user), sign_in(client, other, PHONE)
    laptop.post(PAGE, {"which": SignIn.objects.get(device="phone").pk})
    assert inside(theirs)


def test_what_is_over_is_forgotten_at_the_next_sign_in(client, account):
    user = account()
    phone = sign_in(client, user, PHONE)
    phone.post("/accounts/logout/")
    assert (SignIn.objects.count(), SignIn.objects.alive().count()) == (1, 0)
    sign_in(client, user)
    assert list(SignIn.objects.values_list("device", flat=True)) == ["computer"]
