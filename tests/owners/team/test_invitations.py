"""An invitation is for one mailbox, works for two weeks, and brings nobody back."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.core import signing

from accounts.models import Event, Letter
from clinics.models import Organization
from owners.actions import invitations
from owners.actions.memberships import end, hand_over, join
from owners.models import Invitation
from tests.factories import ClinicFactory, UserFactory
from tests.owners.team.at_once import at_once, several
from tests.owners.team.conftest import asked, body, link_to, member_of, membership, person, roles, signed_in
from tests.transactions import commits

pytestmark = pytest.mark.django_db
DEAD = "This link does not work any more"


def login(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_opening_the_link_does_nothing_and_pressing_the_button_joins(client, clinic, owner):
    link = asked(owner, clinic)
    new = person(email="new@example.com")
    login(client, new)
    assert client.get(link).status_code == 200
    assert roles(clinic) == {owner.pk: "owner"}
    assert client.post(link).headers["Location"] == f"/manage/{clinic.pk}/"
    assert roles(clinic) == {owner.pk: "owner", new.pk: "editor"}
    row = Invitation.objects.get()
    assert (row.status, row.email, row.accepted_by) == ("accepted", "", new)


def test_accepting_twice_is_the_same_membership(client, clinic, owner):
    link = asked(owner, clinic)
    login(client, person(email="new@example.com"))
    assert [client.post(link).status_code for _ in range(2)] == [303, 303]
    assert len(roles(clinic)) == 2


def test_a_used_link_brings_nobody_back_who_was_removed(client, clinic, owner):
    link = asked(owner, clinic)
    new = person(email="new@example.com")
    login(client, new).post(link)
    end(membership=membership(new, clinic), by=owner, reason="removed")
    assert client.post(link).status_code == 410
    assert roles(clinic) == {owner.pk: "owner"}


def test_a_stranger_with_the_link_is_asked_to_sign_in_or_up_and_comes_back_to_it(client, clinic, owner):
    link = asked(owner, clinic)
    page = body(client.get(link))
    back = "next=%2Fmanage%2Finvitation%2F%3Fkey%3D"
    assert (f"/accounts/login/?{back}" in page, f"/accounts/signup/?{back}" in page) == (True, True)
    assert "new@example.com" not in page
    assert client.post(link).status_code == 200
    assert roles(clinic) == {owner.pk: "owner"}


@pytest.mark.parametrize("verified", [True, False])
def test_another_address_or_one_that_is_not_verified_is_refused_without_naming_any(client, clinic, owner, verified):
    link = asked(owner, clinic)
    user = UserFactory(email="other@example.com" if verified else "new@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    login(client, user)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 403
        assert "was sent to another address" in body(answer)
        assert ("new@example.com" in body(answer), clinic.name in body(answer)) == (False, False)
    assert roles(clinic) == {owner.pk: "owner"}


def dead_links(clinic, owner):
    good = asked(owner, clinic)
    number = Invitation.objects.get().pk
    yield "forged", good[:-2] + ("AA" if good[-2:] != "AA" else "BB")
    yield "other salt", "/manage/invitation/?key=" + signing.dumps([number], salt="owners.confirm")
    yield "empty", "/manage/invitation/"
    yield "odd", "/manage/invitation/?key=%E2%80%AE" + "a" * 300
    yield "unknown", "/manage/invitation/?key=" + invitations.key_of([Invitation(pk=number + 1000)])


def test_links_that_are_no_links_get_one_calm_page(client, clinic, owner):
    login(client, person(email="new@example.com"))
    found = {name: client.post(link) for name, link in dead_links(clinic, owner)}
    assert {name: answer.status_code for name, answer in found.items()} == dict.fromkeys(found, 410)
    assert {body(answer).count(DEAD) > 0 for answer in found.values()} == {True}
    assert roles(clinic) == {owner.pk: "owner"}


@pytest.mark.parametrize("end_of_it", ["expired row", "expired link", "taken back", "removed", "handed over", "banned"])
def test_a_link_dies_with_time_or_with_whoever_sent_it(client, clinic, owner, editor, monkeypatch, end_of_it):
    second = member_of(clinic, "owner")
    link = asked(second, clinic, role="owner")
    login(client, person(email="new@example.com"))
    assert client.get(link).status_code == 200
    if end_of_it == "expired row":
        Invitation.objects.update(expires_at="2026-01-01T00:00:00Z")
    elif end_of_it == "expired link":
        then = time.time()
        monkeypatch.setattr("django.core.signing.time.time", lambda: then + 15 * 86400)
    elif end_of_it == "taken back":
        invitations.take_back(invitation=Invitation.objects.get(), by=owner)
    elif end_of_it == "removed":
        end(membership=membership(second, clinic), by=owner, reason="removed")
    elif end_of_it == "handed over":
        hand_over(to=membership(editor, clinic), by=second)
    else:
        type(second).objects.filter(pk=second.pk).update(is_active=False)
    before = roles(clinic)
    if end_of_it == "expired link":  # the session would be too old as well
        with pytest.raises(invitations.DeadLink):
            invitations.read(link.partition("key=")[2].replace("%3A", ":"))
    else:
        assert client.post(link).status_code == 410
    assert roles(clinic) == before


def test_inviting_again_sends_a_new_letter_for_the_same_invitation(clinic, owner):
    asked(owner, clinic, email="New@Example.com".lower())
    asked(owner, clinic, role="owner")
    assert Letter.objects.filter(to="new@example.com").count() == 2
    assert list(Invitation.objects.values_list("role", flat=True)) == ["owner"]


def test_the_answer_does_not_tell_who_has_an_account(clinic, owner):
    person(email="known@example.com")
    site = signed_in(owner)
    answers = []
    for email in ("known@example.com", "unknown@example.com"):
        sent = site.post(f"/manage/{clinic.pk}/team/invite/", {"email": email, "role": "editor"})
        answers.append(
            (sent.status_code, body(site.get(f"/manage/{clinic.pk}/team/")).count("The invitation was sent"))
        )
        Invitation.objects.all().delete()
    assert answers == [(303, 1), (303, 1)]


def test_at_most_twenty_invitations_a_day_leave_one_account(clinic, owner):
    for number in range(invitations.A_DAY):
        asked(owner, clinic, email=f"n{number}@example.com")
    site = signed_in(owner)
    answer = site.post(f"/manage/{clinic.pk}/team/invite/", {"email": "one@example.com", "role": "editor"})
    assert (answer.status_code, "one@example.com" in body(answer)) == (429, True)
    assert Invitation.objects.filter(email="one@example.com").count() == 0


def test_one_letter_invites_to_several_listings_of_the_organization_that_one_owns(clinic, owner):
    clinic.organization = Organization.objects.create(name="Creek Group")
    clinic.save()
    owned, edited, foreign = (ClinicFactory(organization=clinic.organization) for _ in range(3))
    join(user=owner, clinic=owned, role="owner", by="operator")
    join(user=owner, clinic=edited, role="editor", by="operator")
    site, url = signed_in(owner), f"/manage/{clinic.pk}/team/invite/"
    page = body(site.get(url))
    assert [f'value="{one.pk}"' in page for one in (clinic, owned, edited, foreign)] == [True, True, False, False]
    said = {"email": "new@example.com", "role": "editor"}
    for one in (edited, foreign):
        assert site.post(url, {**said, "clinics": [clinic.pk, one.pk]}).status_code == 200
    assert Invitation.objects.count() == 0
    assert site.post(url, {**said, "clinics": [clinic.pk, owned.pk]}).status_code == 303
    new = person(email="new@example.com")
    answer = signed_in(new).post(link_to("new@example.com"))
    assert answer.headers["Location"] == "/manage/"
    assert (roles(clinic)[new.pk], roles(owned)[new.pk]) == ("editor", "editor")


def test_the_addresses_of_invitations_that_are_over_are_blanked(clinic, owner):
    for email in ("old@example.com", "new@example.com"):
        asked(owner, clinic, email=email)
    Invitation.objects.filter(email="old@example.com").update(expires_at="2026-01-01T00:00:00Z")
    assert [invitations.expire(), invitations.expire()] == [1, 0]
    assert set(Invitation.objects.values_list("status", "email")) == {("expired", ""), ("open", "new@example.com")}
    assert "example.com" not in str(list(Event.objects.values_list("before", "after", "subject")))


def test_a_name_with_line_ends_and_hidden_marks_stays_one_line_in_a_letter(client, clinic, owner):
    link = asked(owner, clinic)
    login(client, person(email="new@example.com", name="Dana\n\nOpen\u202e this")).post(link)
    assert "Dana Open this has joined. Role: Editor." in Letter.objects.get(to=owner.email).text


@several
@commits
def test_accepting_in_two_windows_at_one_moment_is_one_membership():
    for turn in range(4):
        clinic = ClinicFactory()
        owner, new = member_of(clinic, "owner"), person(email=f"new{turn}@example.com")
        row = invitations.invite(email=new.email, role="editor", clinics=[clinic], by=owner)
        key = invitations.key_of(row)
        said = at_once(*[lambda key=key, new=new: invitations.accept(key=key, by=new)] * 2)
        assert said == [[clinic], [clinic]]
        assert roles(clinic) == {owner.pk: "owner", new.pk: "editor"}
    assert Event.objects.filter(what="member.joined").count() == 8
