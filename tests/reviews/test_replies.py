"""What clinics answer: every state of a reply, every act, everybody who may try. What is refused changes nothing."""

import json

import pytest
from django.db import transaction

from accounts.models import Event, Letter
from clinics.enums import MemberRole
from clinics.models import Membership, SiteState
from reviews.actions.deciding import withdraw_review
from reviews.actions.replies import (
    GONE,
    HIDDEN,
    LONG,
    TWICE,
    publish_reply,
    refuse_reply,
    submit_reply,
    withdraw_reply,
)
from reviews.domain.reply_templates import TEXTS
from reviews.enums import ReplyReason, ReplyStatus
from reviews.exceptions import InvalidStep, NotAllowed, Refused, TooMany
from reviews.models import Reply, Review
from reviews.workflows import REPLY
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator

pytestmark = pytest.mark.django_db
TEXT = TEXTS["short"]
CANARY = "We take feedback about zinnias seriously."


def joined(clinic, role=MemberRole.EDITOR, user=None):
    user = user or UserFactory()
    Membership.objects.create(user=user, clinic=clinic, role=role, since="2026-01-01")
    return user


@pytest.fixture
def member(clinic):
    return joined(clinic)


def people(clinic):
    banned = joined(clinic, MemberRole.OWNER)
    banned.is_active = False
    banned.save()
    return {
        "signed in": UserFactory(), "editor": joined(clinic), "owner": joined(clinic, MemberRole.OWNER),
        "other owner": joined(ClinicFactory(), MemberRole.OWNER), "moderator": moderator("moderator"),
        "senior": moderator("senior"), "own senior": joined(clinic, MemberRole.OWNER, moderator("senior")),
        "banned": banned, "writer": joined(clinic),
    }  # fmt: skip


MANAGE, MODERATE = {"editor", "owner", "own senior", "writer"}, {"moderator", "senior"}
STATES = ["none", *ReplyStatus.values]
ACTS = {
    "submit_reply": (lambda review, by: submit_reply(review=review, by=by, text=TEXT), MANAGE,
                     {"none", "refused", "withdrawn"}, "waiting"),
    "withdraw_reply": (lambda review, by: withdraw_reply(reply=last(review), by=by), MANAGE,
                       {"waiting", "published"}, "withdrawn"),
    "publish_reply": (lambda review, by: publish_reply(reply=last(review), by=by), MODERATE, {"waiting"}, "published"),
    "refuse_reply": (lambda review, by: refuse_reply(reply=last(review), by=by, reason="private"), MODERATE,
                     {"waiting", "published"}, "refused"),
}  # fmt: skip
"""Act → how, who may, in which states, what comes of it."""


def last(review):
    return review.replies.order_by("-pk").first()


def snapshot():
    return list(Reply.objects.order_by("pk").values()), Event.objects.count(), Letter.objects.count()


def test_the_table_of_replies_is_the_one_that_is_tried_here():
    tried = {verb: (states, after) for verb, (_, _, states, after) in ACTS.items() if verb != "submit_reply"}
    assert tried == {step.verb: (set(step.before), step.after[0]) for step in REPLY.steps}


@pytest.mark.parametrize(
    ("act", "state"), [(a, s) for a in ACTS for s in STATES if (a, s) == ("submit_reply", "none") or s != "none"]
)
def test_who_may_do_what_in_which_state(shown, clinic, act, state):
    do, may, states, after = ACTS[act]
    review, everybody = shown(), people(clinic)
    if state != "none":
        Reply.objects.create(review=review, user=everybody["writer"], text=TEXT, status=state)
    before, outcome = snapshot(), {}
    for name, by in everybody.items():
        start = transaction.savepoint()
        try:
            do(review, by)
        except Refused as refusal:
            assert snapshot() == before
            outcome[name] = type(refusal)
        else:
            outcome[name] = last(review).status
        transaction.savepoint_rollback(start)
    there = after if state in states else InvalidStep
    assert outcome == {name: there if name in may else NotAllowed for name in everybody}


