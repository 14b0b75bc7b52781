"""What waits is of the person who asked: it goes with them, and is never carried on under another's name."""

import pytest

from accounts.models import Event, Letter
from clinics.enums import MemberRole
from clinics.models import Clinic, Membership
from owners.actions.changes import approve_change, refuse_change
from owners.actions.claims import revoke_claim, submit_claim
from owners.actions.departures import departing
from owners.actions.editing import save_section
from owners.actions.memberships import end, leave_unmanaged
from owners.exceptions import Refused
from owners.models import Change, Claim
from owners.sections import SECTIONS, digest
from tests.moderators import moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(member):
    return member()


@pytest.fixture
def other(member):
    return member(sign_in=False)


@pytest.fixture
def ask(clinic):
    def _ask(by, section="contact", **typed):
        found = SECTIONS[section]
        values = found.read(Clinic.objects.get(pk=clinic.pk))
        save_section(clinic=clinic, section=found, values=values | typed, base=digest(values), by=by)
        return Change.objects.latest("pk")

    return _ask


def of(user, clinic):
    return Membership.objects.get(user=user, clinic=clinic)


def by_person():
    return {change.user: (change.status, change.after) for change in Change.objects.all()}


def test_two_who_ask_for_different_things_have_a_change_each(ask, clinic, owner, other):
    ask(other, website="https://evil.example/")
    phone = ask(owner, phone="+15125550199")
    approve_change(change=phone, reason="checked", by=moderator(), seen=digest(phone.after))
    now = Clinic.objects.get(pk=clinic.pk)
    assert (now.phone, now.website) == ("+15125550199", clinic.website)
    assert by_person() == {
        other: ("waiting", {"website": "https://evil.example/"}),
        owner: ("approved", {"phone": "+15125550199"}),
    }


def test_what_waits_from_a_colleague_is_not_asked_for_again(ask, clinic, owner, other):
    ask(other, phone="+15125550111")
    with pytest.raises(Refused, match="A colleague asked for a change of the same field"):
        ask(owner, phone="+15125550199", website="https://new.example/")
    assert by_person() == {other: ("waiting", {"phone": "+15125550111"})}


def test_each_is_told_how_their_own_was_decided(ask, owner, other):
    first = ask(other, website="https://evil.example/")
    second = ask(owner, phone="+15125550199")
    Letter.objects.all().delete()
    refuse_change(change=first, reason="not_shown", by=moderator())
    approve_change(change=second, reason="checked", by=moderator(), seen=digest(second.after))
    assert list(Letter.objects.order_by("pk").values_list("to", flat=True)) == [other.email, owner.email]


@pytest.mark.parametrize("way", ["removed", "left", "unmanaged", "account deleted"])
def test_whoever_goes_takes_along_what_they_asked_for(ask, clinic, owner, other, way):
    ask(other, website="https://evil.example/")
    kept = ask(owner, phone="+15125550199") if way != "unmanaged" else None
    if way == "unmanaged":
        end(membership=of(owner, clinic), by=owner, reason="left")
        leave_unmanaged(clinic=clinic, by=other)
    elif way == "account deleted":
        with departing(other, give_up=False):
            pass
    else:
        end(membership=of(other, clinic), by=owner if way == "removed" else other, reason=way)
    assert Change.objects.get(user=other).status == "withdrawn"
    assert Event.objects.filter(what="change.withdrawn").count() == 1
    assert [change.pk for change in Change.objects.filter(status="waiting")] == ([kept.pk] if kept else [])


def test_a_banned_member_s_change_is_not_approved(ask, clinic, other):
    change = ask(other, website="https://evil.example/")
    other.is_active = False
    other.save()
    with pytest.raises(Refused, match="does not manage the listing any more"):
        approve_change(change=change, reason="checked", by=moderator(), seen=digest(change.after))
    assert Clinic.objects.get(pk=clinic.pk).website == clinic.website


@pytest.fixture
def revoked(ask, clinic, owner):
    """A claim approved and revoked for misuse, with a change of the claimant's that waited."""
    end(membership=of(owner, clinic), by="operator", reason="removed")
    claim = submit_claim(clinic=clinic, by=owner, role_said="owner")
    Membership.objects.create(user=owner, clinic=clinic, role=MemberRole.OWNER, since="2026-01-01")
    Claim.objects.update(status="approved", reason="call", decided_at=claim.submitted_at)
    ask(owner, website="https://evil.example/")
    Letter.objects.all().delete()
    revoke_claim(claim=claim, by=moderator(), reason="misuse")
    return owner


def test_a_revoked_claim_leaves_nothing_waiting(revoked):
    assert by_person() == {revoked: ("withdrawn", {"website": "https://evil.example/"})}


def test_a_revoked_claimant_gets_one_letter(revoked):
    [letter] = Letter.objects.filter(to=revoked.email)
    assert "A senior moderator has taken the approval back." in letter.text


@pytest.mark.parametrize(
    ("reason", "section", "typed", "lines"),
    [
        ("not_shown", "contact", {"phone": "+15125550199"}, "512-555-0199"),
        ("wording", "about", {"description": "A guaranteed cure."}, "A guaranteed cure."),
    ],
)
def test_the_desk_says_what_was_refused_and_why(client, ask, clinic, owner, reason, section, typed, lines):
    change = ask(owner, section, **typed)
    refuse_change(change=change, reason=reason, by=moderator(name="Mo Derator"))
    html = client.get(f"/manage/{clinic.pk}/").content.decode()
    for words in ("a change was refused. The reason: ", change.__class__(reason=reason).get_reason_display(), lines):
        assert words in html
    assert ("Mo Derator" in html, "Undo" in html) == (False, False)


def test_the_desk_says_what_was_approved_and_taken_back(client, ask, clinic, owner, other):
    change = ask(owner, phone="+15125550199")
    approve_change(change=change, reason="checked", by=moderator(), seen=digest(change.after))
    ask(other, website="https://new.example/")
    end(membership=of(other, clinic), by=owner, reason="removed")
    html = client.get(f"/manage/{clinic.pk}/").content.decode()
    for words in ("a change was approved. The reason: We checked it", "a change that waited was taken back"):
        assert words in html
