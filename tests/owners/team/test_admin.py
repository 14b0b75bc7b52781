"""A senior moderator takes one person off the team of a listing, and reads before what comes of it."""

import pytest
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.models import Clinic, Membership
from owners.actions.claims import submit_claim
from owners.actions.editing import save_section
from owners.actions.memberships import join
from owners.enums import MemberReason
from owners.models import Change
from owners.sections import SECTIONS, digest
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator, signed_in
from tests.owners.claims.conftest import BACKEND, text_of
from tests.owners.team.conftest import letters, member_of, membership, roles

pytestmark = pytest.mark.django_db
LIST = "/admin/clinics/membership/"


@pytest.fixture
def judge():
    return moderator("senior")


@pytest.fixture
def admin(judge):
    return signed_in(judge)


def page_of(user, clinic):
    return f"{LIST}{membership(user, clinic).pk}"


def offers(client, page):
    return f"{page}/decide/end/" in client.get(f"{page}/change/").content.decode()


def test_who_came_by_invitation_is_taken_off_and_everybody_is_told(admin, judge, clinic, owner, editor):
    page = page_of(editor, clinic)
    assert offers(admin, page)
    answer = admin.post(f"{page}/decide/end/", {"reason": "not_there"}, follow=True)
    assert (answer.redirect_chain, "Done: “End”." in text_of(answer)) == ([(LIST, 302)], True)
    assert (roles(clinic), Clinic.objects.get().managed) == ({owner.pk: "owner"}, True)
    assert letters(editor) == ["Your access to a listing has ended"]
    assert letters(owner) == ["Your team has changed"]
    event = Event.objects.get(what="member.ended")
    assert (event.actor, event.subject, event.reason, event.before) == (
        f"user:{judge.pk}", f"clinic:{clinic.pk}", "not_there", {"user": editor.pk, "role": "editor"},
    )  # fmt: skip
    assert [row for row in Event.objects.values() if "@" in str(row)] == []


@pytest.mark.parametrize(
    ("team", "going", "said", "managed"),
    [
        (["owner"], 0, "Nobody manages the listing then, and its page says “Not managed by the clinic”.", False),
        (["owner", "editor"], 0, "The listing has no owner then", True),
        (["owner", "editor"], 1, "The other members stay, and the listing stays managed.", True),
        (["owner", "owner"], 0, "The other members stay, and the listing stays managed.", True),
    ],
)
def test_what_comes_of_it_is_said_before_and_is_what_comes(client, admin, clinic, team, going, said, managed):
    people = [member_of(clinic, role) for role in team]
    page = page_of(people[going], clinic)
    shown = text_of(admin.get(f"{page}/decide/end/"))
    assert [words for words in (said, *(user.email for user in people)) if words not in shown] == []
    assert len(roles(clinic)) == len(team)
    admin.post(f"{page}/decide/end/", {"reason": "misuse"})
    assert (len(roles(clinic)), Clinic.objects.get().managed) == (len(team) - 1, managed)
    public = text_of(client.get(clinic.get_absolute_url()))
    assert ("Not managed by the clinic" in public) is not managed


def test_an_owner_who_is_banned_is_no_owner_who_stays(admin, clinic, owner):
    member_of(clinic, "owner", is_active=False)
    assert "The listing has no owner then" in text_of(admin.get(f"{page_of(owner, clinic)}/decide/end/"))


def test_what_they_asked_for_waits_no_longer(admin, clinic, owner, editor):
    section = SECTIONS["contact"]
    values = section.read(clinic)
    save_section(
        clinic=clinic, section=section, values=values | {"phone": "+15125550199"}, base=digest(values), by=editor
    )
    admin.post(f"{page_of(editor, clinic)}/decide/end/", {"reason": "not_there"})
    assert Change.objects.get().status == "withdrawn"


