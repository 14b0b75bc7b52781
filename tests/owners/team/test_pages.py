"""The pages of the team, for each who may open them and each who may not."""

import re

import pytest

from clinics.enums import MemberRole
from owners.models import Invitation
from tests.factories import ClinicFactory
from tests.owners.team.conftest import asked, body, member_of, membership, person, roles, signed_in

pytestmark = pytest.mark.django_db
QUERIES = 6
"""Session, user, membership with its clinic, members, invitations, the line about sample data."""


def paths(clinic, owner, editor):
    asked(owner, clinic)
    one, number = membership(editor, clinic).pk, Invitation.objects.get().pk
    team = f"/manage/{clinic.pk}/team/"
    return {
        "team": team, "leave": f"{team}leave/", "invite": f"{team}invite/", "member": f"{team}{one}/",
        "unmanaged": f"{team}leave/unmanaged/", "take_back": f"{team}invitations/{number}/",
    }  # fmt: skip


def seen(site, found):
    return {name: site.get(path).status_code for name, path in found.items()}


def test_each_page_is_for_those_the_table_names(client, clinic, owner, editor):
    found = paths(clinic, owner, editor)
    nobody = dict.fromkeys(found, 404)
    assert seen(signed_in(owner), found) == dict.fromkeys(found, 200)
    assert seen(signed_in(editor), found) == nobody | {"team": 200, "leave": 200}
    assert seen(signed_in(person()), found) == nobody
    assert seen(signed_in(member_of(ClinicFactory(), "owner")), found) == nobody
    assert {client.get(path).headers["Location"].partition("?")[0] for path in found.values()} == {"/accounts/login/"}


def test_an_owner_without_a_second_factor_is_led_to_it(client, clinic, member, owner, editor):
    found = paths(clinic, owner, editor)
    member(MemberRole.OWNER)
    assert seen(client, found) == dict.fromkeys(found, 302) | {"team": 200, "leave": 200}
    client.post(found["member"], {"act": "remove"})
    assert editor.pk in roles(clinic)


@pytest.mark.parametrize("number", ["1999999999", "9" * 40, "foreign"])
def test_numbers_of_other_listings_are_not_there(clinic, owner, number):
    other = ClinicFactory()
    foreign = membership(member_of(other, "editor"), other).pk
    site, team = signed_in(owner), f"/manage/{clinic.pk}/team/"
    value = foreign if number == "foreign" else number
    answers = [site.post(f"{team}{value}/", {"act": "remove"}), site.post(f"{team}invitations/{value}/")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert len(roles(other)) == 1


@pytest.mark.parametrize(("act", "after"), [("remove", None), ("owner", "owner"), ("hand_over", "owner")])
def test_an_owner_acts_on_a_member(clinic, owner, editor, act, after):
    site = signed_in(owner)
    path = f"/manage/{clinic.pk}/team/{membership(editor, clinic).pk}/"
    assert site.post(path, {"act": act}).status_code == 303
    assert roles(clinic).get(editor.pk) == after
    assert roles(clinic)[owner.pk] == ("editor" if act == "hand_over" else "owner")


@pytest.mark.parametrize("act", ["", "editor", "delete"])
def test_an_act_that_is_none_is_said_beside_the_question(clinic, owner, editor, act):
    path = f"/manage/{clinic.pk}/team/{membership(editor, clinic).pk}/"
    answer = signed_in(owner).post(path, {"act": act})
    assert (answer.status_code, 'href="#id_act_0"' in body(answer)) == (200, True)
    assert roles(clinic)[editor.pk] == "editor"


def test_the_last_owner_who_wants_to_leave_is_shown_the_ways_out(clinic, owner, editor):
    site, leave = signed_in(owner), f"/manage/{clinic.pk}/team/leave/"
    for answer in (site.get(leave), site.post(leave)):
        assert f'href="/manage/{clinic.pk}/team/leave/unmanaged/"' in body(answer)
    assert roles(clinic)[owner.pk] == "owner"
    assert site.post(f"{leave}unmanaged/").status_code == 200
    assert roles(clinic)[owner.pk] == "owner"
    assert site.post(f"{leave}unmanaged/", {"sure": "on"}).headers["Location"] == "/manage/"
    assert roles(clinic) == {}


def test_an_editor_leaves_with_one_press(clinic, owner, editor):
    site = signed_in(editor)
    assert site.post(f"/manage/{clinic.pk}/team/leave/").headers["Location"] == "/manage/"
    assert roles(clinic) == {owner.pk: "owner"}
    assert site.get(f"/manage/{clinic.pk}/team/").status_code == 404


@pytest.mark.parametrize(
    "email",
    ["", "no", "a@b", "a\x00@example.com", "a\u202e@example.com", "x" * 10_000 + "@example.com", "ü@example.com"],
)
def test_an_address_that_is_none_is_said_and_kept(clinic, owner, email):
    answer = signed_in(owner).post(f"/manage/{clinic.pk}/team/invite/", {"email": email, "role": "owner"})
    assert (answer.status_code, 'href="#id_email"' in body(answer)) == (200, True)
    assert re.search(r'value="owner"[^>]* checked', body(answer))
    assert Invitation.objects.count() == 0


def test_a_member_is_not_invited_again(clinic, owner, editor):
    said = {"email": editor.email.upper(), "role": "owner"}
    answer = signed_in(owner).post(f"/manage/{clinic.pk}/team/invite/", said)
    assert (answer.status_code, "on the team of" in body(answer)) == (409, True)
    assert roles(clinic)[editor.pk] == "editor"


def test_an_invitation_is_taken_back(clinic, owner, editor):
    found = paths(clinic, owner, editor)
    site = signed_in(owner)
    assert "new@example.com" in body(site.get(found["team"]))
    assert [site.post(found["take_back"]).status_code for _ in range(2)] == [303, 404]
    assert "new@example.com" not in body(site.get(found["team"]))


def test_an_editor_sees_that_somebody_is_asked_but_not_who(clinic, owner, editor):
    found = paths(clinic, owner, editor)
    page = body(signed_in(editor).get(found["team"]))
    assert ("A colleague" in page, "new@example.com" in page) == (True, False)


def test_a_longer_team_costs_no_more_queries(clinic, owner, django_assert_num_queries):
    site, path = signed_in(owner), f"/manage/{clinic.pk}/team/"
    asked(owner, clinic)
    with django_assert_num_queries(QUERIES):
        site.get(path)
    for number in range(2):
        member_of(clinic, "editor")
        asked(owner, clinic, email=f"more{number}@example.com")
    with django_assert_num_queries(QUERIES):
        site.get(path)
