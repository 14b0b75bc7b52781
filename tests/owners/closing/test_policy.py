"""Every status x step x role, and what an owner may undo."""

import pytest

from accounts.models import Event
from clinics.actions import listing, suspension
from clinics.actions.listing import mark_moved
from clinics.enums import OwnerReason, Status
from clinics.exceptions import NotAllowed, Refused
from clinics.models import Clinic
from owners.actions.closing import A_DAY, VERBS, steps_from, take_step
from owners.actions.memberships import join
from owners.exceptions import TooMany
from tests.factories import ClinicFactory
from tests.moderators import moderator
from tests.owners.closing.conftest import in_state
from tests.owners.team.at_once import at_once, several
from tests.owners.team.conftest import letters, member_of, person
from tests.transactions import commits

pytestmark = pytest.mark.django_db

S = Status
AFTER = {"pause": S.TEMPORARILY_CLOSED, "open": S.LISTED, "close": S.CLOSED, "moved": S.MOVED, "withdraw": S.WITHDRAWN}
OWNER_MAY = {
    S.DRAFT: set(),
    S.LISTED: {"pause", "close", "moved", "withdraw"},
    S.TEMPORARILY_CLOSED: {"open", "close", "moved", "withdraw"},
    S.CLOSED: {"open", "moved", "withdraw"},
    S.MOVED: {"close", "withdraw"},
    S.WITHDRAWN: set(),
    S.SUSPENDED: set(),
}
"""Of a listing whose status nobody's act in the log explains."""


def take(clinic, verb, by):
    to = None
    if verb == "moved":
        to = ClinicFactory()
        join(user=by, clinic=to, role="editor", by="operator")
    return take_step(clinic=clinic, verb=VERBS[verb], by=by, to=to)


@pytest.mark.parametrize("role", ["owner", "editor", "owner elsewhere", "nobody", "banned owner", "moderator"])
@pytest.mark.parametrize("verb", list(VERBS))
@pytest.mark.parametrize("status", list(OWNER_MAY))
def test_every_status_x_step_x_role(status, verb, role):
    clinic = in_state(status)
    by = moderator() if role == "moderator" else person()
    if "owner" in role or role == "editor":
        there = ClinicFactory() if role == "owner elsewhere" else clinic
        join(user=by, clinic=there, role="editor" if role == "editor" else "owner", by="operator")
    type(by).objects.filter(pk=by.pk).update(is_active=role != "banned owner")
    by.refresh_from_db()
    allowed = role == "owner" and verb in OWNER_MAY[status]
    try:
        take(clinic, verb, by)
    except Refused:
        assert allowed is False
        assert Clinic.objects.get(pk=clinic.pk).status == status
    else:
        assert allowed is True
        assert Clinic.objects.get(pk=clinic.pk).status == AFTER[verb]


DOORS = {
    "pause": listing.close_temporarily, "open": listing.list_clinic, "close": listing.close, "withdraw": listing.withdraw,
}  # fmt: skip


@pytest.mark.parametrize("role", ["editor", "nobody"])
@pytest.mark.parametrize("verb", list(DOORS))
def test_the_steps_of_the_other_room_are_no_way_round(clinic, verb, role):
    by = member_of(clinic, "editor") if role == "editor" else person()
    with pytest.raises(NotAllowed):
        DOORS[verb](clinic, by=by)
    assert Clinic.objects.get().status == S.LISTED


@pytest.mark.parametrize("verb", ["suspend", "lift"])
def test_an_owner_neither_suspends_nor_lifts(clinic, owner, verb):
    if verb == "lift":
        suspension.suspend(clinic, by="operator", reason="unsafe")
    before = Clinic.objects.get().status
    act = {"suspend": suspension.suspend, "lift": suspension.lift_suspension}[verb]
    with pytest.raises(NotAllowed):
        act(clinic, by=owner, reason="unsafe")
    assert Clinic.objects.get().status == before


