"""A review, and a concern about one: every state, every act, everybody who may try. What is refused changes nothing."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.enums import MemberRole
from clinics.models import Organization
from owners.actions.claims import submit_claim
from owners.actions.memberships import join
from reviews.actions.concerns import accept_concern, refuse_concern
from reviews.actions.deciding import answer_refusal, publish_review, refuse_for_good, refuse_review, withdraw_review
from reviews.domain.addresses import hashed
from reviews.enums import ConcernStatus, ReviewReason, ReviewStatus
from reviews.exceptions import InvalidStep, NotAllowed, Refused
from reviews.models import Concern, Review
from reviews.workflows import CONCERN, REVIEW
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator
from tests.owners.team.at_once import at_once, several
from tests.transactions import commits

pytestmark = pytest.mark.django_db

BY_MODERATORS = {
    "publish_review": publish_review,
    "refuse_review": lambda *, review, by: refuse_review(review=review, by=by, reason="abusive"),
    "refuse_for_good": lambda *, review, by: refuse_for_good(review=review, by=by, reason="abusive"),
}
BY_WRITERS = {
    "answer_refusal": lambda review: answer_refusal(review=review, text="I mended it."),
    "withdraw_review": lambda review: withdraw_review(review=review),
}
ON_CONCERNS = {
    "accept_concern": lambda *, concern, by: accept_concern(concern=concern, by=by, because="abusive"),
    "refuse_concern": lambda *, concern, by: refuse_concern(concern=concern, by=by, reason="stays"),
}
ELSEWHERE = {"confirm_review", "expire_review"}
"""Acts of nobody's role: by the mailed code, and by the day."""


def people(clinic, settings):
    """Everybody who may try. Those who decide are named in `DECIDE`."""
    away = {"state": "NY", "latitude": 40.7, "longitude": -74.0}

    def member(user, of):
        join(user=user, clinic=of, role=MemberRole.OWNER, by="operator")
        return user

    def asked(user, of):
        submit_claim(clinic=of, by=user, role_said="owner")
        return user

    banned, writer = moderator("moderator"), moderator("moderator", email="Writer@example.com")
    banned.is_active = False
    banned.save()
    house = Organization.objects.create(name="Creek Group")
    type(clinic).objects.filter(pk=clinic.pk).update(organization=house)
    Review.objects.update(address_hash=hashed("writer@example.com", secret=settings.SECRET_KEY.encode()))
    over_the_border = {"state": "OK", "latitude": 31.2, "longitude": -97.7}
    return {
        "signed in": UserFactory(), "owner": member(UserFactory(), clinic),
        "staff without a group": UserFactory(is_staff=True), "moderator": moderator("moderator"),
        "senior": moderator("senior"), "own senior": member(moderator("senior"), clinic),
        "asked for this one": asked(moderator("moderator"), clinic),
        "rival of the state": member(moderator("moderator"), ClinicFactory(city="El Paso", latitude=31.8, longitude=-106.4)),
        "rival over the border": member(moderator("moderator"), ClinicFactory(**over_the_border)),
        "same house": member(moderator("moderator"), ClinicFactory(organization=house, **away)),
        "asked for a rival": asked(moderator("moderator"), ClinicFactory()),
        "far away": member(moderator("moderator"), ClinicFactory(**away)), "writer": writer, "banned": banned,
    }  # fmt: skip


DECIDE = {"moderator", "senior", "far away"}


def in_state(review, status):
    """As the row stands in that state, with all that its constraints ask."""
    today = timezone.localdate()
    dates = {"published_on": today, "expires_on": today + dt.timedelta(days=700)} if status == "published" else {}
    decided = status not in {"unconfirmed", "waiting", "held"}
    if status in {"withdrawn", "expired"}:
        withdraw_review(review=review)
    Review.objects.filter(pk=review.pk).update(**{
        "status": status, "published_on": None, "expires_on": None, **dates,
        **({"email": "", "decided_at": timezone.now(), "reason": "abusive"} if decided else {}),
    })  # fmt: skip


def snapshot():
    models = (Review, Concern, Event, Letter)
    return [list(model.objects.order_by("pk").values()) for model in models]


def tried(act, everybody, row):
    """What each came to: the state after, or the kind of refusal; each begins where the others did."""
    before, outcome = snapshot(), {}
    for name, by in everybody.items():
        start = transaction.savepoint()
        try:
            act(by)
        except Refused as refusal:
            assert snapshot() == before
            outcome[name] = type(refusal)
        else:
            outcome[name] = type(row).objects.get(pk=row.pk).status
        transaction.savepoint_rollback(start)
    return outcome


