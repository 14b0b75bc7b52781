"""A file says something else than a clinic that keeps its own listing: decided once, and never written."""

import pytest
from django.db import connection

from accounts.models import Event, Letter
from clinics.exceptions import Refused
from clinics.models import Clinic, Membership
from sources.actions.differences import close_taken_over, leave_difference, tell_clinic
from sources.models import ImportDifference
from tests.factories import UserFactory
from tests.moderators import moderator, signed_in
from tests.owners.team.at_once import at_once, several
from tests.sources.files import AUSTIN, csv_file, places, run
from tests.transactions import commits

KEPT = AUSTIN | {"managed": "yes", "phone": "512-555-0142"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def again(tmp_path):
    """Import a file that says another phone; the differences that are there then."""
    places()
    run("import_clinics", csv_file(tmp_path / "first.csv", KEPT))

    def take(phone="512-555-0199"):
        run("import_clinics", csv_file(tmp_path / "again.csv", AUSTIN | {"phone": phone}))
        return list(ImportDifference.objects.order_by("pk").values_list("offered", "status"))

    return take


@pytest.fixture
def judge():
    return moderator("moderator")


@pytest.fixture
def row(again):
    again()
    return ImportDifference.objects.get()


@pytest.fixture
def owner(row):
    user = UserFactory()
    Membership.objects.create(user=user, clinic=row.clinic, role="owner", since="2026-11-01")
    return user


def page(row, verb=""):
    return f"/admin/sources/importdifference/{row.pk}/" + (f"decide/{verb}/" if verb else "change/")


def test_left_as_it_is_it_is_not_asked_about_again_for_the_same_values(again, row, judge):
    assert again() == [("512-555-0199", "open")]
    leave_difference(difference=row, by=judge, reason="checked")
    assert again() == [("512-555-0199", "left")]
    assert again("512-555-0111") == [("512-555-0199", "left"), ("512-555-0111", "open")]
    assert Clinic.objects.get().phone == "+15125550142"


def test_what_the_clinic_said_and_took_back_is_asked_about_again(again, row, judge):
    close_taken_over(difference=row, by=judge, reason="clinic_did")
    assert again() == [("512-555-0199", "taken_over"), ("512-555-0199", "open")]


def test_the_clinic_is_told_by_a_letter_and_nothing_is_written(row, judge, owner, again):
    UserFactory(is_active=False).memberships.create(clinic=row.clinic, role="editor", since="2026-11-01")
    tell_clinic(difference=row, by=judge, reason="file_newer")
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (owner.email, "A file says something else than your listing")
    words = [
        "Harbor Clinic",
        "512-555-0142",
        "512-555-0199",
        f"/manage/{row.clinic_id}/",
        "a list of clinics that we got",
    ]
    assert [word in letter.text for word in words] == [True] * 5
    assert (again(), Clinic.objects.get().phone) == ([("512-555-0199", "told")], "+15125550142")


def test_where_nobody_can_be_told_the_sentence_says_what_else_to_do(row, judge):
    site = signed_in(judge)
    assert "Nobody of this clinic can be written to. Call the clinic." in site.get(page(row, "tell")).content.decode()
    answer = site.post(page(row, "tell"), {"reason": "misleads"}, follow=True).content.decode()
    assert "Call the clinic, or leave what it says." in answer
    assert ImportDifference.objects.get().status == "open"


def test_the_page_of_a_decision_shows_both_and_the_letter_before_it_goes(row, judge, owner):
    site = signed_in(judge)
    shown = site.get(page(row)).content.decode()
    assert [f"decide/{verb}/" in shown for verb in ("leave", "tell", "taken_over")] == [True] * 3
    text = site.get(page(row, "tell")).content.decode()
    assert ("512-555-0142" in text, "512-555-0199" in text, "We changed nothing" in text) == (True, True, True)
    assert "Choose a reason" in site.get(page(row, "leave")).content.decode()
    assert site.post(page(row, "leave"), {"reason": "king"}).status_code == 200
    site.post(page(row, "leave"), {"reason": "same"})
    row.refresh_from_db()
    assert (row.status, row.reason, row.decided_by) == ("left", "same", judge)
    assert Letter.objects.count() == 0
    assert "decide/" not in site.get(page(row)).content.decode()


def test_the_log_says_who_decided_what_and_no_value(row, judge):
    leave_difference(difference=row, by=judge, reason="unclear")
    event = Event.objects.latest("pk")
    assert (event.actor, event.what, event.reason) == (f"user:{judge.pk}", "difference.left", "unclear")
    assert event.after == {"clinic": row.clinic_id, "column": "phone", "status": "left"}


@pytest.mark.parametrize(("verb", "reason"), [("tell", "file_newer"), ("taken_over", "clinic_did")])
def test_every_decision_has_a_reason_of_its_own_list(row, judge, owner, verb, reason):
    site = signed_in(judge)
    for other in ("", "merged", "same"):
        assert site.post(page(row, verb), {"reason": other}).status_code == 200
    assert ImportDifference.objects.get().status == "open"
    site.post(page(row, verb), {"reason": reason})
    assert Event.objects.latest("pk").reason == ImportDifference.objects.get().reason == reason


def test_an_action_takes_no_reason_of_another_decision(row, judge, owner):
    for action in (leave_difference, tell_clinic, close_taken_over):
        with pytest.raises(Refused, match="Choose a reason"):
            action(difference=row, by=judge, reason="merged")
    assert (ImportDifference.objects.get().status, Letter.objects.count()) == ("open", 0)


def test_nobody_decides_about_their_own_clinic(row, judge):
    Membership.objects.create(user=judge, clinic=row.clinic, role="editor", since="2026-11-01")
    site = signed_in(judge)
    assert "decide/" not in site.get(page(row)).content.decode()
    site.post(page(row, "leave"), {"reason": "same"})
    assert ImportDifference.objects.get().status == "open"


def test_what_is_decided_is_decided_once(row, judge, owner):
    site = signed_in(judge)
    said = {"reason": "file_newer"}
    site.post(page(row, "tell"), said)
    assert "decided already" in site.post(page(row, "tell"), said, follow=True).content.decode()
    assert Letter.objects.count() == 1


def test_what_waits_stands_above_what_is_decided(again, row, judge):
    again("512-555-0111")
    leave_difference(difference=row, by=judge, reason="same")
    listed = signed_in(judge).get("/admin/sources/importdifference/").context["cl"].result_list
    assert [one.status for one in listed] == ["open", "left"]


@several
@commits
def test_two_who_tell_at_once_write_one_letter(again):
    again()
    row, judges = ImportDifference.objects.get(), [moderator("moderator") for _ in range(2)]
    UserFactory().memberships.create(clinic=row.clinic, role="owner", since="2026-11-01")
    assert connection.vendor == "postgresql"
    at_once(*[lambda by=by: tell_clinic(difference=row, by=by, reason="misleads") for by in judges])
    assert Letter.objects.count() == 1