@pytest.mark.parametrize("reason", ["", "left", "removed", "unmanaged", "x"])
def test_without_a_reason_of_the_moderators_nothing_is_done(admin, clinic, owner, editor, reason):
    answer = admin.post(f"{page_of(editor, clinic)}/decide/end/", {"reason": reason})
    assert (answer.status_code, len(roles(clinic))) == (200, 2)
    assert {*MemberReason.by_moderators} < {*MemberReason.values}


def test_pressed_twice_it_is_done_once(admin, clinic, owner, editor):
    page = page_of(editor, clinic)
    answers = [admin.post(f"{page}/decide/end/", {"reason": "not_there"}).status_code for _ in range(2)]
    assert (answers, Event.objects.filter(what="member.ended").count()) == ([302, 404], 1)


@pytest.mark.parametrize("part", ["owner", "editor", "claimant"])
def test_whoever_has_a_part_in_the_listing_decides_nothing_there(admin, judge, clinic, owner, editor, part):
    if part == "claimant":
        submit_claim(clinic=clinic, by=judge, role_said="owner")
    else:
        join(user=judge, clinic=clinic, role=part, by="operator")
    before, page = roles(clinic), page_of(editor, clinic)
    assert (offers(admin, page), "Another moderator decides" in text_of(admin.get(f"{page}/change/"))) == (False, True)
    answer = admin.post(f"{page}/decide/end/", {"reason": "not_there"}, follow=True)
    assert ("Another moderator decides" in text_of(answer), roles(clinic)) == (True, before)


@pytest.mark.parametrize("who", ["stranger", "owner", "no group", "moderator", "password alone"])
def test_nobody_else_comes_in(client, clinic, owner, editor, who):
    if who == "owner":
        client.force_login(owner, BACKEND)
    elif who == "password alone":
        client.force_login(moderator("senior"), BACKEND)
    elif who != "stranger":
        client = signed_in(moderator("moderator") if who == "moderator" else UserFactory(is_staff=True))
    page = page_of(editor, clinic)
    paths = [LIST, f"{page}/change/", f"{page}/history/", f"{page}/decide/end/"]
    answers = [client.get(path) for path in paths] + [client.post(path, {"reason": "not_there"}) for path in paths]
    inside = {403, 404} if who in {"no group", "moderator"} else {302, 403}
    assert {answer.status_code for answer in answers} <= inside
    assert [1 for answer in answers if clinic.name.encode() in answer.content] == []
    assert (len(roles(clinic)), Letter.objects.count()) == (2, 0)


def test_the_list_is_searched_by_clinic_and_never_by_person(admin, clinic, owner):
    member_of(ClinicFactory(name="Elsewhere"), "editor")
    found = {
        query: [row.clinic.name for row in admin.get(f"{LIST}?{query}").context["cl"].result_list]
        for query in ("q=barton", f"q={owner.email}", "role__exact=editor")
    }
    assert list(found.values()) == [[clinic.name], [], ["Elsewhere"]]
    assert owner.email in text_of(admin.get(LIST))


def test_nobody_writes_a_membership_by_hand(admin, clinic, owner):
    page = page_of(owner, clinic)
    sent = {"role": "editor", "since": "2020-01-01", "clinic": clinic.pk, "user": owner.pk}
    answers = [admin.post(path, sent) for path in (f"{page}/change/", f"{page}/delete/", f"{LIST}add/")]
    assert ([answer.status_code for answer in answers], Membership.objects.get().role) == ([403] * 3, "owner")
    assert Membership.objects.get().since == timezone.localdate()


def test_its_history_is_the_log_of_the_listing(admin, clinic, owner, editor):
    member_of(ClinicFactory(), "owner")
    found = admin.get(f"{page_of(editor, clinic)}/history/", follow=True).context["cl"].result_list
    assert [(row.what, row.subject) for row in found] == [("member.joined", f"clinic:{clinic.pk}")] * 2


@pytest.mark.parametrize("number", ["0", "1999999999", "9" * 30])
def test_any_number_is_a_page(admin, number):
    assert [admin.get(f"{LIST}{number}/decide/{verb}/").status_code for verb in ("end", "x")] == [404] * 2