class TestSending:
    def test_it_waits_for_a_moderator(self, shown, member, clinic):
        reply = submit_reply(review=shown(), by=member, text=f"  {TEXT}\r\n\r\n")
        assert (reply.status, reply.text, reply.user) == ("waiting", TEXT, member)
        event = Event.objects.get(what="reply.sent")
        assert event.after == {"clinic": clinic.pk, "review": reply.review_id, "status": "waiting"}

    @pytest.mark.parametrize(("text", "sentence"), [
        ("", "Write a reply"), (" \n\t ", "Write a reply"), ("x" * 1001, LONG.format(n=1001)),
        ("x" * 100_000, LONG.format(n=100_000)), ("Please\u202e call.", "invisible"), ("Please\x00 call.", "invisible"),
        ("Please\u200b call.", "invisible"), ("Thank you for your visit.", "a patient"),
        ("<script>alert(your visit)</script>", "as to a patient"), ("**Your** [visit](https://evil.com)", "elsewhere"),
    ])  # fmt: skip
    def test_what_may_not_stand_there_is_refused_with_a_sentence(self, shown, member, text, sentence):
        with pytest.raises(Refused) as refusal:
            submit_reply(review=shown(), by=member, text=text)
        assert (sentence in str(refusal.value), Reply.objects.count()) == (True, 0)

    def test_the_clinics_own_name_and_number_may_stand_there(self, shown, member, clinic):
        text = f"{clinic.name} listens. Please call {clinic.phone}."
        assert submit_reply(review=shown(), by=member, text=text).text == text

    def test_only_a_review_that_is_shown_is_answered(self, waiting, shown, member):
        for review in (waiting(), shown(days=-3), shown(days=0)):
            if review.status == "published" and review.published_on <= review.decided_at.date():
                assert submit_reply(review=review, by=member, text=TEXT).status == "waiting"
                continue
            with pytest.raises(InvalidStep) as refusal:
                submit_reply(review=review, by=member, text=TEXT)
            assert str(refusal.value) == HIDDEN

    def test_a_second_one_waits_until_the_first_is_gone(self, shown, member, clinic):
        review = shown()
        first = submit_reply(review=review, by=member, text=TEXT)
        with pytest.raises(InvalidStep) as refusal:
            submit_reply(review=review, by=joined(clinic), text=TEXT)
        withdraw_reply(reply=first, by=member)
        second = submit_reply(review=review, by=member, text=TEXT)
        assert (str(refusal.value), second.status) == (TWICE, "waiting")

    def test_a_member_sends_thirty_a_day(self, shown, member, clinic):
        review = shown()
        for _ in range(30):
            withdraw_reply(reply=submit_reply(review=review, by=member, text=TEXT), by=member)
        with pytest.raises(TooMany):
            submit_reply(review=review, by=member, text=TEXT)
        assert submit_reply(review=review, by=joined(clinic), text=TEXT).status == "waiting"


class TestDeciding:
    @pytest.fixture
    def reply(self, shown, member):
        return submit_reply(review=shown(), by=member, text=CANARY)

    def test_published_all_members_are_told_and_public_pages_are_new(self, reply, judge, clinic, member):
        gone, colleague = joined(clinic), joined(clinic, MemberRole.OWNER)
        gone.is_active = False
        gone.save()
        before = SiteState.now().revision
        publish_reply(reply=reply, by=judge)
        letters = Letter.objects.filter(subject="Your reply was looked at")
        assert sorted(letters.values_list("to", flat=True)) == sorted([member.email, colleague.email])
        assert ["It is public now." in letter.text for letter in letters] == [True, True]
        assert SiteState.now().revision > before

    @pytest.mark.parametrize("reason", ReplyReason.refusing)
    def test_refused_they_are_told_why_and_may_mend_it(self, reply, judge, member, reason):
        refused = refuse_reply(reply=reply, by=judge, reason=reason)
        letter = Letter.objects.get(to=member.email)
        assert (refused.text, ReplyReason(reason).label in letter.text) == (CANARY, True)
        again = submit_reply(review=reply.review, by=member, text=TEXT)
        reply.refresh_from_db()
        assert (again.status, reply.text) == ("waiting", "")

    @pytest.mark.parametrize("reason", ["", "fits", "king"])
    def test_a_reason_is_one_of_the_list(self, reply, judge, reason):
        with pytest.raises(Refused, match="Choose a reason"):
            refuse_reply(reply=reply, by=judge, reason=reason)

    def test_no_letter_and_no_event_holds_a_word_of_it(self, reply, judge, member, clinic):
        publish_reply(reply=reply, by=judge)
        refuse_reply(reply=reply, by=judge, reason="private")
        kept = [json.dumps(list(Event.objects.values("what", "before", "after", "reason")))]
        kept += [f"{letter.subject} {letter.text}" for letter in Letter.objects.filter(to=member.email)]
        assert [("zinnias" in one, "never alone" in one) for one in kept] == [(False, False)] * 3
        assert {clinic.name in letter.subject for letter in Letter.objects.all()} == {False}

    def test_what_a_former_member_wrote_is_not_published(self, reply, judge, member):
        Membership.objects.filter(user=member).delete()
        with pytest.raises(Refused) as refusal:
            publish_reply(reply=reply, by=judge)
        assert str(refusal.value) == GONE
        assert refuse_reply(reply=reply, by=judge, reason="writer_gone").status == "refused"

    def test_a_moderator_who_wrote_it_and_left_the_team_decides_nothing(self, shown, clinic):
        both = joined(clinic, user=moderator("senior"))
        reply = submit_reply(review=shown(), by=both, text=TEXT)
        Membership.objects.filter(user=both).delete()
        for act in (publish_reply, lambda **said: refuse_reply(reason="private", **said)):
            with pytest.raises(NotAllowed, match="wrote this yourself"):
                act(reply=reply, by=both)

    def test_taken_back_nothing_of_it_stays(self, reply, judge, member, clinic):
        publish_reply(reply=reply, by=judge)
        before = SiteState.now().revision
        withdraw_reply(reply=reply, by=joined(clinic))
        reply.refresh_from_db()
        assert (reply.status, reply.text, SiteState.now().revision > before) == ("withdrawn", "", True)

    def test_it_goes_with_its_review(self, reply, judge):
        withdraw_review(review=Review.objects.get(pk=reply.review_id))
        assert Reply.objects.count() == 0
        with pytest.raises(InvalidStep, match="gone"):
            publish_reply(reply=reply, by=judge)