@pytest.mark.parametrize("verb", ["pause", "close", "moved", "withdraw"])
def test_an_owner_undoes_their_own_act(clinic, owner, verb):
    take(clinic, verb, owner)
    assert "open" in steps_from(Clinic.objects.get(pk=clinic.pk), owner)
    assert take(clinic, "open", owner).status == S.LISTED


@pytest.mark.parametrize("then", ["", "close", "withdraw"])
@pytest.mark.parametrize("door", ["withdraw", "moved"])
def test_what_a_moderator_took_down_no_detour_of_an_owner_opens(clinic, owner, door, then):
    if door == "withdraw":
        listing.withdraw(clinic, by=moderator(), reason="reported")
    else:
        mark_moved(clinic, to=ClinicFactory(), by=moderator(), reason="reported")
    if then and door == "moved":
        take(clinic, then, owner)
    now = Clinic.objects.get(pk=clinic.pk)
    assert "open" not in steps_from(now, owner)
    with pytest.raises(NotAllowed, match="moderator"):
        take(now, "open", owner)
    assert Clinic.objects.get(pk=clinic.pk).status == now.status


def test_an_old_act_of_a_moderator_that_was_undone_binds_nobody(clinic, owner):
    listing.withdraw(clinic, by="operator", reason="mistake")
    listing.list_clinic(clinic, by="operator", reason="mistake")
    take(clinic, "withdraw", owner)
    assert take(clinic, "open", owner).status == S.LISTED


def test_a_moderator_who_owns_a_listing_has_no_more_than_an_owner_on_these_pages():
    clinic, by = in_state(S.DRAFT), moderator()
    join(user=by, clinic=clinic, role="owner", by="operator")
    assert steps_from(clinic, by) == {}
    with pytest.raises(NotAllowed):
        take(clinic, "open", by)


@pytest.mark.parametrize("whose", ["foreign", "hidden", "itself"])
def test_visitors_are_only_sent_to_a_public_listing_of_the_same_people(clinic, owner, whose):
    to = clinic if whose == "itself" else in_state(S.DRAFT if whose == "hidden" else S.LISTED)
    if whose == "hidden":
        join(user=owner, clinic=to, role="owner", by="operator")
    with pytest.raises(Refused):
        take_step(clinic=clinic, verb=VERBS["moved"], by=owner, to=to)
    with pytest.raises(Refused):
        mark_moved(clinic, to=to, by=owner)
    assert Clinic.objects.get(pk=clinic.pk).moved_to is None


def test_each_act_is_in_the_log_and_the_whole_team_is_told(clinic, owner):
    editor = member_of(clinic, "editor")
    take(clinic, "withdraw", owner)
    event = Event.objects.get(what="clinic.withdrawn")
    assert (event.actor, event.reason) == (f"user:{owner.pk}", OwnerReason.OWN_ACT)
    assert (letters(owner), letters(editor)) == (["Your listing has changed"], ["Your listing has changed"])
    newest = Clinic.history.filter(id=clinic.pk).first()
    assert (newest.status, newest.history_user) == (S.WITHDRAWN, owner)


def test_a_team_is_not_flooded(clinic, owner):
    for turn in range(A_DAY):
        take(clinic, "open" if turn % 2 else "pause", owner)
    with pytest.raises(TooMany):
        take(clinic, "pause", owner)
    assert len(letters(owner)) == A_DAY


@several
@commits
def test_two_owners_who_move_two_listings_to_each_other_in_one_moment():
    for _ in range(4):
        one, other = ClinicFactory(), ClinicFactory()
        by = member_of(one, "owner")
        join(user=by, clinic=other, role="owner", by="operator")
        said = at_once(
            lambda one=one, other=other, by=by: take_step(clinic=one, verb=VERBS["moved"], by=by, to=other).status,
            lambda one=one, other=other, by=by: take_step(clinic=other, verb=VERBS["moved"], by=by, to=one).status,
        )
        assert sorted(said) == ["moved", "refused"]