def after(workflow, verb, status):
    """Where it leads from there, or InvalidStep."""
    return {one.verb: one for one in workflow.steps}[verb].after[0] if workflow.takes(verb, status) else InvalidStep


def test_all_verbs_are_tried_here():
    assert {step.verb for step in REVIEW.steps} == {*BY_MODERATORS, *BY_WRITERS, *ELSEWHERE}
    assert {step.verb for step in CONCERN.steps} == {*ON_CONCERNS, "close_concerns"}


@pytest.mark.parametrize("status", ReviewStatus.values)
@pytest.mark.parametrize("verb", BY_MODERATORS)
def test_who_decides_on_a_review_in_which_state(waiting, clinic, settings, status, verb):
    review = waiting()
    everybody = people(clinic, settings)
    in_state(review, status)
    found = tried(lambda by: BY_MODERATORS[verb](review=review, by=by), everybody, review)
    wrote = NotAllowed if Review.objects.get().address_hash else after(REVIEW, verb, status)
    assert found == {
        name: after(REVIEW, verb, status) if name in DECIDE else wrote if name == "writer" else NotAllowed
        for name in everybody
    }


@pytest.mark.parametrize("status", ReviewStatus.values)
@pytest.mark.parametrize("verb", BY_WRITERS)
def test_what_its_writer_may_do_in_which_state(waiting, status, verb):
    review = waiting()
    in_state(review, status)
    found = tried(lambda by: BY_WRITERS[verb](review), {"writer": None}, review)
    assert found == {"writer": after(REVIEW, verb, status)}


@pytest.mark.parametrize("status", ConcernStatus.values)
@pytest.mark.parametrize("verb", ON_CONCERNS)
def test_who_decides_on_a_concern_in_which_state(shown, clinic, settings, status, verb):
    review = shown()
    concern = Concern.objects.create(review=review, kind="abusive", status=status)
    everybody = people(clinic, settings)
    found = tried(lambda by: ON_CONCERNS[verb](concern=concern, by=by), everybody, concern)
    assert found == {name: after(CONCERN, verb, status) if name in DECIDE else NotAllowed for name in everybody}


def test_who_raised_a_concern_does_not_decide_on_it(shown):
    judge = moderator("moderator", email="mod@example.com")
    concern = Concern.objects.create(review=shown(), kind="abusive", email="MOD+x@example.com")
    with pytest.raises(NotAllowed, match="sent this yourself"):
        refuse_concern(concern=concern, by=judge, reason="stays")


def test_a_reason_that_publishes_refuses_nothing(waiting, judge):
    review = waiting()
    for reason in ReviewReason.publishing:
        with pytest.raises(Refused, match="Choose a reason"):
            refuse_review(review=review, by=judge, reason=reason)
    assert Review.objects.get().status == "waiting"


def test_of_two_pages_that_are_open_the_first_press_decides(waiting):
    """On every database: both hold the row as it was."""
    review, judges = waiting(), [moderator("moderator"), moderator("senior")]
    seen = [Review.objects.get(), Review.objects.get()]
    publish_review(review=seen[0], by=judges[0])
    with pytest.raises(InvalidStep, match="by now"):
        publish_review(review=seen[1], by=judges[1])
    assert Review.objects.get().decided_by == judges[0]
    assert (Event.objects.filter(what="review.published").count(), Letter.objects.count()) == (1, 2)
    assert review.pk == seen[0].pk


@several
@commits
def test_two_moderators_at_once_one_decides(waiting):
    review, judges = waiting(), [moderator("moderator"), moderator("senior")]
    found = at_once(*(lambda by=by: publish_review(review=review, by=by).status for by in judges))
    assert sorted(found) == ["published", "refused"]
    assert (Event.objects.filter(what="review.published").count(), Letter.objects.count()) == (1, 2)


@several
@commits
def test_refused_for_good_and_published_at_once_is_one_of_the_two(waiting):
    review, judges = waiting(), [moderator("moderator"), moderator("senior")]
    refuse_review(review=review, by=judges[0], reason="abusive")
    answer_refusal(review=review, text="I mended it.")
    found = at_once(
        lambda: publish_review(review=review, by=judges[0]).status,
        lambda: refuse_for_good(review=review, by=judges[1], reason="abusive").status,
    )
    assert found.count("refused") == 1
    assert Review.objects.get().status in {"published", "final"}
