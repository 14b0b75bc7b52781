"""Deleting an account: the listings, the log and their history stay whole."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from accounts import post
from accounts.actions import delete_account
from accounts.exceptions import Refused
from accounts.models import Event, Letter, SignIn, User
from clinics.enums import MemberRole
from clinics.exceptions import NotAllowed
from clinics.models import Clinic, Membership, SiteState
from owners.actions.departures import departing
from owners.actions.memberships import join
from owners.models import Claim, Invitation
from tests.accounts.conftest import PASSWORD, posted
from tests.clinics.admin.test_rows_at_once import at_once
from tests.factories import ClinicFactory
from tests.transactions import commits

pytestmark = pytest.mark.django_db
PAGE = "/accounts/delete/"


@pytest.fixture
def clinic():
    return ClinicFactory(name="Barton Creek", slug="barton-creek")


@pytest.fixture
def user(account):
    return account(email="ann@example.com", name="Ann Private")


def sign_in(client, user):
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def member(user, clinic, role=MemberRole.OWNER):
    return join(user=user, clinic=clinic, role=role, by="operator")


def test_all_that_is_theirs_goes_and_the_log_keeps_a_number(client, user, account, clinic):
    other, pk = account(), user.pk
    member(user, clinic)
    member(other, clinic)
    Clinic.objects.update(confirmed_by=user, confirmed_on=dt.date(2026, 11, 1))
    sign_in(client, user)
    post.put_down(user.email, "Before", "Words")
    kept = list(Event.objects.values_list("pk", flat=True))
    answer = client.post(PAGE, follow=True)
    assert "Your account is deleted" in answer.content.decode()
    clinic.refresh_from_db()
    assert (User.objects.filter(pk=pk).exists(), list(Membership.objects.values_list("user", flat=True))) == (
        False,
        [other.pk],
    )
    assert (clinic.managed, clinic.confirmed_on, clinic.confirmed_by) == (True, dt.date(2026, 11, 1), None)
    assert set(kept) < set(Event.objects.values_list("pk", flat=True))
    assert [(e.actor, e.subject) for e in Event.objects.filter(what__in=["member.left", "user.deleted"]).order_by("id")] == [
        (f"user:{pk}", f"clinic:{clinic.pk}"), (f"user:{pk}", f"user:{pk}"),
    ]  # fmt: skip
    assert not any(word in str(list(Event.objects.values())) for word in ("ann@", "Ann", "Private"))
    assert [(one.to, one.subject) for one in posted()] == [(["ann@example.com"], "Your account is deleted")]
    assert (SignIn.objects.filter(user_id=pk).count(), Letter.objects.count()) == (0, 0)
    assert client.get("/manage/").status_code == 302


def test_every_session_of_theirs_is_over(client, user):
    phone = client.__class__()
    sign_in(phone, user)
    sign_in(client, user)
    key = phone.session.session_key
    client.post(PAGE)
    assert (Session.objects.filter(session_key=key).exists(), phone.get("/manage/").status_code) == (False, 302)


def test_it_asks_for_the_password_again_and_for_the_factor(client, account):
    user, locked = account(), account(totp=True)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert client.post(PAGE)["Location"].startswith("/accounts/reauthenticate/")
    client.force_login(locked, "django.contrib.auth.backends.ModelBackend")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.post(PAGE)["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert User.objects.count() == 2


def test_who_answers_alone_is_told_and_says_so(client, user, clinic):
    member(user, clinic)
    sign_in(client, user)
    assert "Barton Creek" in client.get(PAGE).content.decode()
    text = client.post(PAGE).content.decode()
    assert ("Nobody else answers for Barton Creek" in text, 'aria-invalid="true"' in text) == (True, True)
    clinic.refresh_from_db()
    assert (User.objects.count(), clinic.managed, Membership.objects.count()) == (1, True, 1)
    before = SiteState.now().revision
    client.post(PAGE, {"give_up": "on"})
    clinic.refresh_from_db()
    assert (User.objects.count(), clinic.managed, clinic.status) == (0, False, "listed")
    assert SiteState.now().revision > before


def test_the_only_owner_among_others_hands_over_first(client, user, account, clinic):
    other = account()
    member(user, clinic)
    member(other, clinic, MemberRole.EDITOR)
    sign_in(client, user)
    text = client.post(PAGE, {"give_up": "on"}).content.decode()
    assert ("You are the only owner of Barton Creek" in text, User.objects.count()) == (True, 2)
    Membership.objects.filter(user=other).update(role=MemberRole.OWNER)
    client.post(PAGE)
    assert list(User.objects.all()) == [other]


def test_an_editor_just_goes(client, user, account, clinic):
    member(account(), clinic)
    member(user, clinic, MemberRole.EDITOR)
    sign_in(client, user)
    client.post(PAGE)
    assert (User.objects.count(), Membership.objects.count()) == (1, 1)


def test_a_request_that_waits_is_taken_back_first(client, user, clinic):
    Claim.objects.create(clinic=clinic, user=user, role_said="owner")
    sign_in(client, user)
    text = client.post(PAGE).content.decode()
    assert ("A request of yours waits" in text, User.objects.count()) == (True, 1)
    Claim.objects.update(status="withdrawn")
    client.post(PAGE)
    assert (User.objects.count(), Claim.objects.get().user) == (0, None)


def test_nobody_joins_later_on_their_word(client, user, clinic):
    member(user, clinic)
    later = timezone.now() + dt.timedelta(days=7)
    Invitation.objects.create(clinic=clinic, email="bo@example.com", role="owner", invited_by=user, expires_at=later)
    sign_in(client, user)
    client.post(PAGE, {"give_up": "on"})
    assert list(Invitation.objects.values_list("status", "email")) == [("withdrawn", "")]


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_superuser": True}])
def test_moderators_do_not_delete_their_account(account, fields):
    user = account(**fields)
    with pytest.raises(Refused, match="Moderators do not delete"):
        delete_account(by=user, departing=departing(user, give_up=True))
    assert User.objects.count() == 1


def test_sending_it_twice_is_a_sign_in_page(client, user):
    sign_in(client, user)
    client.post(PAGE)
    assert client.post(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"


@commits
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")
def test_two_owners_who_go_at_once_do_not_leave_it_without_a_word(account, clinic):
    first, second = account(), account()
    member(first, clinic)
    member(second, clinic)

    def go(user):
        try:
            delete_account(by=user, departing=departing(user, give_up=False))
        except NotAllowed:
            return False
        return True

    assert sorted(at_once(lambda: go(first), lambda: go(second))) == [False, True]
    assert (Membership.objects.count(), User.objects.count()) == (1, 1)
    clinic.refresh_from_db()
    assert clinic.managed
