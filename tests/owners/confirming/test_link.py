"""The mailed link: one press, one listing, one time."""

import time

import pytest
from django.core import signing

from clinics.actions.suspension import suspend
from clinics.models import Clinic
from owners.actions.confirming import SALT, confirm, link_key
from owners.actions.memberships import end
from tests.owners.confirming.conftest import ago, confirmed, today
from tests.owners.team.conftest import body, member_of, membership

pytestmark = pytest.mark.django_db
PATH = "/manage/confirm/"


@pytest.fixture
def owner(clinic):
    confirmed(clinic, ago(80))
    return member_of(clinic, "owner")


def link(clinic, user):
    return f"{PATH}?key={link_key(clinic, user)}"


def test_opening_confirms_nothing_and_the_button_confirms_without_a_sign_in(client, clinic, owner):
    path = link(clinic, owner)
    assert (client.get(path).status_code, client.head(path).status_code) == (200, 200)
    assert Clinic.objects.get().confirmed_on == ago(80)
    assert "Thank you" in body(client.post(path))
    now = Clinic.objects.get()
    assert (now.confirmed_on, now.confirmed_by) == (today(), owner)
    assert client.get(f"/manage/{clinic.pk}/").status_code == 302


def test_a_used_link_is_dead(client, clinic, owner):
    path = link(clinic, owner)
    assert [client.post(path).status_code, client.post(path).status_code, client.get(path).status_code] == [
        200,
        410,
        410,
    ]


@pytest.mark.parametrize("what", ["confirmed since", "no member", "banned", "suspended", "too old"])
def test_a_link_dies_with_what_it_is_about(client, clinic, owner, monkeypatch, what):
    second = member_of(clinic, "owner")
    path = link(clinic, second)
    assert client.get(path).status_code == 200
    if what == "confirmed since":
        confirm(clinic=clinic, by=owner)
    elif what == "no member":
        end(membership=membership(second, clinic), by=owner, reason="removed")
    elif what == "banned":
        type(second).objects.filter(pk=second.pk).update(is_active=False)
    elif what == "suspended":
        suspend(clinic, by="operator", reason="unsafe")
    else:
        then = time.time()
        monkeypatch.setattr("django.core.signing.time.time", lambda: then + 31 * 86400)
    before = Clinic.objects.get().confirmed_on
    answers = [client.get(path), client.post(path)]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert [clinic.name in body(answer) for answer in answers] == [False, False]
    assert Clinic.objects.get().confirmed_on == before


def test_links_that_are_no_links_are_dead(client, clinic, owner):
    said = [clinic.pk, owner.pk, ago(80).isoformat()]
    keys = [
        "", "x", link_key(clinic, owner)[:-3] + "abc", signing.dumps(said, salt="owners.invitation"),
        signing.dumps([clinic.pk, owner.pk + 99, said[2]], salt=SALT), signing.dumps([*said[:2], ""], salt=SALT),
    ]  # fmt: skip
    assert [client.post(f"{PATH}?key={key}").status_code for key in keys] == [410] * len(keys)
    assert Clinic.objects.get().confirmed_on == ago(80)


def test_a_page_of_another_site_cannot_press_the_button(clinic, owner):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(link(clinic, owner)).status_code == 403
    assert Clinic.objects.get().confirmed_on == ago(80)
